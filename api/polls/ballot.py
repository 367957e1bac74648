"""PUT /polls/{id}/ballot/"""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework.fields import CharField, Field, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.fields import Strict, Text
from api.problems import WRITING
from api.request_bodies import Body, read
from api.views import Asked, Endpoint
from consult.polls.actions import cast_ballot


@extend_schema_field(OpenApiTypes.ANY)
class AnyBallot(Strict, Field[Any, Any, Any, Any]):
    """What was chosen, in the form of the poll's kind."""

    expected = _("a ballot")

    def to_internal_value(self, data: object) -> object:
        """As it is: the poll's kind says what it may be."""
        return data


class BallotIn(Body):
    """A vote, under a code that its voter alone has."""

    code = Text(
        help_text="32 hexadecimal digits in small letters, 128 random bits that you make; keep it to check your vote, and to yourself: "
        "whoever has it can find out how you voted."
    )
    ballot = AnyBallot(allow_null=True, help_text="Of a single choice: the id of the option, or null to abstain.")


class BallotOut(Serializer[Any]):
    """The receipt. It is stored nowhere: keep it."""

    poll = UUIDField()
    code = CharField()
    commitment = CharField(
        help_text="SHA-256, in hexadecimal digits, of the UTF-8 text: id of the poll, line feed, code, line feed, canonical ballot, with "
        "nothing after it. The canonical ballot is the id of the option in double quotes, or null. Commitments and ballots are listed "
        "after closing, unless they are fewer than ten."
    )


class OwnBallot(Endpoint):
    """One's own ballot."""

    @extend_schema(operation_id="cast_ballot", request=BallotIn, responses={200: BallotOut, 201: BallotOut, **WRITING}, tags=["polls"])
    def put(self, request: Asked, poll_id: UUID) -> Response:
        """Vote, once and finally. The same sent again answers 200 with the same receipt; too often, 429."""
        given = read(BallotIn, request.data)
        receipt = cast_ballot(actor=request.viewer, poll_id=poll_id, address=request.address, now=request.now, **given)
        told = {"poll": receipt.poll, "code": receipt.code, "commitment": receipt.commitment}
        return Response(told, status=201 if receipt.is_new else 200)
