"""What can be asked about moderation: the queue, and what was decided."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import require
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries import VERSIONS, held_versions, known_post
from consult.errors import NotFound
from consult.moderation.models import Decision


def queue(slug: str, *, viewer: Viewer, now: datetime) -> QuerySet[PostVersion]:
    """What waits for a decision in the consultation, oldest first, each with its post, thread, author and revision.

    Raises:
        NotFound: the viewer may not see the consultation.
        NotAllowed: the viewer is not of its team.
    """
    consultation = consultation_of(slug, viewer=viewer, now=now)
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    return held_versions(consultation)


def post_to_decide(post_id: UUID, *, viewer: Viewer, now: datetime) -> Post:
    """A post with all its versions, for the team.

    Raises:
        NotFound: there is none that the viewer may know of.
        NotAllowed: the viewer is not of the team.
    """
    found = Post.objects.select_related("consultation__chain", "thread", "revision", "submission__author", "reply_to")
    post = found.prefetch_related(VERSIONS).filter(pk=post_id).first()
    if post is None:
        raise NotFound
    require(viewer, Right.QUEUE_READ, at=known_post(post, viewer=viewer, now=now).consultation, now=now)
    return post


def decisions_on(post: Post, *, viewer: Viewer, now: datetime) -> list[Decision]:
    """All decisions on a post, oldest first, with rule and moderator; for its author and the team, who alone read reasons."""
    decisions = Decision.objects.filter(version__post=post).select_related("rule", "decided_by", "version").order_by("decided_at")
    if viewer.person is not None and post.submission.author_id == viewer.person.pk:
        return list(decisions)
    require(viewer, Right.QUEUE_READ, at=post.consultation, now=now)
    return list(decisions)


def decision_with(decision_id: UUID) -> Decision:
    """A decision with its rule and its version as that stands now, for whoever took it."""
    return Decision.objects.select_related("rule", "version").get(pk=decision_id)


def reasons_of(posts: list[Post], *, viewer: Viewer) -> dict[UUID, Decision]:
    """The latest decision on each of the viewer's own posts, with its rule and reason."""
    mine = [post.pk for post in posts if viewer.person is not None and post.submission.author_id == viewer.person.pk]
    decisions = Decision.objects.filter(version__post__in=mine).select_related("rule", "version").order_by("decided_at")
    return {decision.version.post_id: decision for decision in decisions}


def decisions_in(consultation: Consultation) -> QuerySet[Decision]:
    """All decisions of a consultation, oldest first; what is made public of them are counts."""
    return Decision.objects.filter(version__post__consultation=consultation).order_by("decided_at", "id")
