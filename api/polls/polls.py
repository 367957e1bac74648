"""GET and POST /consultations/{slug}/polls/, GET, PATCH and DELETE /polls/{id}/, POST /polls/{id}/opening/ and /polls/{id}/closing/"""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.paging import Paged, page_of, paged
from api.polls.polls_json import PollChange, PollIn, PollOut, change_in, poll_row, question_in
from api.problems import READING, WRITING
from api.request_bodies import Nothing, read
from api.views import Asked, Endpoint
from consult.accounts.rules import Scope
from consult.polls.actions import change_poll, close_poll, create_poll, discard_poll, open_poll
from consult.polls.queries import poll_of, polls


class Polls(Endpoint):
    """The polls of a consultation."""

    asks = Paged
    scopes: ClassVar = {"POST": Scope.MANAGE}

    @extend_schema(operation_id="list_polls", responses={200: page_of(PollOut), **READING}, tags=["polls"])
    def get(self, request: Asked, slug: str) -> Response:
        """The polls, the earliest first; those in preparation for the team alone."""
        found = polls(slug, viewer=request.viewer, now=request.now).select_related("consultation")
        return paged(found, request, by=["created_at", "id"], shown=poll_row)

    @extend_schema(operation_id="create_poll", request=PollIn, responses={201: PollOut, **WRITING}, tags=["polls"])
    def post(self, request: Asked, slug: str) -> Response:
        """Prepare a poll. For the consultation's officials."""
        question = question_in(read(PollIn, request.data))
        poll = create_poll(actor=request.viewer, slug=slug, question=question, key=request.key, now=request.now)
        return Response(poll_row(poll), status=201)


class OnePoll(Endpoint):
    """One poll."""

    scopes: ClassVar = {"PATCH": Scope.MANAGE, "DELETE": Scope.MANAGE}

    @extend_schema(operation_id="read_poll", responses={200: PollOut, **READING}, tags=["polls"])
    def get(self, request: Asked, poll_id: UUID) -> Response:
        """What is asked, and how many take part."""
        return Response(poll_row(poll_of(poll_id, viewer=request.viewer, now=request.now)))

    @extend_schema(operation_id="change_poll", request=PollChange, responses={200: PollOut, **WRITING}, tags=["polls"])
    def patch(self, request: Asked, poll_id: UUID) -> Response:
        """Say it anew while it is in preparation; what is left out stays as it is. For the consultation's officials."""
        question = change_in(read(PollChange, request.data))
        change_poll(actor=request.viewer, poll_id=poll_id, question=question, now=request.now)
        return as_it_stands(request, poll_id)

    @extend_schema(operation_id="discard_poll", request=None, responses={204: None, **WRITING}, tags=["polls"])
    def delete(self, request: Asked, poll_id: UUID) -> Response:
        """Throw it away while it is in preparation. For the consultation's officials."""
        read(Nothing, request.data)
        discard_poll(actor=request.viewer, poll_id=poll_id, now=request.now)
        return Response(status=204)


class Opening(Endpoint):
    """The opening of a poll."""

    scopes: ClassVar = {"POST": Scope.MANAGE}

    @extend_schema(operation_id="open_poll", request=Nothing, responses={200: PollOut, **WRITING}, tags=["polls"])
    def post(self, request: Asked, poll_id: UUID) -> Response:
        """Let people vote; question, options and rules are frozen. For the consultation's officials."""
        read(Nothing, request.data)
        open_poll(actor=request.viewer, poll_id=poll_id, key=request.key, now=request.now)
        return as_it_stands(request, poll_id)


class Closing(Endpoint):
    """The closing of a poll."""

    scopes: ClassVar = {"POST": Scope.MANAGE}

    @extend_schema(operation_id="close_poll", request=Nothing, responses={200: PollOut, **WRITING}, tags=["polls"])
    def post(self, request: Asked, poll_id: UUID) -> Response:
        """Take no more votes, count them, and make the result public. For the consultation's officials."""
        read(Nothing, request.data)
        close_poll(actor=request.viewer, poll_id=poll_id, key=request.key, now=request.now)
        return as_it_stands(request, poll_id)


def as_it_stands(request: Asked, poll_id: UUID) -> Response:
    """The poll after what was done."""
    return Response(poll_row(poll_of(poll_id, viewer=request.viewer, now=request.now)))
