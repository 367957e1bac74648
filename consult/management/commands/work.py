"""work: one worker for the jobs, with a lane of its own for the quick ones; beside a server it ends when the server does.

It outlives a database that is away and a full disk.
"""

import logging
import os
import signal
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from time import sleep
from typing import Any, Final

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import Error, connections
from django.utils import timezone
from django.utils.crypto import get_random_string

from consult.management import command
from consult.management.job_lanes import quick_lane
from consult.management.parent_watch import when_input_ends
from consult.management.worker_clock import each
from consult.platform import jobs
from consult.platform.faults import fault_of
from consult.reports.actions import renew_editions

_log = logging.getLogger(__name__)

MINUTE: Final = 60.0
PAUSE: Final = 0.5  # seconds; twice as long each time
LONGEST: Final = 5.0
NAME: Final = 58  # characters; six more in the quick lane


class Command(command.Command):
    """work [--name N] [--until-input-ends]"""

    help = "Do the jobs that wait, and those that come."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """As whom, and how long."""
        parser.add_argument("--name", default="", help="that no other worker has now; what one of this name left is done at once")
        parser.add_argument("--until-input-ends", action="store_true", help="stop when standard input is closed")

    def run(self, *, name: str, until_input_ends: bool, **_: Any) -> None:
        """Work until told to stop."""
        if until_input_ends:
            when_input_ends(partial(os.kill, os.getpid(), signal.SIGTERM))
        worker = name[:NAME] or get_random_string(32)
        patiently(partial(call_command, "tidy"))
        patiently(partial(call_command, "index_words", verbosity=0))
        with each(MINUTE, each_minute), quick_lane(patiently, worker):
            patiently(partial(work, worker))


def work(worker: str) -> None:
    """Do jobs, beginning with what this worker itself was at when the database went away."""
    jobs.take_up_own(worker)
    lanes = f"{jobs.SLOW},{jobs.QUICK}"
    call_command("db_worker", queue_name=lanes, interval=1, startup_delay=False, verbosity=0, worker_id=worker)


def patiently(act: Callable[[], object]) -> None:
    """Do it; while the database is busy or away, or the disk is full, begin it again, after a pause that grows."""
    pause = PAUSE
    while True:
        try:
            act()
        except (Error, OSError, CommandError) as error:
            fault = fault_of(error)
            if fault is None:
                raise
            _log.warning("%s: %s; the worker tries again", fault.value, " ".join(str(error).split()))
        else:
            return
        connections.close_all()
        sleep(pause)  # backing off: nothing rings a bell when a database comes back
        pause = min(2 * pause, LONGEST)


def each_minute() -> None:
    """Have files of editions made again where something in them was hidden, shown again or withdrawn; and what a worker left, done."""
    now = timezone.now()
    renew_editions(now=now)
    jobs.take_up_again(now=now)
