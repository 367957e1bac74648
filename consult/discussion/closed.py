"""Whether a thread takes what people write: not while a moderator has closed it."""

from consult.discussion.models import Thread
from consult.discussion.rules import ThreadStatus
from consult.errors import NotPossible


def check_takes(thread: Thread) -> None:
    """Let a thread pass that is open. Whoever writes holds its lock, and so does whoever closes it: one of the two is first.

    Raises:
        NotPossible: a moderator has closed it.
    """
    if thread.status == ThreadStatus.LOCKED:
        raise NotPossible("thread.locked", notice=thread.notice)
