"""A clause with its parts, what was written on it, and the form to write there; or, for htmx, its thread alone, to open in the draft.

A thread over several clauses, and the one on the draft as a whole, have the same page without the clause.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.queries.branches import Order, Stretch
from consult.discussion.queries.thread_page import ThreadPage, thread_page
from frontend.discussion.reading.marked_quotes import quotes_of
from frontend.discussion.reading.thread_context import Here, found, may_begin, told
from frontend.discussion.reading.threads import one_branch
from frontend.discussion.writing.forms import SentForm
from frontend.discussion.writing.office_reply import may_answer, reply_form, told_of_office
from frontend.discussion.writing.send_post import answered_by, form_sent, sent
from frontend.discussion.writing.unsent_text import form_for
from frontend.http_answers import is_fragment, page_or_fragment
from frontend.request_context import SignedRequest, in_query

IN_THE_DRAFT: Final = Stretch(order=Order.NEWEST, at_once=3, readable=True)
ORDERS: Final = {order.value: order for order in Order}


@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: SignedRequest, slug: str, clause_id: UUID) -> HttpResponse:
    """The page of a clause; what is posted to it is a contribution."""
    return read_or_written(request, found(request, Place(clause=clause_id, slug=slug)))


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: SignedRequest, slug: str, thread_id: UUID) -> HttpResponse:
    """The page of a thread that belongs to no clause alone, likewise; a clause's own is read on the clause's page."""
    here = found(request, Place(thread=thread_id, slug=slug))
    if here.wording is not None:
        return redirect(here.address)
    return read_or_written(request, here)


def read_or_written(request: SignedRequest, here: Here) -> HttpResponse:
    """The page, or what comes of the form that was sent; by the switch of language, the page with the form as it was typed."""
    if request.method != "POST":
        return shown(request, here)
    typed = form_sent(request, here)
    return shown(request, here, typed) if typed.is_switched else sent(request, here)


def shown(request: SignedRequest, here: Here, typed: SentForm | None = None) -> HttpResponse:
    """What was written there, and the form to write, or as it was typed."""
    if is_fragment(request) and "branch" in request.GET:
        return one_branch(request, here)
    stretch = IN_THE_DRAFT if is_fragment(request) else asked(request)
    read = thread_page(here.place, stretch, viewer=request.viewer, beside=beside(request, here), lineage=here.spot.lineage)
    in_order = "" if stretch.order is Order.OLDEST else f"&order={stretch.order.value}"
    given = told(request, here) | told_of_office(here) | {"thread": read, "counts": read.counts}
    given |= {"order": stretch.order.value, "in_order": in_order}
    given["quotes"] = None if is_fragment(request) else quotes_of(here, read.posts)
    if typed is not None:
        typed.full_clean()
        given |= {"form": typed, "answered": answered_by(request, here, typed)}
    elif not is_fragment(request) and may_begin(here):
        given |= form_there(request, here, numbered(read, in_query(request, "reply")))
    elif not is_fragment(request):
        given |= reply_form(here, read, in_query(request, "reply"))
    given["gone"] = in_query(request, "reply") if may_reply(here) and not given.get("answered") else 0
    return page_or_fragment(request, "discussion/clause.html", "discussion/opened.html", given)


def beside(request: SignedRequest, here: Here) -> Sequence[UUID]:
    """The posts that stand beside the clause: proposals, and the first of those that came from other clauses."""
    return () if is_fragment(request) else [*here.spot.also.leading, *here.spot.lineage.named]


def form_there(request: SignedRequest, here: Here, answered: Post | None) -> dict[str, Any]:
    """The form to write; where the clause is gone only to reply, and to send what was begun while it was there."""
    given = form_for(request, here, answered=answered)
    return given if given["answered"] or given["kept"] or not here.is_gone else {}


def may_reply(here: Here) -> bool:
    """Whether the viewer could answer something there."""
    return may_begin(here) or may_answer(here)


def asked(request: SignedRequest) -> Stretch:
    """The stretch of the thread that the address asks for: a page, or the place of the post that is looked for or answered."""
    return Stretch(
        page=max(in_query(request, "page"), 1),
        wanted=in_query(request, "post") or in_query(request, "reply"),
        order=ORDERS.get(request.GET.get("order", ""), Order.OLDEST),
    )


def numbered(thread: ThreadPage, number: int) -> Post | None:
    """The post with that number, where it stands on the page and can be answered."""
    return next((post for post in thread.posts if post.number == number and post.public_versions), None)  # type: ignore[attr-defined]
