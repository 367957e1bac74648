"""Questions to the institution, for the team that answers them."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import require
from consult.discussion.models import Post
from consult.discussion.queries.posts import unanswered
from consult.discussion.queries.thread_page import with_shown_version
from consult.discussion.rules import Kind
from consult.errors import NotFound


def open_questions(consultation: Consultation) -> QuerySet[Post]:
    """The public questions of a consultation that no official has answered, the one that has waited longest first."""
    return unanswered(with_shown_version()).filter(consultation=consultation).order_by("created_at", "id")


def questions_of(slug: str, *, viewer: Viewer, now: datetime) -> QuerySet[Post]:
    """The same for the team.

    Raises:
        NotFound, NotAllowed: the viewer may not see the consultation, or is not of its team.
    """
    consultation = consultation_of(slug, viewer=viewer, now=now)
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    return open_questions(consultation)


def question_of(slug: str, post_id: UUID, *, viewer: Viewer, now: datetime) -> Post:
    """A question that was public once, answered or not, for the team.

    Raises:
        NotFound, NotAllowed: see `questions_of`; or there is no such question.
    """
    consultation = consultation_of(slug, viewer=viewer, now=now)
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    question = with_shown_version().filter(consultation=consultation, kind=Kind.QUESTION, pk=post_id).first()
    if question is None:
        raise NotFound
    return question
