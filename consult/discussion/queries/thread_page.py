"""A thread as a page of it is read: branches with their replies, each post with what the public sees of it. Two queries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from consult.accounts.viewer import Viewer
from consult.consultations.queries import seen
from consult.discussion.locks import Place
from consult.discussion.models import Post, PostVersion, Thread, ThreadClause, ThreadEvent
from consult.discussion.queries.branches import Order, Seat, Stretch, seats
from consult.discussion.queries.lineage import NOTHING, Lineage
from consult.discussion.queries.marks import supports_by
from consult.discussion.queries.placements import Stands, place_of
from consult.discussion.queries.posts import is_author, numbered
from consult.discussion.rules import Status
from consult.documents.models import Wording
from consult.errors import NotFound


@dataclass(frozen=True)
class Branch:
    """A post that answers none, with a stretch of the posts that answer it or its answers, by number."""

    top: Post
    replies: Sequence[Post]
    earlier: int  # replies before those
    later: int  # replies after them
    following: int | None  # number of the first after them

    @property
    def size(self) -> int:
        """All replies of the branch."""
        return self.earlier + len(self.replies) + self.later


@dataclass(frozen=True)
class ThreadPage:
    """One page of a thread. `counts` are its shown posts by stance, with `total`, as in `queries.stance_counts`."""

    branches: Sequence[Branch]
    counts: Mapping[str, int]
    number: int = 1
    pages: int = 1
    beside: Sequence[Post] = ()  # others that were asked for and are public

    @property
    def posts(self) -> Iterator[Post]:
        """All posts on it, in reading order."""
        for branch in self.branches:
            yield branch.top
            yield from branch.replies


EMPTY = ThreadPage(branches=(), counts={"total": 0})


def thread_page(place: Place, stretch: Stretch, *, viewer: Viewer, beside: Sequence[UUID] = (), lineage: Lineage = NOTHING) -> ThreadPage:
    """That stretch of the thread at a place which `viewer` may read; beyond the last page, the first.

    Each post is as `queries.shown_once` has it, and knows more: `settled_at` is when the public last saw something happen to it,
    `is_mine` whether the viewer wrote it, `replies_to_name` under which name the post is shown that it answers: None where that is
    not shown, "" where its name is withheld; and what `marks.supports_by` adds. `called` is what its clause was called in the revision
    that its author saw; `stands`, where it stands in the newest one (`placements.Stands`), None where that is the same.

    Args:
        beside: ids of further posts of the consultation that are read with it.
        lineage: which revision the newest is; where nothing is told of that, nothing is of places.
    """
    seated = seats(place, stretch)
    if not seated and (stretch.order is Order.UNANSWERED or stretch.readable):
        return ThreadPage(branches=(), counts={"total": 0, **counts_at(place)})
    if not seated and stretch.page > 1:
        return thread_page(place, first_of(stretch), viewer=viewer, beside=beside, lineage=lineage)
    wanted = [*(seat.post for seat in seated), *beside]
    posts = read_with_places(wanted, lineage, viewer=viewer) if wanted else {}
    others = [posts[post] for post in beside if post in posts and posts[post].status == Status.SHOWN]
    if not seated:
        return replace(EMPTY, beside=others)
    branches = [branch_of(list(together), posts) for _top, together in groupby(seated, key=lambda seat: seat.top)]
    counts = {"total": 0, **branches[0].top.thread.counts}
    return ThreadPage(branches=branches, counts=counts, number=seated[0].page, pages=seated[0].pages, beside=others)


def read_with_places(ids: Sequence[UUID], lineage: Lineage, *, viewer: Viewer) -> Mapping[UUID, Post]:
    """The posts with these ids as a page shows them, by id. One query."""
    found = placed_in(lineage, with_shown_version()).annotate(**supports_by(viewer)).filter(pk__in=ids)
    return {post.pk: standing(seen_by(viewer, post), lineage) for post in found}


def first_of(stretch: Stretch) -> Stretch:
    """The first page in the same order."""
    return Stretch(order=stretch.order, at_once=stretch.at_once)


def counts_at(place: Place) -> Mapping[str, int]:
    """What a thread counts of which nothing is on the page."""
    at = Q(places__clause=place.clause, places__own=True) if place.clause else Q(pk=place.thread)
    return Thread.objects.filter(at).values_list("counts", flat=True).first() or {}


def with_shown_version() -> QuerySet[Post]:
    """All posts that were ever shown with thread and shown version joined, in one query."""
    told = ThreadEvent.objects.filter(post=OuterRef("pk")).order_by("-seq")
    shown = FilteredRelation("versions", condition=Q(versions__status=Status.SHOWN))
    said = PostVersion.objects.filter(post=OuterRef("reply_to"), status=Status.SHOWN)
    known = {"settled_at": Subquery(told.values("at")[:1]), "replies_to_name": Subquery(said.values("name")[:1])}
    found = numbered().annotate(shown=shown, **known)
    return found.select_related("revision", "reply_to", "submission", "thread", "shown")  # type: ignore[misc]  # mypy knows no FilteredRelation


def placed_in(lineage: Lineage, posts: QuerySet[Post]) -> QuerySet[Post]:
    """The same with the place of each in the newest revision joined, and what the clauses are called; no query more."""
    wordings = Wording.objects.filter(clause=OuterRef("clause"), revision=OuterRef("revision"))
    posts = posts.annotate(called=Subquery(wordings.values("label")[:1]))
    if lineage.newest is None:
        return posts
    placed = FilteredRelation("placements", condition=Q(placements__revision=lineage.newest))
    there = Wording.objects.filter(clause=OuterRef("placed__clause"), revision=lineage.newest)
    joined = posts.annotate(placed=placed).annotate(called_now=Subquery(there.values("label")[:1]))
    return joined.select_related("placed__decision")  # type: ignore[misc]  # mypy knows no FilteredRelation


def standing(post: Post, lineage: Lineage) -> Post:
    """The post as it knows where it stands."""
    placed = getattr(post, "placed", None)
    label: str = getattr(post, "called_now", None) or ""
    stands = Stands(lineage.number, place_of(placed), label) if placed is not None else None
    post.stands = stands  # type: ignore[attr-defined]  # told of the newest revision, no column
    return post


def post_to_answer(place: Place, post_id: UUID | None, *, viewer: Viewer) -> Post | None:
    """The post, where it is shown in the thread at a place that `viewer` may read; None where it cannot be answered there."""
    own = (
        Q(thread__in=ThreadClause.objects.filter(clause=place.clause, own=True).values("thread"))
        if place.clause
        else Q(thread=place.thread)
    )
    found = with_shown_version().filter(own, pk__in=[post_id] if post_id else [], status=Status.SHOWN).first()
    return seen_by(viewer, found) if found is not None else None


def seen_by(viewer: Viewer, post: Post) -> Post:
    """The post with its public version in the place where `shown_once` has it."""
    shown: PostVersion | None = getattr(post, "shown", None)
    if shown is not None:
        shown.post = post  # else it would be asked for again
    post.public_versions = [shown] if shown is not None else []  # type: ignore[attr-defined]  # as `to_attr` names it
    post.is_mine = is_author(post, viewer)  # type: ignore[attr-defined]  # told of this viewer, no column
    return post


def branch_of(seated: Sequence[Seat], posts: Mapping[UUID, Post]) -> Branch:
    """A branch from the seats of its top and of the replies that are shown."""
    top, *replies = seated
    earlier = replies[0].nth - 1 if replies else 0
    return Branch(
        top=posts[top.post],
        replies=[posts[seat.post] for seat in replies],
        earlier=earlier,
        later=top.size - earlier - len(replies),
        following=seated[-1].following,
    )


def cited_post(slug: str, number: int, *, viewer: Viewer, now: datetime) -> Post:
    """The post with that number in a consultation, and the viewer's own mark on it.

    Raises:
        NotFound: there is none for this viewer, or it was never shown.
    """
    found = with_shown_version().annotate(**supports_by(viewer)).select_related("consultation")
    post = found.filter(consultation__slug=slug, number=number).first()
    if post is None:
        raise NotFound
    seen(post.consultation, viewer=viewer, now=now)
    return seen_by(viewer, post)
