"""Work that runs after the request: a row written in the action's own transaction, so it exists exactly if the action does."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import wraps
from smtplib import SMTPException
from typing import Any, Final

from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

Work = Callable[..., None]

_log = logging.getLogger(__name__)

AGAIN_AFTER: Final = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
LOST_AFTER: Final = timedelta(minutes=15)  # a job that runs longer was left by a worker that was killed


def job(function: Work) -> Task[Any, None]:
    """Declare `function` as a job. It may be run twice, so it has to leave the same behind both times.

    Where a mail server or another machine cannot be reached, it is tried again, later each time.
    """

    @wraps(function)
    def tried(*arguments: object, tries: int = 0) -> None:
        try:
            function(*arguments)
        except (OSError, SMTPException):
            if tries == len(AGAIN_AFTER):
                raise
            _log.warning("%s could not reach whom it needs; it is tried again", function.__name__)
            declared.using(run_after=timezone.now() + AGAIN_AFTER[tries]).enqueue(*arguments, tries=tries + 1)

    declared: Task[Any, None] = task()(tried)
    return declared


def take_up_again(*, now: datetime) -> None:
    """Have a worker do what another one began and left."""
    left = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - LOST_AFTER)
    left.update(status=TaskResultStatus.READY, started_at=None)


def forget_since(instant: datetime) -> None:
    """Throw away what waits and was put there since then: mails to people who do not exist."""
    DBTaskResult.objects.filter(status=TaskResultStatus.READY, enqueued_at__gte=instant).delete()


def forget_about(subjects: Collection[object], *, email: str = "") -> None:
    """Throw away the jobs, done or waiting, that were given one of the subjects, or that failed with the address in what they tell."""
    wanted, found = {str(subject) for subject in subjects}, DBTaskResult.objects.exclude(status=TaskResultStatus.RUNNING)
    rows = found.values_list("pk", "args_kwargs", "traceback").iterator()
    theirs = [pk for pk, given, told in rows if wanted & set(map(str, given["args"])) or (email and email in told)]
    DBTaskResult.objects.filter(pk__in=theirs).delete()


def enqueue(work: Task[Any, None], *arguments: object, after: datetime | None = None) -> None:
    """Have a worker call `work(*arguments)`, not before the instant `after`. Arguments are plain JSON values."""
    work.using(run_after=after).enqueue(*arguments)
