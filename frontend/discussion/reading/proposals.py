"""The proposals on a clause, each with what it changes in the draft; and two of them side by side, or one beside the draft."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.queries.branches import Order
from consult.discussion.queries.proposals import BY, ProposalsPage, outcome, proposals_numbered, proposals_on
from consult.text.word_difference import Stretches, difference
from frontend.discussion.reading.thread_context import Here, found, told
from frontend.http_answers import page
from frontend.page_cache import once_in_few
from frontend.request_context import SignedRequest, in_query

DRAFT: Final = 0  # stands for what the draft says, where a contribution's number could
SIDES: Final = ("a", "b")


@dataclass(frozen=True)
class Compared:
    """Two texts in place of the clause: of proposals, or the draft's where there is no post."""

    a: Post | None
    b: Post | None
    stretches: Stretches

    @property
    def is_same(self) -> bool:
        """Whether both would say the same."""
        return all(side == "both" for side, _words in self.stretches)


@require_safe
def proposals(request: SignedRequest, slug: str, clause_id: UUID) -> HttpResponse:
    """The page, for whoever may read the clause."""
    here = found(request, Place(clause=clause_id, slug=slug))
    order = asked(request)
    listed = proposals_on(clause_id, order=order, page=in_query(request, "page"), viewer=request.viewer)
    given: dict[str, Any] = {"listed": listed, "order": order.value, "numbers": preselected(request, listed), "address": here.address}
    status = HTTPStatus.OK
    if any(side in request.GET for side in SIDES):
        given["compared"] = compared(request, here)
        given["lacking"] = lacking(given["compared"])
        status = HTTPStatus.NOT_FOUND if given["lacking"] else HTTPStatus.OK
    given |= told(request, here) | {"choices": choices(listed, numbers(request))}
    return page(request, "discussion/proposals.html", given, status=status)


def asked(request: SignedRequest) -> Order:
    """The order that the address asks for, of those that proposals have."""
    wanted = request.GET.get("order", "")
    return Order(wanted) if wanted in BY else Order.SUPPORTED


def numbers(request: SignedRequest) -> tuple[int, int]:
    """Which two are to be compared: numbers of contributions, or `DRAFT`."""
    a, b = (in_query(request, side) for side in SIDES)
    return a, b


def compared(request: SignedRequest, here: Here) -> Compared | None:
    """The two that the address names; None where one of them is no public proposal on this clause."""
    a, b = numbers(request)
    assert here.wording is not None
    known = proposals_numbered(here.wording.clause_id, (a, b), viewer=request.viewer)
    if any(number != DRAFT and number not in known for number in (a, b)):
        return None
    one, other = known.get(a), known.get(b)
    texts = text_of(one, here), text_of(other, here)
    return Compared(one, other, once_in_few("difference", texts, lambda: difference(*texts)))


def preselected(request: SignedRequest, listed: ProposalsPage) -> tuple[int, int]:
    """What the form to compare begins with: what the address names; else the draft, and the first proposal on the page."""
    first = next((post.number for post in listed.posts if post.number), DRAFT)
    return numbers(request) if any(side in request.GET for side in SIDES) else (DRAFT, first)


def lacking(found: Compared | None) -> str:
    """What is said where there is nothing to compare."""
    return "" if found else _("One of the two is not here: choose proposals on this clause that are public.")


def text_of(post: Post | None, here: Here) -> str:
    """What would stand in the clause's place; without a proposal, what stands there."""
    return outcome(post.public_versions[0], says=here.says) if post else here.says  # type: ignore[attr-defined]


def choices(listed: ProposalsPage, chosen: tuple[int, int]) -> list[int]:
    """The numbers that are offered for comparing: those on the page, and those that were chosen already."""
    on_page = [post.number for post in listed.posts if post.number]
    return [*on_page, *(number for number in dict.fromkeys(chosen) if number > DRAFT and number not in on_page)]
