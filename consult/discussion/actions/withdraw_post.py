"""Withdraw one's own post. Its words are kept for the record's sake and shown to nobody else any more."""

from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.rights import require
from consult.discussion.actions.answer_flags import answer_flags, answering
from consult.discussion.actions.change_status import put, settle
from consult.discussion.actions.record_entries import write_down
from consult.discussion.attribution import right_over
from consult.discussion.locks import locked_post
from consult.discussion.models import Post
from consult.discussion.queries.posts import own_post
from consult.discussion.rules import TRANSITIONS, Action, Outcome, Status
from consult.errors import NotPossible
from consult.platform import idempotency


@idempotency.action
def withdraw_post(*, actor: Viewer, post_id: UUID, now: datetime) -> Post:
    """Take back every version of the post that is held, shown or hidden. Doing it again changes nothing.

    Raises:
        NotFound: there is no such post for this actor.
        NotAllowed: it is somebody else's.
        NotPossible: it is erased, or the consultation is past the phase for it.
    """
    post = own_post(locked_post(post_id), actor=actor, now=now)
    require(actor, right_over(post, Right.POST_WITHDRAW), at=post.consultation, now=now)
    if post.status == Status.WITHDRAWN:
        return post
    versions = list(post.versions.order_by("number"))
    shown = next((version for version in versions if version.status == Status.SHOWN), None)
    changed: dict[str, str] = {}
    for version in versions:
        if Action.WITHDRAW in TRANSITIONS[Status(version.status)]:
            changed |= put(version, Status.WITHDRAWN, now=now)
    if not changed:
        raise NotPossible("post.unchanged_status", status=post.status)
    settle(post, versions, before=shown, now=now)
    flags = answer_flags(post=post, outcome=Outcome.SETTLED, now=now)  # there is nothing left to look at
    write_down(post, actor=actor, action="post.withdrawn", subject=post.pk, now=now, statuses=changed, **answering(flags))
    return post
