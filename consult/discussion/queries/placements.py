"""What can be asked about where posts stand in later revisions than the ones that their authors saw."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.anchoring.placement import PlacementState
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.discussion.models import Placement, Post, PostVersion
from consult.discussion.queries.posts import shown_once
from consult.discussion.rules import EDITABLE, PlacementVerdict
from consult.documents.models import Revision, Wording
from consult.documents.queries import newest_number
from consult.documents.rules import DocumentRole, RevisionStatus

AT_ONCE: Final = 50  # places that a person decides about together
IS_ORPHANED: Final = Q(state=PlacementState.ORPHANED) | Q(decision__verdict=PlacementVerdict.ORPHANED)


@dataclass(frozen=True, slots=True)
class PlacedNow:
    """Where a post stands now: what the program found, as a person has judged it.

    is_open: a person has still to say. clause, start, end: of its words in the revision; the clause alone where these are gone.
    elsewhere: they were found in a clause that is not linked to the post's own.
    """

    state: PlacementState
    is_open: bool
    clause: UUID | None
    start: int | None = None
    end: int | None = None
    elsewhere: bool = False


def place_of(placement: Placement) -> PlacedNow:
    """The placement with what a person said of it, where somebody has."""
    decision = getattr(placement, "decision", None)
    verdict = PlacementVerdict(decision.verdict) if decision else None
    state = PlacementState(placement.state)
    if verdict is PlacementVerdict.ORPHANED:
        return PlacedNow(PlacementState.ORPHANED, False, None)
    if verdict is PlacementVerdict.CLAUSE_ONLY:
        return PlacedNow(PlacementState.CLAUSE_ONLY, False, None if placement.elsewhere else placement.clause_id)
    is_open = state is PlacementState.FUZZY and verdict is None
    return PlacedNow(state, is_open, placement.clause_id, placement.start, placement.end, placement.elsewhere)


def places_in(revision: Revision, posts: Collection[UUID]) -> Mapping[UUID, PlacedNow]:
    """Where each of these posts stands in a revision; those whose authors saw it, or a later one, are left out. One query."""
    found = Placement.objects.filter(revision=revision, post__in=posts).select_related("decision")
    return {placement.post_id: place_of(placement) for placement in found}


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a post stands in the newest revision, which its author did not see: its number, and what its clause there is called."""

    number: int
    place: PlacedNow
    label: str = ""


def newest_places(posts: Iterable[Post]) -> Mapping[UUID, Stands]:
    """Where each of these posts, of whichever consultations, stands in the newest revision of its draft. One query.

    Those whose authors saw that revision are left out.
    """
    draft = {"document__consultation": OuterRef("post__consultation"), "document__role": DocumentRole.DRAFT}
    newest = Revision.objects.filter(status=RevisionStatus.PUBLISHED, **draft).order_by("-number")
    called = Wording.objects.filter(revision=OuterRef("revision"), clause=OuterRef("clause"))
    of_posts = Placement.objects.filter(post__in=[post.pk for post in posts], revision=Subquery(newest.values("pk")[:1]))
    found = of_posts.annotate(label=Subquery(called.values("label")[:1])).select_related("decision", "revision")
    return {row.post_id: Stands(row.revision.number, place_of(row), row.label or "") for row in found}


def doubtful(consultation: Consultation, *, viewer: Viewer, now: datetime) -> QuerySet[Placement]:
    """The places in the newest revision that wait for a person, oldest post first; each with post, version and revision.

    Raises:
        NotAllowed: the viewer is not of the team.
    """
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    known = places_to_decide(Consultation.objects.filter(pk=consultation.pk))
    return known.select_related("post__revision", "post__submission", "version", "revision").order_by("post__created_at", "post")


def places_to_decide(at: QuerySet[Consultation]) -> QuerySet[Placement]:
    """The places in the newest revision of each of these consultations that wait for a person."""
    waiting = Placement.objects.filter(post__consultation__in=at, state=PlacementState.FUZZY, decision=None)
    newest = waiting.filter(revision__number=newest_number("revision__document"))
    return newest.filter(post__status__in=EDITABLE)


def orphans(revision: Revision) -> QuerySet[Post]:
    """The posts that were public once and whose clause is gone in this revision, by number: see `shown_once`."""
    gone = Placement.objects.filter(IS_ORPHANED, revision=revision)
    return shown_once().filter(pk__in=gone.values("post"))


def counted(revision: Revision) -> Mapping[str, int]:
    """How many posts stand how in a revision, by state, as people have judged them: `orphaned` counts what was judged so. One query."""
    rows = Placement.objects.filter(revision=revision).values("state", "decision__verdict").annotate(n=Count("pk")).order_by()
    told: dict[str, int] = {}
    for row in rows:
        verdict = row["decision__verdict"]
        state = verdict if verdict in {PlacementVerdict.ORPHANED, PlacementVerdict.CLAUSE_ONLY} else row["state"]
        told[state] = told.get(state, 0) + row["n"]
    return told


def seen_in(version: PostVersion) -> int:
    """The number of the revision that its author saw; those of old, which name none, saw the first."""
    return version.post.revision.number if version.post.revision else 1
