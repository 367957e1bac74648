"""Close a thread for everybody who would write in it, saying why, and open it again."""

from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.rights import require
from consult.discussion.actions.open_thread import write_down
from consult.discussion.locks import Place, locked_thread
from consult.discussion.models import Thread
from consult.discussion.rules import ThreadAction, ThreadStatus
from consult.discussion.thread_rules import next_status, notice_in
from consult.platform import idempotency


@idempotency.action
def lock_thread(*, actor: Viewer, thread_id: UUID, notice: str, now: datetime) -> Thread:
    """Let the thread take nothing new. What stands in it stays, and its authors may withdraw it.

    Args:
        notice: why, for everybody to read.

    Raises:
        NotFound: there is no such thread for this actor.
        NotAllowed, NotPossible: see `rights.require`; or it is closed already.
        BadInput: naming the field.
    """
    thread = thread_to_change(thread_id, actor=actor, now=now)
    return put(thread, ThreadAction.LOCK, notice=notice_in(notice), since=now, actor=actor, now=now)


@idempotency.action
def unlock_thread(*, actor: Viewer, thread_id: UUID, now: datetime) -> Thread:
    """Let the thread take contributions again.

    Raises:
        NotFound: there is no such thread for this actor.
        NotAllowed, NotPossible: see `rights.require`; or it is open already.
    """
    thread = thread_to_change(thread_id, actor=actor, now=now)
    return put(thread, ThreadAction.UNLOCK, notice="", since=None, actor=actor, now=now)


def thread_to_change(thread_id: UUID, *, actor: Viewer, now: datetime) -> Thread:
    """The thread, locked until the transaction ends, where the actor may close and open it."""
    thread = locked_thread(Place(thread=thread_id))
    require(actor, Right.THREAD_LOCK, at=thread.consultation, now=now)
    return thread


def put(thread: Thread, action: ThreadAction, *, notice: str, since: datetime | None, actor: Viewer, now: datetime) -> Thread:
    """Take the step, and write it down."""
    thread.status = next_status(ThreadStatus(thread.status), action)
    thread.notice, thread.locked_at = notice, since
    thread.save(update_fields=["status", "notice", "locked_at"])
    write_down(thread, actor=actor, action=f"thread.{action}ed", now=now)
    return thread
