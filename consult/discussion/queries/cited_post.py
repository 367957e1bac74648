"""One post by the number that it is cited by, as a thread's page has it."""

from datetime import datetime

from consult.accounts.viewer import Viewer
from consult.consultations.queries import seen
from consult.discussion.models import Post
from consult.discussion.queries.marks import supports_by
from consult.discussion.queries.thread_page import seen_by, with_shown_version
from consult.errors import NotFound


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
