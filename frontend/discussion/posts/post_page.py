"""The permanent page of one post: what it says, what its edits changed, and what the institution answered."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.queries import text_in
from consult.discussion.models import Post
from consult.discussion.queries.attachments import public_files
from consult.discussion.queries.placements import newest_places
from consult.discussion.queries.post_history import post_history
from consult.text.word_difference import difference
from frontend.discussion.posts.post_place import place_of
from frontend.discussion.posts.post_state import told_of
from frontend.discussion.reading.thread_context import Here, found, may_report
from frontend.http_answers import page
from frontend.request_context import SignedRequest


@require_safe
def one_post(request: SignedRequest, slug: str, number: int) -> HttpResponse:
    """The page, for everybody who may read the consultation."""
    history = post_history(slug, number, viewer=request.viewer, now=request.now)
    post = history.post
    here = found(request, place_of(post, slug=slug))
    given = {"history": history, "post": post, "here": here, "row": here.row, "text": text_in(here.row, get_language() or "id")}
    given["files"] = list(public_files(post.submission_id)) if post.submission.files else []
    given |= {"address": here.address, "wording": here.wording, "may_report": may_report(here)}
    return page(request, "discussion/one_post.html", given | since_then(post, here))


def since_then(post: Post, here: Here) -> dict[str, Any]:
    """What became of it in later versions than the one that its author saw, and what changed in its clause; nothing where there is none."""
    if post.revision is None or post.revision_id == here.spot.lineage.newest:
        return {}
    stands = newest_places([post]).get(post.pk)
    post.stands = stands  # type: ignore[attr-defined]  # as a thread's page has it
    quotes = any(version.quote for version in post.public_versions)  # type: ignore[attr-defined]  # as `shown_once` has them
    before, now = here.said_in(post.revision_id), here.said_in(here.revision.pk)
    changed = difference(before, now) if before is not None and now is not None and before != now else ()
    return {"became": told_of(post, stands, quotes=quotes), "changed": changed, "later": here.spot.lineage}
