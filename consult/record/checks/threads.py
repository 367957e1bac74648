"""Checking the threads themselves: which clauses one over several is about, and which are closed, why and since when."""

from collections.abc import Iterator

from consult.consultations.models import Consultation
from consult.discussion.canonical_threads import thread_digest
from consult.discussion.models import Thread
from consult.discussion.rules import ThreadKind, ThreadStatus
from consult.record.checks.chains import Fault, Said
from consult.record.checks.comparisons import against


def check_threads(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Every thread that somebody opened, closed or opened again. Of the others nothing is said: they come with their clauses."""
    for thread in Thread.objects.filter(consultation=consultation).prefetch_related("places").order_by("created_at", "id"):
        if is_told_of(thread, said):
            yield from against(said, str(thread.pk), thread_digest(thread), what=f"thread {thread.pk}")


def is_told_of(thread: Thread, said: Said) -> bool:
    """Whether the record tells of it, or should."""
    return thread.kind == ThreadKind.SEVERAL or thread.status == ThreadStatus.LOCKED or str(thread.pk) in said.digests
