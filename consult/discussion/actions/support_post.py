"""Say "I agree" with somebody else's post. It counts once, however often it is said."""

from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.actions import signed_in
from consult.accounts.viewer import Viewer
from consult.consultations.rights import require
from consult.discussion.actions.record_entries import write_down
from consult.discussion.canonical import support_digest
from consult.discussion.locks import locked_post
from consult.discussion.models import Post, Support
from consult.discussion.queries.marks import version_seen
from consult.discussion.queries.posts import is_author, known_post
from consult.errors import NotAllowed, NotPossible
from consult.platform import idempotency, limits


@idempotency.action
def support_post(*, actor: Viewer, post_id: UUID, version: int | None, address: str, now: datetime) -> Post:
    """Support a post. Done again it changes nothing, whatever version is named then.

    Args:
        version: number of the version that the actor saw; None for the one shown.

    Raises:
        NotFound: there is no such post for this actor.
        NotAllowed: it is the actor's own, or they may not support here, whatever the phase.
        NotPossible: it is not public, or never was in that version; the consultation is not open; or too many in a short time.
    """
    post = known_post(locked_post(post_id), viewer=actor, now=now)  # locked: each counts on from the one before
    require(actor, Right.POST_SUPPORT, at=post.consultation, now=now)
    if is_author(post, actor):
        raise NotAllowed("support.own")
    if post.supports.filter(person=actor.person).exists():
        return post
    seen = version_seen(post, version)
    if seen is None:
        raise NotPossible("support.not_shown")
    limits.spend("support", account=actor, address=address, now=now)

    support = Support.objects.create(post=post, person=signed_in(actor), version=seen, created_at=now)
    post.supported += 1
    post.save(update_fields=["supported"])
    write_down(post, actor=actor, action="support.given", subject=support.pk, digest=support_digest(support), now=now)
    return post
