"""What a worker does every minute beside its jobs."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import Error, connections

_log = logging.getLogger(__name__)


@contextmanager
def each(seconds: float, act: Callable[[], object]) -> Iterator[None]:
    """Call `act` after every so many seconds, in a thread of its own, until the end of the block. A fault of the database is logged."""
    over = Event()

    def tick() -> None:
        while not over.wait(seconds):
            try:
                act()
            except Error:
                _log.exception("what is done each minute could not be done")
            finally:
                connections.close_all()

    thread = Thread(target=tick, name="clock", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
