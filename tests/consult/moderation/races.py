"""Two moderators who decide about the same post at the same instant, with the lock and without."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Barrier
from unittest.mock import patch
from uuid import UUID

from consult.discussion.models import Post
from consult.discussion.rules import Status
from consult.moderation import actions
from consult.moderation.models import Decision
from tests.cast import Someone
from tests.together import together


def decide_at_once(post: Post, publisher: Someone, hider: Someone) -> list[Decision | Exception]:
    """Both have seen the post held. What each was answered."""
    return together([partial(publisher.publishes, post, seen=Status.HELD), partial(hider.hides, post, seen=Status.HELD)])


@contextmanager
def without_lock() -> Iterator[None]:
    """No decision waits for another; each has looked at the status before either writes."""
    both_have_looked, look = Barrier(2), actions.refuse_if_late

    def unlocked(post_id: UUID) -> Post:
        return Post.objects.select_related("consultation", "thread__consultation", "submission", "revision").get(pk=post_id)

    def look_and_wait(*args: object, **kwargs: object) -> None:
        look(*args, **kwargs)  # type: ignore[arg-type]
        both_have_looked.wait(20)

    with patch.object(actions, "locked_post", unlocked), patch.object(actions, "refuse_if_late", look_and_wait):
        yield
