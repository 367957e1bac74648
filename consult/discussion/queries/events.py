"""The numbered events of threads and of whole consultations: what comes after a number, and which number is the last."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Prefetch

from consult.consultations.models import Consultation
from consult.discussion.models import Thread, ThreadEvent
from consult.discussion.queries.posts import EVENTS_AT_ONCE, shown_once


def events_of_thread(thread: UUID, *, after: int, limit: int = EVENTS_AT_ONCE) -> list[ThreadEvent]:
    """The first events of a thread after number `after`, each with its post as `shown_once` has it."""
    return _told(limit, thread=thread, after=after)


def events_of_consultation(consultation: UUID, *, after: int, limit: int = EVENTS_AT_ONCE) -> list[ThreadEvent]:
    """The same of all threads of a consultation, in the order of `nth`."""
    return _told(limit, consultation=consultation, after=after)


def last_of_threads(threads: Collection[UUID]) -> Mapping[UUID, int]:
    """The number of the last event of each thread. One query."""
    return dict(Thread.objects.filter(pk__in=threads).values_list("pk", "last_seq"))


def last_of_consultations(consultations: Collection[UUID]) -> Mapping[UUID, int]:
    """The number of the last event of each consultation. One query."""
    return dict(Consultation.objects.filter(pk__in=consultations).values_list("pk", "last_event"))


def _told(limit: int, *, after: int, thread: UUID | None = None, consultation: UUID | None = None) -> list[ThreadEvent]:
    place, number = ("thread", "seq") if thread else ("consultation", "nth")
    found = ThreadEvent.objects.filter(**{place: thread or consultation, f"{number}__gt": after}).order_by(number)
    return list(found.prefetch_related(Prefetch("post", queryset=shown_once()))[:limit])
