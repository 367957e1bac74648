"""Take one's "I agree" back."""

from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.rights import require
from consult.discussion.actions.record_entries import write_down
from consult.discussion.locks import locked_post
from consult.discussion.models import Post
from consult.discussion.queries.posts import known_post
from consult.platform import idempotency


@idempotency.action
def unsupport_post(*, actor: Viewer, post_id: UUID, now: datetime) -> Post:
    """Support a post no more, whatever has become of it. Where the actor does not support it, nothing changes.

    Raises:
        NotFound: there is no such post for this actor.
        NotAllowed: they may not support here, whatever the phase.
        NotPossible: the consultation is not open.
    """
    post = known_post(locked_post(post_id), viewer=actor, now=now)
    require(actor, Right.POST_SUPPORT, at=post.consultation, now=now)
    support = post.supports.filter(person=actor.person).first()
    if support is None:
        return post
    subject = support.pk
    support.delete()
    post.supported -= 1
    post.save(update_fields=["supported"])
    write_down(post, actor=actor, action="support.withdrawn", subject=subject, now=now)
    return post
