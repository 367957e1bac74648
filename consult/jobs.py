"""Work that runs after the request: a row written in the action's own transaction, so it exists exactly if the action does."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django_tasks import task
from django_tasks.base import Task

Work = Callable[..., None]

DOMAIN: Final = "rembuk"


def job(function: Work) -> Task[Any, None]:
    """Declare `function` as a job. It may be run twice, so it has to leave the same behind both times."""
    return task()(function)


def enqueue(work: Task[Any, None], *arguments: object, after: datetime | None = None) -> None:
    """Have a worker call `work(*arguments)`, not before the instant `after`. Arguments are plain JSON values."""
    work.using(run_after=after).enqueue(*arguments)


def mail(*, to: str, subject: str, body: str, about: str) -> None:
    """Send one plain-text mail. `about` names what it tells: the same again has the same Message-ID, so programs fold it."""
    message = EmailMessage(subject=subject, body=body, to=[to])
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    message.extra_headers["Message-ID"] = f"<{about}@{host or DOMAIN}>"
    message.send()
