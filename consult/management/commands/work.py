"""work: one worker for the jobs, with a lane of its own for the quick ones; beside a server it ends when the server does."""

import logging
import os
import signal
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from time import sleep
from typing import Any, Final

from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from consult import jobs
from consult.management import command
from consult.management.clock import each
from consult.management.lanes import quick_lane
from consult.management.tether import when_input_ends
from consult.reports.actions import renew_editions

_log = logging.getLogger(__name__)

MINUTE: Final = 60.0
PAUSE: Final = 0.5  # seconds


class Command(command.Command):
    """work [--until-input-ends]"""

    help = "Do the jobs that wait, and those that come."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How long to go on."""
        parser.add_argument("--until-input-ends", action="store_true", help="stop when standard input is closed")

    def run(self, *, until_input_ends: bool, **_: Any) -> None:
        """Work until told to stop."""
        if until_input_ends:
            when_input_ends(partial(os.kill, os.getpid(), signal.SIGTERM))
        patiently(partial(call_command, "tidy"))
        patiently(partial(call_command, "index_words", verbosity=0))
        lanes = f"{jobs.SLOW},{jobs.QUICK}"
        with each(MINUTE, each_minute), quick_lane(patiently):
            patiently(partial(call_command, "db_worker", queue_name=lanes, interval=1, startup_delay=False, verbosity=0))


def patiently(work: Callable[[], object]) -> None:
    """Do it; while somebody else writes into the file of SQLite for longer than one waits there, begin it again."""
    while True:
        try:
            work()
        except OperationalError as busy:
            if "locked" not in str(busy):
                raise
            _log.warning("The database was locked for long; the worker goes on.")
            sleep(PAUSE)
        else:
            return


def each_minute() -> None:
    """Have files of editions made again where something in them was hidden, shown again or withdrawn, and take up jobs that were left."""
    now = timezone.now()
    renew_editions(now=now)
    jobs.take_up_again(now=now)
