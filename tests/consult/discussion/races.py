"""People who mark the same post at the same instant, with the lock and without."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from threading import Barrier
from typing import Any
from unittest.mock import patch
from uuid import UUID

from consult.discussion.models import Post
from tests.cast import Someone
from tests.together import together

SUPPORTING, FLAGGING = (import_module(f"consult.discussion.actions.{name}") for name in ("support_post", "flag_post"))


def support_at_once(post: Post, people: Sequence[Someone]) -> list[Post | Exception]:
    """All of them agree with it. What each was answered."""
    return together([partial(one.supports, post) for one in people])


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Different things at the same instant. What each was answered."""
    return list(together(acts))


@contextmanager
def without_lock(module: Any, *, of: int = 1, then: Callable[[], object] | None = None) -> Iterator[None]:
    """Nobody waits for another; so many have looked at the post, and somebody has done `then`, before any of them writes."""
    all_have_looked, look = Barrier(of), module.version_seen

    def unlocked(post_id: UUID) -> Post:
        return Post.objects.select_related("consultation", "thread__consultation", "submission", "revision").get(pk=post_id)

    def look_and_wait(*args: Any) -> Any:
        seen = look(*args)
        all_have_looked.wait(20)
        if then is not None:
            [answer] = together([then])
            assert not isinstance(answer, Exception), answer
        return seen

    with patch.object(module, "locked_post", unlocked), patch.object(module, "version_seen", look_and_wait):
        yield
