"""Waiting: for what comes from elsewhere, and the jobs that wait, done in the test's own process at an instant that the test chooses."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic, sleep
from typing import Final

from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

PATIENCE: Final = 120.0  # seconds for what has to come, on a machine that has other work too


def until(holds: Callable[[], object], *, within: float = PATIENCE) -> float:
    """Wait for what another process or a thread brings about, which rings no bell here; how many seconds that took."""
    began = monotonic()
    while not holds():
        assert monotonic() - began < within, "it did not come"
        sleep(0.02)
    return monotonic() - began


def waiting() -> list[DBTaskResult]:  # type: ignore[type-arg]
    """The jobs that nobody has done yet, in the order in which they were asked for."""
    return list(DBTaskResult.objects.filter(status="READY").order_by("enqueued_at"))


def mailed_codes() -> list[EmailMessage]:
    """All mails, once the codes that wait to be mailed have gone out."""
    do_jobs(called="mail_code")
    return list(mail.outbox)


def names() -> list[str]:
    """What the waiting jobs are called."""
    return [job.task_path.rpartition(".")[2] for job in waiting()]


def do_jobs(*, at: datetime | None = None, called: str = "") -> None:
    """Do what is due at that instant, or now; with a name, what is called so."""
    instant = at or timezone.now()
    for job in waiting():
        if called and not job.task_path.endswith(f".{called}"):
            continue
        if job.run_after == get_date_max() or job.run_after <= instant:
            job.task.func(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
            DBTaskResult.objects.filter(pk=job.pk).update(status="SUCCESSFUL")
