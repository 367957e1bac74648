"""What goes on in a worker beside its jobs: threads of its own that end with a block, and what is done each minute."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import Error, connections

_log = logging.getLogger(__name__)


@contextmanager
def beside(act: Callable[[], object], *, name: str, stop: Callable[[], object], patience: float | None = None) -> Iterator[None]:
    """Do it in a thread of its own until the end of the block, which tells it to `stop`, and waits for it, at most so many seconds."""

    def drive() -> None:
        try:
            act()
        finally:
            connections.close_all()

    thread = Thread(target=drive, name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join(patience)


@contextmanager
def each(seconds: float, act: Callable[[], object]) -> Iterator[None]:
    """Call `act` after every so many seconds, beside the block. A fault of the database is logged."""
    over = Event()

    def tick() -> None:
        while not over.wait(seconds):
            try:
                act()
            except Error:
                _log.exception("what is done each minute could not be done")
            finally:
                connections.close_all()

    with beside(tick, name="clock", stop=over.set):
        yield
