"""The button with which one agrees with a post, or takes that back: in place with JavaScript, else back to where the post stands."""

from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_POST

from consult.discussion.actions import support_post, unsupport_post
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.queries.thread_page import cited_post
from consult.errors import NotFound, NotPossible
from frontend.discussion.reading.thread_context import found
from frontend.discussion.writing.send_post import keep_typed
from frontend.http_answers import SeeOther, is_fragment, is_ours, page
from frontend.request_context import SignedRequest, number_in
from frontend.signed_in import to_sign_in

BACK: Final = "back"  # the button that takes it back


@require_POST
def support(request: SignedRequest, slug: str, number: int) -> HttpResponse:
    """Support the post with that number, or support it no more."""
    post = cited_post(slug, number, viewer=request.viewer, now=request.now)
    if request.viewer.person is None:
        keep_beside(request)
        return to_sign_in(request, where_it_stands(request, post))
    if BACK in request.POST:
        unsupport_post(actor=request.viewer, post_id=post.pk, now=request.now)
    else:
        version = number_in(request.POST.get("version", "")) or None
        support_post(actor=request.viewer, post_id=post.pk, version=version, address=request.address, now=request.now)
    if not is_fragment(request):  # the page goes, and with it what was typed below
        with suppress(NotFound, NotPossible):  # too much was kept from this address, say: the support counts all the same
            keep_beside(request)
        return SeeOther(where_it_stands(request, post))
    after = cited_post(slug, number, viewer=request.viewer, now=request.now)
    return page(request, "discussion/supports.html", {"post": after, "row": after.consultation, "supporting": True})


def keep_beside(request: SignedRequest) -> None:
    """Keep what stands in the form of the page that the button was on."""
    before = urlsplit(request.POST.get("next", ""))
    if "text" not in request.POST or not is_ours(before.path):
        return
    with suppress(Resolver404):
        page_of = resolve(before.path)
        if page_of.url_name in {"clause", "thread"}:
            place = Place(slug=page_of.kwargs["slug"], clause=page_of.kwargs.get("clause_id"), thread=page_of.kwargs.get("thread_id"))
            keep_typed(request, found(request, place))


def where_it_stands(request: SignedRequest, post: Post) -> str:
    """The post on the page that the button was on, as that stretch of the thread was asked for; else on its permanent page."""
    before = request.POST.get("next", "").partition("#")[0]
    address = before if before and is_ours(before) else reverse("post", args=[post.consultation.slug, post.number])
    return f"{address}#post-{post.number}"
