"""Where people read and write: a clause with its own thread, or a thread over several clauses or on the draft as a whole. For pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import seen
from consult.discussion.contribution_sources import Loaded
from consult.discussion.locks import Place
from consult.discussion.models import Point, Post, Thread, ThreadClause
from consult.discussion.queries.lineage import NOTHING, Lineage, lineage_of, newest_of, with_lineage
from consult.discussion.queries.posts import thread_of
from consult.discussion.rules import Kind, Status, ThreadKind, ThreadStatus
from consult.documents.models import Revision, Wording
from consult.documents.queries import current_wordings, published_revision
from consult.errors import NotFound

LEADING: Final = 3  # proposals that stand beside the clause
TOLD_OF_THREAD: Final = ("id", "kind", "title", "status", "notice", "locked_at", "last_seq")


@dataclass(frozen=True)
class Also:
    """What else there is about a clause: threads over several clauses that name it, and the proposals that are public.

    `thread` and `title` are of the first such thread; `leading` are the ids of the proposals that most people support.
    """

    threads: int = 0
    thread: UUID | None = None
    title: str = ""
    proposals: int = 0
    leading: Sequence[UUID] = ()


@dataclass(frozen=True)
class Spot:
    """A thread with its consultation, as the latest published revision has what it is about.

    `wording` is that of the clause which the thread belongs to; `named` are those of the clauses that it is about, where these are several.
    A clause that is gone is worded as the last revision that has it; `earlier` are its wordings in those before, the newest first.
    """

    thread: Thread
    revision: Revision
    wording: Wording | None = None
    named: Sequence[Wording] = ()
    also: Also = Also()
    lineage: Lineage = NOTHING
    earlier: Sequence[Wording] = ()

    @property
    def row(self) -> Consultation:
        """The consultation."""
        return self.thread.consultation

    @property
    def place(self) -> Place:
        """The same for an action."""
        if self.wording is not None:
            return Place(clause=self.wording.clause_id, slug=self.row.slug)
        return Place(thread=self.thread.pk, slug=self.row.slug)

    @property
    def is_locked(self) -> bool:
        """Whether a moderator has closed the thread."""
        return self.thread.status == ThreadStatus.LOCKED


def spot_of(place: Place, *, viewer: Viewer, now: datetime) -> Spot:
    """The place as its page shows it. One query for a clause, two for another thread.

    Raises:
        NotFound: there is no such clause or thread for this viewer, or not in that consultation.
    """
    if place.clause is not None:
        spot = clause_spot(place.clause, viewer=viewer, now=now)
    elif place.thread is not None:
        spot = thread_spot(thread_of(place.thread, viewer=viewer, now=now))
    else:
        raise NotFound
    if place.slug not in {"", spot.row.slug}:
        raise NotFound
    return spot


def clause_spot(clause_id: UUID, *, viewer: Viewer, now: datetime) -> Spot:
    """A clause and what is known of its own thread."""
    wordings = list(current_wordings(clause_id).annotate(**of_own_thread(), **beside_it(), **with_lineage()))
    if not wordings:
        raise NotFound
    wording, *earlier = wordings
    row = seen(wording.revision.document.consultation, viewer=viewer, now=now)
    told: dict[str, Any] = {name: getattr(wording, f"thread_{name}") for name in TOLD_OF_THREAD}
    spot = Spot(thread=Thread(consultation=row, **told), revision=wording.revision, wording=wording, earlier=earlier)
    return replace(spot, also=also_told(wording), lineage=lineage_of(wording))


def of_own_thread() -> dict[str, Subquery]:
    """What is told of the clause's own thread, under names that begin with `thread_`."""
    own = ThreadClause.objects.filter(clause=OuterRef("clause"), own=True)
    told: dict[str, Subquery] = {f"thread_{name}": Subquery(own.values(f"thread__{name}")[:1]) for name in TOLD_OF_THREAD}
    return {**told, "thread_id": Subquery(own.values("thread")[:1], output_field=UUIDField())}


