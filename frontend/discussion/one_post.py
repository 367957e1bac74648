"""The permanent page of one post: what it says, what its edits changed, and what the institution answered."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.queries import text_in
from consult.discussion.attachments import public_files
from consult.discussion.history import post_history
from frontend.answers import page
from frontend.discussion.here import found, may_report
from frontend.discussion.whereabouts import place_of
from frontend.requests import SignedRequest


@require_safe
def one_post(request: SignedRequest, slug: str, number: int) -> HttpResponse:
    """The page, for everybody who may read the consultation."""
    history = post_history(slug, number, viewer=request.viewer, now=request.now)
    post = history.post
    here = found(request, place_of(post, slug=slug))
    given = {"history": history, "post": post, "here": here, "row": here.row, "text": text_in(here.row, get_language() or "id")}
    given["files"] = list(public_files(post.submission_id)) if post.submission.files else []
    given |= {"address": here.address, "wording": here.wording, "may_report": may_report(here)}
    return page(request, "discussion/one_post.html", given)
