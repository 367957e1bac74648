"""A cache that fails is a cache that is empty. Redis holds nothing true, so a page that does not find it is made anew."""

import logging
from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import Any, Final, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

Answer = TypeVar("Answer")

PATIENCE: Final = 0.5  # seconds for connecting, and for an answer
AGAIN: Final = 2.0  # seconds in which it is not asked once more, so that not every page waits

_log = logging.getLogger(__name__)


class Outage:
    """What this process knows of its Redis: since when it fails."""

    def __init__(self) -> None:
        self.failed_at: float | None = None

    @property
    def is_fresh(self) -> bool:
        """Whether it failed just now."""
        return self.failed_at is not None and monotonic() - self.failed_at < AGAIN

    def began(self, error: Exception) -> None:
        """It has failed, perhaps once more."""
        if self.failed_at is None:
            _log.warning("Redis does not answer (%s); pages are made anew each time until it does", error)
        self.failed_at = monotonic()

    def ended(self) -> None:
        """It has answered."""
        if self.failed_at is not None:
            _log.warning("Redis answers again")
        self.failed_at = None


outage: Final = Outage()  # of the process: Django makes a cache for each thread


def or_as_empty(empty: Any) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Do it, or give what an empty cache gives. `empty` is that, or a function of what was asked that makes it."""

    def forgiving(method: Callable[..., Answer]) -> Callable[..., Answer]:
        @wraps(method)
        def tried(cache: "Forgiving", *asked: Any, **more: Any) -> Any:
            if not outage.is_fresh:
                try:
                    answer = method(cache, *asked, **more)
                except (RedisError, OSError) as error:
                    outage.began(error)
                else:
                    outage.ended()
                    return answer
            return empty(*asked, **more) if callable(empty) else empty

        return tried

    return forgiving


def given_default(key: str, default: Any = None, version: int | None = None) -> Any:
    """What an empty cache gives for a key."""
    return default


class Forgiving(RedisCache):
    """Django's, of which no method but `clear` raises because Redis is away or slow.

    Nothing that protects anybody may rely on it: limits, sessions and codes are rows of the database.
    """

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        limits = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
        super().__init__(server, {**params, "OPTIONS": {**limits, **params.get("OPTIONS", {})}})

    get = or_as_empty(given_default)(RedisCache.get)
    get_many = or_as_empty(lambda *_, **__: {})(RedisCache.get_many)
    has_key = or_as_empty(False)(RedisCache.has_key)
    add = or_as_empty(True)(RedisCache.add)  # as if it was put there and thrown away at once
    set = or_as_empty(None)(RedisCache.set)
    set_many = or_as_empty(lambda *_, **__: [])(RedisCache.set_many)
    touch = or_as_empty(False)(RedisCache.touch)
    delete = or_as_empty(False)(RedisCache.delete)
    delete_many = or_as_empty(None)(RedisCache.delete_many)

    def clear(self) -> None:
        """Throw all away.

        Raises:
            ConnectionError: Redis is away, and what is in it stays: whoever had a reason to throw it away has to come back.
        """
        try:
            super().clear()
        except (RedisError, OSError) as error:
            outage.began(error)
            raise ConnectionError("Redis does not answer") from error

    def answers(self) -> bool:
        """Whether Redis is there, asked anew."""
        try:
            client: Any = self._cache  # type: ignore[attr-defined]  # the stubs do not know it
            client.get_client().ping()
        except (RedisError, OSError) as error:
            outage.began(error)
            return False
        outage.ended()
        return True
