"""GET and POST /consultations/{slug}/threads/, GET /threads/{id}/, POST /threads/{id}/locking/ and /threads/{id}/unlocking/"""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.fields import CharField, ChoiceField, DateTimeField, IntegerField, ListField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.documents.document import CountsOut, counts_row
from api.fields import Id, Strict, Text
from api.paging import Paged, page_of, paged
from api.problems import READING, WRITING
from api.request_bodies import Body, Nothing, read
from api.views import Asked, Endpoint
from consult.accounts.rules import Scope
from consult.consultations.queries import consultation_of
from consult.discussion.actions import lock_thread, open_thread, unlock_thread
from consult.discussion.models import Thread
from consult.discussion.queries.threads import one_thread, threads_of
from consult.discussion.rules import ThreadKind, ThreadStatus
from consult.discussion.thread_rules import CLAUSES_LEAST, NOTICE_LEAST, NOTICE_LIMIT, TITLE_LIMIT


class Ids(Strict, ListField):
    """A list of ids."""

    expected = _("a list of ids")


class ThreadIn(Body):
    """A thread over several clauses."""

    title = Text(help_text=f"At most {TITLE_LIMIT} characters.")
    clauses = Ids(child=Id(), help_text=f"Ids of at least {CLAUSES_LEAST} clauses of the latest draft.")


class NoticeIn(Body):
    """Why the thread is closed."""

    notice = Text(help_text=f"From {NOTICE_LEAST} to {NOTICE_LIMIT} characters, for everybody to read.")


class ThreadOut(Serializer[Any]):
    """A thread. A clause has its own; one over several clauses has a title; the general one is about the draft as a whole."""

    id = UUIDField()
    kind = ChoiceField([kind.value for kind in ThreadKind])
    title = CharField(allow_null=True, help_text="Of one over several clauses.")
    clauses = ListField(child=UUIDField())
    status = ChoiceField([status.value for status in ThreadStatus], help_text="`locked`: it takes no posts.")
    notice = CharField(allow_null=True, help_text="Why it is locked.")
    locked_at = DateTimeField(allow_null=True)
    counts = CountsOut()
    last_seq = IntegerField(min_value=0, help_text="Number of its last event.")
    created_at = DateTimeField()


class Threads(Endpoint):
    """The threads of a consultation that belong to no clause alone."""

    asks = Paged
    scopes: ClassVar = {"POST": Scope.MODERATE}

    @extend_schema(operation_id="list_threads", responses={200: page_of(ThreadOut), **READING}, tags=["discussion"])
    def get(self, request: Asked, slug: str) -> Response:
        """The general thread and those over several clauses, the oldest first. A clause's own is in the document."""
        consultation = consultation_of(slug, viewer=request.viewer, now=request.now)
        return paged(threads_of(consultation), request, by=["created_at", "id"], shown=thread_row)

    @extend_schema(operation_id="open_thread", request=ThreadIn, responses={201: ThreadOut, **WRITING}, tags=["discussion"])
    def post(self, request: Asked, slug: str) -> Response:
        """Open a thread over several clauses. For the consultation's moderators."""
        given = read(ThreadIn, request.data)
        thread = open_thread(
            actor=request.viewer, slug=slug, title=given["title"], clauses=given["clauses"], key=request.key, now=request.now
        )
        return Response(thread_row(thread), status=201)


class OneThread(Endpoint):
    """One thread."""

    @extend_schema(operation_id="read_thread", responses={200: ThreadOut, **READING}, tags=["discussion"])
    def get(self, request: Asked, thread_id: UUID) -> Response:
        """What a thread is about, and whether it takes posts."""
        return Response(thread_row(one_thread(thread_id, viewer=request.viewer, now=request.now)))


class Locking(Endpoint):
    """The closing of a thread."""

    scopes: ClassVar = {"POST": Scope.MODERATE}

    @extend_schema(operation_id="lock_thread", request=NoticeIn, responses={200: ThreadOut, **WRITING}, tags=["discussion"])
    def post(self, request: Asked, thread_id: UUID) -> Response:
        """Let a thread take no more posts and edits, and say why. For the consultation's moderators."""
        notice = read(NoticeIn, request.data)["notice"]
        return Response(thread_row(lock_thread(actor=request.viewer, thread_id=thread_id, notice=notice, key=request.key, now=request.now)))


class Unlocking(Endpoint):
    """The opening again of a thread."""

    scopes: ClassVar = {"POST": Scope.MODERATE}

    @extend_schema(operation_id="unlock_thread", request=Nothing, responses={200: ThreadOut, **WRITING}, tags=["discussion"])
    def post(self, request: Asked, thread_id: UUID) -> Response:
        """Let a thread take posts again. For the consultation's moderators."""
        read(Nothing, request.data)
        return Response(thread_row(unlock_thread(actor=request.viewer, thread_id=thread_id, key=request.key, now=request.now)))


def thread_row(thread: Thread) -> dict[str, object]:
    """A thread as it is sent."""
    return {
        "id": thread.pk,
        "kind": thread.kind,
        "title": thread.title or None,
        "clauses": [place.clause_id for place in thread.places.all()],
        "status": thread.status,
        "notice": thread.notice or None,
        "locked_at": thread.locked_at,
        "counts": counts_row(thread.counts),
        "last_seq": thread.last_seq,
        "created_at": thread.created_at,
    }
