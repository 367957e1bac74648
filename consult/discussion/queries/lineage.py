"""What became of a clause in later versions, and which posts were placed there from other clauses: asked with the clause itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from consult.anchoring.placement import PlacementState
from consult.discussion.models import Placement
from consult.discussion.rules import PlacementVerdict, Status
from consult.documents.models import ClauseLink, Revision, Wording
from consult.documents.rules import RevisionStatus

NAMED: Final = 3  # posts from other clauses that are named beside a clause
STANDS: Final = Q(state__in=[PlacementState.EXACT, PlacementState.MOVED, PlacementState.CLAUSE_ONLY])
JUDGED: Final = Q(decision__verdict=PlacementVerdict.PASSAGE) | Q(decision__verdict=PlacementVerdict.CLAUSE_ONLY, elsewhere=False)


@dataclass(frozen=True)
class Ended:
    """That the newest version has a clause no more: the number of the version that had it no longer, and what took it up there."""

    number: int
    clause: UUID | None = None
    label: str = ""


@dataclass(frozen=True)
class Lineage:
    """A clause, or a thread without one, in the newest published version of the draft.

    newest: its id and its number. ended: the clause is not in it. arrived: how many public posts from the threads of other clauses
    stand there now; nobody doubts that. named: the ids of the first of them, by number.
    """

    newest: UUID | None = None
    number: int = 0
    ended: Ended | None = None
    arrived: int = 0
    named: Sequence[UUID] = ()


NOTHING: Final = Lineage()


def newest_of(document: str, name: str) -> Subquery:
    """That column of the newest published revision of the document that a row names."""
    published = Revision.objects.filter(document=OuterRef(document), status=RevisionStatus.PUBLISHED).order_by("-number")
    return Subquery(published.values(name)[:1])


def arrived_in(clause: Any, revision: Any) -> QuerySet[Placement]:
    """The places there of public posts that were written on another clause, by number; none that is doubtful."""
    here = Placement.objects.filter(STANDS | JUDGED, clause=clause, revision=revision, post__status=Status.SHOWN)
    return here.exclude(post__clause=clause).order_by("post__number")


def with_lineage() -> dict[str, Any]:
    """What `lineage_of` needs of a wording, under names that begin with `lineage_`. Bounded, whatever there is."""
    on = ClauseLink.objects.filter(old=OuterRef("clause"), revision__status=RevisionStatus.PUBLISHED)
    end = on.filter(revision__number__gt=OuterRef("revision__number")).order_by("revision__number", "position")
    called = Wording.objects.filter(revision=OuterRef("revision"), clause=OuterRef("new")).values("label")[:1]
    arrived = arrived_in(OuterRef("clause"), OuterRef("revision"))
    counted = arrived.order_by().values("clause").annotate(n=Count("pk")).values("n")
    return {
        "lineage_newest": newest_of("revision__document", "pk"),
        "lineage_number": newest_of("revision__document", "number"),
        "lineage_end": Subquery(end.values("revision__number")[:1]),
        "lineage_clause": Subquery(end.values("new")[:1], output_field=UUIDField()),
        "lineage_label": Subquery(end.annotate(called=Subquery(called)).values("called")[:1]),
        "lineage_arrived": Coalesce(Subquery(counted), 0),
        **{f"lineage_named_{nth}": Subquery(arrived.values("post")[nth : nth + 1], output_field=UUIDField()) for nth in range(NAMED)},
    }


def lineage_of(wording: Any) -> Lineage:
    """What `with_lineage` found for the latest wording of a clause."""
    gone = wording.lineage_newest != wording.revision_id
    named = (getattr(wording, f"lineage_named_{nth}") for nth in range(NAMED))
    return Lineage(
        newest=wording.lineage_newest,
        number=wording.lineage_number,
        ended=Ended(wording.lineage_end or wording.lineage_number, wording.lineage_clause, wording.lineage_label or "") if gone else None,
        arrived=wording.lineage_arrived,
        named=[post for post in named if post is not None],
    )