def beside_it() -> dict[str, Subquery | Coalesce]:
    """What `Also` tells of the clause, under names that begin with `also_`. Bounded, whatever there is."""
    naming = ThreadClause.objects.filter(clause=OuterRef("clause"), own=False).order_by("pk")
    proposed = Post.objects.filter(clause=OuterRef("clause"), kind=Kind.PROPOSAL, status=Status.SHOWN)
    best = proposed.order_by("-supported", "number").values("pk")
    return {
        "also_threads": counted(naming, "clause"),
        "also_thread": Subquery(naming.values("thread")[:1], output_field=UUIDField()),
        "also_title": Subquery(naming.values("thread__title")[:1]),
        "also_proposals": counted(proposed, "clause"),
        **{f"also_leading_{nth}": Subquery(best[nth : nth + 1]) for nth in range(LEADING)},
    }


def counted(rows: QuerySet[Any], of: str) -> Coalesce:
    """How many rows there are, in a query of its own below another."""
    return Coalesce(Subquery(rows.order_by().values(of).annotate(n=Count("pk")).values("n")), 0)


def also_told(wording: Any) -> Also:
    """What `beside_it` found for the clause."""
    leading = (getattr(wording, f"also_leading_{nth}") for nth in range(LEADING))
    return Also(
        threads=wording.also_threads,
        thread=wording.also_thread,
        title=wording.also_title or "",
        proposals=wording.also_proposals,
        leading=[post for post in leading if post is not None],
    )


def thread_spot(thread: Thread) -> Spot:
    """A thread that the viewer may read: on the draft as a whole, over several clauses, or a clause's own, named by its own id."""
    if thread.kind == ThreadKind.GENERAL:
        newest = published_revision(thread.consultation)
        return Spot(thread=thread, revision=newest, lineage=Lineage(newest.pk, newest.number))
    named = named_in(thread)
    if not named:
        raise NotFound
    newest_id, number = named[0].newest_id, named[0].newest_number  # type: ignore[attr-defined]  # as `named_in` annotates them
    spot = Spot(thread=thread, revision=named[0].revision, named=named, lineage=Lineage(newest_id, number))
    return replace(spot, wording=named[0], named=()) if thread.kind == ThreadKind.CLAUSE else spot


def named_in(thread: Thread) -> list[Wording]:
    """The clauses that a thread is about, in reading order, as the newest revision that has any of them words them. One query."""
    clauses = ThreadClause.objects.filter(thread=thread).values("clause")
    newest = {"newest_id": newest_of("revision__document", "pk"), "newest_number": newest_of("revision__document", "number")}
    wordings = list(current_wordings(clauses).annotate(**newest).order_by("-revision__number", "position"))
    return [wording for wording in wordings if wording.revision_id == wordings[0].revision_id]


class LoadedPlaces:
    """The places of a letter's points in a consultation that the viewer may read, and what stands there: all looked up at once.

    As many queries for a hundred points as for two.
    """

    def __init__(self, row: Consultation, points: Iterable[Point]) -> None:
        self.row = row
        self.about: dict[UUID, list[UUID]] = {}  # thread that a point names → the clauses that it is about
        threads, clauses = set(), set()
        for point in points:
            if point.clause_id is None:
                threads.add(point.thread_id)
            else:
                clauses.add(point.clause_id)
        for thread, clause in ThreadClause.objects.filter(thread__in=threads).values_list("thread_id", "clause_id"):
            self.about.setdefault(thread, []).append(clause)
        self.sources = Loaded(row, clauses=clauses.union(*self.about.values()), threads=threads)

    def spot_of(self, point: Point) -> Spot:
        """Where a point stands, as the latest published revision has it. The thread of the point is at hand.

        Raises:
            BadInput, NotFound: none that is published has it.
        """
        thread = point.thread
        thread.consultation = self.row
        if thread.kind == ThreadKind.GENERAL:
            return Spot(thread=thread, revision=self.sources.revision(self.row, None))
        if point.clause_id or thread.kind == ThreadKind.CLAUSE:
            wording = self.sources.wording(point.clause_id or self.about[thread.pk][0], consultation=self.row, revision=None)
            return Spot(thread=thread, revision=wording.revision, wording=wording)
        named = self.named_in(thread)
        return Spot(thread=thread, revision=named[0].revision, named=named)

    def named_in(self, thread: Thread) -> list[Wording]:
        """The clauses that a thread is about, in reading order, as the newest revision that has any of them words them.

        Raises:
            NotFound: none has.
        """
        for number in self.sources.revisions:
            found = (self.sources.wordings.get((clause, number)) for clause in self.about.get(thread.pk, ()))
            if named := sorted(filter(None, found), key=lambda wording: wording.position):
                return named
        raise NotFound
