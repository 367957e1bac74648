"""The quick lane: a thread beside the worker that does quick jobs alone, so that none of them waits for a mail that hangs."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from django_tasks_db.management.commands.db_worker import Worker

from consult.management.worker_clock import beside
from consult.platform import jobs

Patiently = Callable[[Callable[[], object]], object]
_log = logging.getLogger(__name__)

EVERY: Final = 1.0  # seconds from one look for jobs to the next
PATIENCE: Final = 8.0  # seconds for the mail that it is at, once told to stop


@contextmanager
def quick_lane(patiently: Patiently, name: str) -> Iterator[None]:
    """Do quick jobs in a thread of their own until the end of the block; `patiently` begins again where the database was away.

    Args:
        name: the worker's, of at most 58 characters; what one of this name left in this lane is done at once.
    """
    worker = Worker(
        queue_names=[jobs.QUICK],
        interval=EVERY,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"quick-{name}",
        excluded_queue_names=[],
    )

    def drive() -> None:
        jobs.take_up_own(worker.worker_id)
        worker.run()

    def stop() -> None:
        worker.running = False

    def quickly() -> None:
        try:
            patiently(drive)
        except Exception:  # whatever it was: the worker does these jobs, too, and goes on without the lane
            _log.exception("the quick lane has ended; the worker does its jobs between others")

    with beside(quickly, name="quick lane", stop=stop, patience=PATIENCE):
        yield
