"""What a socket listens to: a thread, or a consultation with all its threads. How each is found, read and told."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rest_framework.renderers import JSONRenderer

from api.discussion.events import event_row, event_row_of_all
from consult.accounts.viewer import Viewer
from consult.consultations.queries import consultation_of
from consult.discussion.queries.events import events_of_consultation, events_of_thread, last_of_consultations, last_of_threads
from consult.discussion.queries.posts import thread_of

Told = tuple[int, str]  # number and JSON of an event


@dataclass(frozen=True)
class Place(ABC):
    """Something that has numbered events."""

    id: UUID

    @classmethod
    @abstractmethod
    def last_numbers(cls, ids: Collection[UUID]) -> Mapping[UUID, int]:
        """The number of the last event of each. One query."""

    @abstractmethod
    def read(self, after: int) -> list[Told]:
        """The first events after a number, at most 256, as they are sent: the same form as over HTTP."""


class ThreadPlace(Place):
    """One thread."""

    @classmethod
    def last_numbers(cls, ids: Collection[UUID]) -> Mapping[UUID, int]:
        """The number of the last event of each thread."""
        return last_of_threads(ids)

    def read(self, after: int) -> list[Told]:
        """Its events after a number."""
        return [(event.seq, as_json(event_row(event))) for event in events_of_thread(self.id, after=after)]


class ConsultationPlace(Place):
    """One consultation, with all its threads."""

    @classmethod
    def last_numbers(cls, ids: Collection[UUID]) -> Mapping[UUID, int]:
        """The number of the last event of each consultation."""
        return last_of_consultations(ids)

    def read(self, after: int) -> list[Told]:
        """Its events after a number, in the order of all its threads together."""
        rows = map(event_row_of_all, events_of_consultation(self.id, after=after))
        return [(row["seq"], as_json(row)) for row in rows]


KINDS = (ThreadPlace, ConsultationPlace)


@dataclass(frozen=True)
class Found:
    """A place that the viewer may listen to, as it stands when a socket opens."""

    place: Place
    consultation: UUID  # whose reading it takes
    last: int  # number of its last event


def thread_place(thread_id: UUID, *, viewer: Viewer, now: datetime) -> Found:
    """The thread.

    Raises:
        NotFound: there is none that the viewer may read.
    """
    thread = thread_of(thread_id, viewer=viewer, now=now)
    return Found(ThreadPlace(thread.pk), thread.consultation_id, thread.last_seq)


def consultation_place(slug: str, *, viewer: Viewer, now: datetime) -> Found:
    """The consultation.

    Raises:
        NotFound: there is none that the viewer may read.
    """
    consultation = consultation_of(slug, viewer=viewer, now=now)
    return Found(ConsultationPlace(consultation.pk), consultation.pk, consultation.last_event)


def as_json(row: Mapping[str, object]) -> str:
    """As the API writes it."""
    written: bytes = JSONRenderer().render(row)
    return written.decode()
