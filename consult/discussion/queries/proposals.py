"""The proposals that are public on a clause: by what they would do, and what the clause would say after each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from consult.accounts.viewer import Viewer
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries.branches import Order
from consult.discussion.queries.thread_page import seen_by, with_shown_version
from consult.discussion.rules import Kind, Operation, Status

AT_ONCE: Final = 20
RANKS: Final[Mapping[str, int]] = {operation.value: rank for rank, operation in enumerate(Operation)}


BY: Final[Mapping[Order, tuple[str, ...]]] = {  # within one operation
    Order.SUPPORTED: ("-supported", "number"),
    Order.OLDEST: ("number",),
    Order.NEWEST: ("-number",),
}


@dataclass(frozen=True)
class ProposalsPage:
    """One page of them, by operation and then as asked."""

    posts: Sequence[Post]
    total: int
    number: int
    pages: int


def proposals_on(clause: UUID, *, order: Order, page: int, viewer: Viewer) -> ProposalsPage:
    """A page of the proposals on a clause that the viewer may read; beyond the last page, the last. Two queries."""
    found = public_on(clause).annotate(rank=rank()).order_by("rank", *BY[order])
    total = Post.objects.filter(clause=clause, kind=Kind.PROPOSAL, status=Status.SHOWN).count()
    pages = max(-(-total // AT_ONCE), 1)
    number = min(max(page, 1), pages)
    posts = [seen_by(viewer, post) for post in found[(number - 1) * AT_ONCE : number * AT_ONCE]]
    return ProposalsPage(posts=posts, total=total, number=number, pages=pages)


def proposals_numbered(clause: UUID, numbers: Iterable[int], *, viewer: Viewer) -> dict[int, Post]:
    """The public proposals on a clause with these numbers; what is hidden is left out like what is not there. One query."""
    wanted = [number for number in numbers if number > 0]
    return {post.number: seen_by(viewer, post) for post in public_on(clause).filter(number__in=wanted) if post.number} if wanted else {}


def public_on(clause: UUID) -> QuerySet[Post]:
    """The public proposals on a clause, each with its shown version."""
    return with_shown_version().filter(clause=clause, kind=Kind.PROPOSAL, status=Status.SHOWN)


def rank() -> Case:
    """The place of an operation among them: what rewords comes first, what deletes last."""
    cases = [When(shown__operation=operation, then=Value(place)) for operation, place in RANKS.items()]
    return Case(*cases, default=Value(len(RANKS)), output_field=IntegerField())


def outcome(version: PostVersion, *, says: str) -> str:
    """What would stand in the draft in the clause's place, were the proposal accepted; `says` is what stands there now."""
    if version.operation == Operation.DELETE:
        return ""
    if version.operation == Operation.INSERT_AFTER:
        return f"{says}\n{version.wording}"
    return version.wording
