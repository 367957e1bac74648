"""Work that runs after the request: a row written in the action's own transaction, so it exists exactly if the action does."""

import logging
import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import partial, wraps
from smtplib import SMTPException
from time import sleep
from typing import Any, Final
from uuid import UUID

from django.db import Error, close_old_connections, connection
from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from consult.platform.faults import fault_of

Work = Callable[..., None]

_log = logging.getLogger(__name__)

AGAIN_AFTER: Final = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
# For who sits and waits; it goes on past a quarter of an hour.
SOON_AGAIN: Final = tuple(timedelta(seconds=wait) for wait in (5, 15, 30, 60, 120, 300, 300, 300))
WAY_FREE_AFTER: Final = timedelta(hours=1)  # at most so long is waited where somebody is in the way, however often that was
PAUSE: Final = 1.0  # seconds
WHOLE: Final = r"(?<![\w.+%-]){}(?![\w-]|\.\w)"  # an address that is no part of a longer one
LOST_AFTER: Final = timedelta(minutes=15)  # a job that runs longer was left by a worker that was killed
OFTEN: Final = 3  # beginnings of a job after which a worker that ended over it comes back to it no sooner than another would
LOST_QUICK_AFTER: Final = timedelta(minutes=5)  # a quick one, likewise: it sends one mail, in steps each of which may be slow
SLOW: Final = "default"
QUICK: Final = "quick"  # the lane of what somebody waits for: see quick_job
FIRST: Final = 50  # the priority of a quick job, also for a worker that does both kinds


def job(function: Work, *, lane: str = SLOW, priority: int = 0, again_after: Sequence[timedelta] = AGAIN_AFTER) -> Task[Any, None]:
    """Declare `function` as a job. It may be run twice, so it has to leave the same behind both times.

    Where a mail server or another machine cannot be reached, it is tried again, later each time, and given up in the end.
    What somebody else is in the way of (BlockingIOError, as `rewriting.InUse` is one), or a database that is away or a full disk, is
    tried until it is done: they will be gone one day.
    """

    @wraps(function)
    def tried(*arguments: object, tries: int = 0, waits: int = 0) -> None:
        try:
            attempt(arguments, tries=tries, waits=waits)
        except (SystemExit, KeyboardInterrupt) as stop:  # its worker was told twice to stop: for a worker, that is a job that failed
            again(arguments, stop, after=timedelta(0), tries=tries, waits=waits)
            raise

    def attempt(arguments: tuple[object, ...], *, tries: int, waits: int) -> None:
        try:
            function(*arguments)
        except (OSError, SMTPException, Error) as error:
            if isinstance(error, BlockingIOError) or fault_of(error) is not None:  # that passes, and counts as no try
                after = min(again_after[min(waits, len(again_after) - 1)], WAY_FREE_AFTER)
                again(arguments, error, after=after, tries=tries, waits=waits + 1)
            elif isinstance(error, Error) or tries >= len(again_after):
                raise
            else:
                again(arguments, error, after=again_after[tries], tries=tries + 1, waits=waits)

    def again(arguments: tuple[object, ...], why: BaseException, *, after: timedelta, **counted: int) -> None:
        _log.warning("%s could not do its work (%s); it is tried again", function.__name__, type(why).__name__)
        while True:
            if not connection.in_atomic_block:
                close_old_connections()  # one that a restart has cut is of no use for saying that it is to be tried again
            try:
                declared.using(run_after=timezone.now() + after).enqueue(*arguments, **counted)
                return
            except Error as error:
                if connection.in_atomic_block or fault_of(error) is None:
                    raise
            sleep(PAUSE)  # that cannot be written down either, and were it given up, nobody would come back to it

    declared: Task[Any, None] = task(queue_name=lane, priority=priority)(tried)
    return declared


# A job that somebody waits for at the screen: nothing else holds it up, and it is tried again soon.
quick_job = partial(job, lane=QUICK, priority=FIRST, again_after=SOON_AGAIN)


def take_up_again(*, now: datetime) -> None:
    """Have a worker do what another one began and left."""
    long_ago = Q(started_at__lt=now - LOST_AFTER) | Q(queue_name=QUICK, started_at__lt=now - LOST_QUICK_AFTER)
    ready_again(long_ago)


def take_up_own(worker: str) -> None:
    """Have done what a worker of this name began, at an instant when it is known to be at nothing.

    What was begun often is left for a while: it may be what ends the worker, and others wait behind it.
    """
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).only("id", "worker_ids")
    own = [job for job in running if job.worker_ids[-1:] == [worker]]
    suspect = [job.pk for job in own if len(job.worker_ids) >= OFTEN]
    ready_again(Q(pk__in=suspect), run_after=timezone.now() + LOST_AFTER)
    ready_again(Q(pk__in=[job.pk for job in own if job.pk not in suspect]))


def ready_again(left: Q, **at: datetime) -> None:
    """Let a worker have those of them that still run."""
    DBTaskResult.objects.filter(left, status=TaskResultStatus.RUNNING).update(status=TaskResultStatus.READY, started_at=None, **at)


def forget_since(instant: datetime) -> None:
    """Throw away what waits and was put there since then: mails to people who do not exist."""
    DBTaskResult.objects.filter(status=TaskResultStatus.READY, enqueued_at__gte=instant).delete()


def jobs_about(subjects: Collection[object], *, email: str = "", since: datetime | None = None) -> set[UUID]:
    """The jobs whose first argument is one of the subjects, or which failed and tell of the address; or only those that were put
    there, or ended, since an instant. Two queries, which read every job: without `since` they are nothing to hold locks over."""
    found = DBTaskResult.objects.order_by()
    if since is not None:
        found = found.filter(Q(enqueued_at__gte=since) | Q(finished_at__gte=since))
    wanted = {str(subject) for subject in subjects}
    theirs = {pk for pk, first in found.values_list("pk", "args_kwargs__args__0").iterator() if str(first) in wanted}
    if email:
        failed = found.filter(traceback__icontains=email).values_list("pk", "traceback")
        theirs |= {pk for pk, told in failed.iterator() if re.search(WHOLE.format(re.escape(email)), told, re.IGNORECASE)}
    return theirs


def forget_jobs(found: Collection[UUID]) -> None:
    """Throw away these, done or waiting; what runs ends first."""
    DBTaskResult.objects.filter(pk__in=found).exclude(status=TaskResultStatus.RUNNING).delete()


def enqueue(work: Task[Any, None], *arguments: object, after: datetime | None = None) -> None:
    """Have a worker call `work(*arguments)`, not before the instant `after`. Arguments are plain JSON values."""
    work.using(run_after=after).enqueue(*arguments)


def first_arguments(work: Task[Any, None]) -> frozenset[str]:
    """What the jobs of this kind were given first that wait or run. One query."""
    going = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING], task_path=work.module_path)
    return frozenset(str(first) for first in going.order_by().values_list("args_kwargs__args__0", flat=True))
