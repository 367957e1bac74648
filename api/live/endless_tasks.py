"""Work that goes on until it is stopped: where it ends by itself, by whatever mistake, it is begun anew."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final

AGAIN: Final = 1.0  # seconds before it is begun anew

_log = logging.getLogger(__name__)


class Going:
    """One such work, from now on."""

    __slots__ = ("_is_stopped", "_task", "_work")

    def __init__(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._work, self._is_stopped = work, False
        self._begin()

    def stop(self) -> None:
        """It is not needed any more."""
        self._is_stopped = True
        self._task.cancel()

    def _begin(self) -> None:
        if not self._is_stopped:
            self._task = asyncio.create_task(self._work())
            self._task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not self._is_stopped:
            error = None if task.cancelled() else task.exception()
            _log.warning("%s ended and is begun anew", self._work.__qualname__, exc_info=error)
            asyncio.get_running_loop().call_later(AGAIN, self._begin)
