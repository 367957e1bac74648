"""GET /threads/{id}/events/ and GET /consultations/{slug}/events/"""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.fields import ChoiceField, DateTimeField, IntegerField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.discussion.posts_json import PostOut, public_row
from api.fields import WholeInQuery
from api.problems import READING
from api.request_bodies import Body
from api.views import Asked, Endpoint
from consult.consultations.queries import consultation_of
from consult.discussion.models import ThreadEvent
from consult.discussion.queries.events import events_of_consultation, events_of_thread
from consult.discussion.queries.posts import thread_of
from consult.discussion.rules import Event


class EventsAsked(Body):
    """Which events."""

    after = WholeInQuery(required=False, default=0, min_value=0, max_value=2**53, help_text="The last number that you have.")


class EventOut(Serializer[Any]):
    """Something that happened in a thread. The post is as it stands now, whatever it was then."""

    seq = IntegerField()
    type = ChoiceField([event.value for event in Event])
    at = DateTimeField()
    post = PostOut()


class EventsOut(Serializer[Any]):
    """At most 256 events, and the number of the thread's last one: ask again where yours is smaller."""

    events = EventOut(many=True)
    last_seq = IntegerField(min_value=0)


class ThreadEvents(Endpoint):
    """What happened in a thread."""

    asks = EventsAsked

    @extend_schema(operation_id="read_events", responses={200: EventsOut, **READING}, tags=["discussion"])
    def get(self, request: Asked, thread_id: UUID) -> Response:
        """What the public saw happen in a thread, numbered 1, 2, 3… without gaps."""
        thread = thread_of(thread_id, viewer=request.viewer, now=request.now)
        events = events_of_thread(thread.pk, after=request.asked["after"])
        return Response({"events": [event_row(event) for event in events], "last_seq": thread.last_seq})


class EventOfAllOut(EventOut):
    """Something that happened in one of the threads; `seq` is its number among all events of the consultation."""

    thread = UUIDField()


class EventsOfAllOut(EventsOut):
    """At most 256 events, and the number of the consultation's last one: ask again where yours is smaller."""

    events = EventOfAllOut(many=True)


class ConsultationEvents(Endpoint):
    """What happened in all threads of a consultation."""

    asks = EventsAsked

    @extend_schema(operation_id="read_events_of_consultation", responses={200: EventsOfAllOut, **READING}, tags=["discussion"])
    def get(self, request: Asked, slug: str) -> Response:
        """What the public saw happen in all threads of a consultation, numbered 1, 2, 3… without gaps."""
        consultation = consultation_of(slug, viewer=request.viewer, now=request.now)
        events = events_of_consultation(consultation.pk, after=request.asked["after"])
        return Response({"events": [event_row_of_all(event) for event in events], "last_seq": consultation.last_event})


def event_row(event: ThreadEvent) -> dict[str, object]:
    """An event with its post as it stands now."""
    return {"seq": event.seq, "type": event.type, "at": event.at, "post": public_row(event.post)}


def event_row_of_all(event: ThreadEvent) -> dict[str, Any]:
    """The same under its number among all events of the consultation, with its thread."""
    return {**event_row(event), "seq": event.nth, "thread": event.thread_id}
