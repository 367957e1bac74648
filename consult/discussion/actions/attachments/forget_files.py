"""Throwing away files: their rows at once, and what lies in the storage once that is sure."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from consult.discussion.jobs import remove_files
from consult.discussion.models import Attachment
from consult.platform import jobs


@transaction.atomic(savepoint=False)
def drop(unsent: QuerySet[Attachment]) -> None:
    """Throw away those of the files that are not sent."""
    places = list(unsent.filter(submission=None).values_list("file", flat=True))
    if places:
        Attachment.objects.filter(submission=None, file__in=places).delete()
        forget_places(places)


def forget_places(places: Iterable[str]) -> None:
    """Have a worker take away what no row names any more, once the transaction is done."""
    jobs.enqueue(remove_files, sorted(places))
