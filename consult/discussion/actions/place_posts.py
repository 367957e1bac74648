"""Give posts their place in a later revision than the one that their authors saw: all of them when it is published, one that comes late."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.anchoring.placement import PlacementState
from consult.consultations.models import Consultation
from consult.discussion.canonical import placement_digest
from consult.discussion.models import Placement, PostVersion
from consult.discussion.queries.placements import seen_in
from consult.discussion.revision_pair import Before, Standing, Step, steps_after
from consult.discussion.rules import PlacementVerdict, Status
from consult.documents.models import Revision
from consult.documents.queries import published_revisions
from consult.platform.audit.actions import Note, record_all

AT_ONCE = 1_000  # posts

NEWEST_PUBLIC = Case(When(status=Status.SHOWN, then=Value(0)), default=Value(1), output_field=IntegerField())


def place_posts(revision: Revision, *, previous: Revision, now: datetime) -> dict[str, object]:
    """Place every post on the draft in the revision that has just been published; what the record says of it: how many, and their digest.

    The rows are read and written in portions, so that a hundred thousand take no more room than a thousand.
    """
    step, told, count = Step(previous, revision), sha256(), 0
    for some in portions(standing(revision).iterator(chunk_size=AT_ONCE)):
        befores = before_in(previous, some)
        placed = [placement(row, step, revision, before=befores.get(row[1]), now=now) for row in with_one_quote(some)]
        Placement.objects.bulk_create(placed)
        for one in placed:
            told.update(placement_digest(one).encode())
        count += len(placed)
    return {"placed": count, "placements": told.hexdigest()}


def place_late(versions: Sequence[PostVersion], consultation: Consultation, *, actor: Viewer, now: datetime) -> None:
    """Place new posts whose authors saw an older revision in each later one, and write each placement down."""
    revisions = sorted(published_revisions(consultation), key=lambda revision: revision.number)
    befores: dict[object, Before] = {}
    notes = []
    for previous, revision in steps_after(min(seen_in(version) for version in versions), revisions):
        step = Step(previous, revision)
        due = [version for version in versions if seen_in(version) < revision.number]
        placed = [placement(row_of(version), step, revision, before=befores.get(version.post_id), now=now) for version in due]
        Placement.objects.bulk_create(placed)
        befores |= {one.post_id: was(one) for one in placed}
        notes += [Note("post.placed", one.pk, placement_digest(one)) for one in placed]
    record_all(notes, chain_id=consultation.chain_id, actor=pseudonym(actor, chain_id=consultation.chain_id), now=now)


def standing(revision: Revision) -> QuerySet[PostVersion, Any]:
    """Of each post on the draft the version whose quote is looked for, the one that is shown or else the latest, in the order of ids."""
    versions = PostVersion.objects.filter(post=OuterRef("post")).order_by(NEWEST_PUBLIC, "-number")
    draft = PostVersion.objects.filter(post__consultation=revision.document.consultation_id, pk=Subquery(versions.values("pk")[:1]))
    return draft.order_by("post").values_list("pk", "post", "post__clause", "quote")


def with_one_quote(some: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The same without the quote where another version that may yet be shown quotes something else: whose words would be marked?"""
    waiting = PostVersion.objects.filter(post__in=[row[1] for row in some], status__in=[Status.HELD, Status.HIDDEN])
    quotes: dict[Any, list[Any]] = {}
    for post, quote in waiting.values_list("post", "quote"):
        quotes.setdefault(post, []).append(quote)
    return [row if all(quote == row[3] for quote in quotes.get(row[1], ())) else (*row[:3], None) for row in some]


def row_of(version: PostVersion) -> tuple[Any, ...]:
    """The same of a version at hand."""
    return version.pk, version.post_id, version.post.clause_id, version.quote


def before_in(previous: Revision, some: Sequence[tuple[Any, ...]]) -> dict[Any, Before]:
    """Where each of the posts stood in the revision before, where it has a placement there."""
    rows = Placement.objects.filter(revision=previous, post__in=[row[1] for row in some]).select_related("decision")
    return {row.post_id: was(row) for row in rows}


def was(row: Placement) -> Before:
    """A placement as the next step sees it."""
    decision = getattr(row, "decision", None)
    verdict = PlacementVerdict(decision.verdict) if decision else None
    return Before(PlacementState(row.state), row.clause_id, row.start, row.end, row.elsewhere, verdict)


def placement(row: tuple[Any, ...], step: Step, revision: Revision, *, before: Before | None, now: datetime) -> Placement:
    """Where the post stands in the revision, not stored yet."""
    version, post, clause, quote = row
    placed = step.placed(Standing(clause, quote, before))
    return Placement(
        id=uuid5(revision.pk, str(post)),  # there is one for each post and revision; to ask the system for ten thousand takes seconds
        post_id=post,
        revision=revision,
        version_id=version,
        state=placed.state,
        clause_id=UUID(placed.clause) if placed.clause else None,
        start=placed.start,
        end=placed.end,
        score=placed.score,
        elsewhere=placed.elsewhere,
        placed_at=now,
    )


def portions(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows, so many at a time."""
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield some
