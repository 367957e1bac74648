"""GET /polls/{id}/result/"""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework.fields import BooleanField, CharField, DictField, Field, IntegerField, ListField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.problems import READING
from api.views import Asked, Endpoint
from consult.polls.queries import named_tally, poll_of, result_of


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}]})
class Number(Field[Any, Any, Any, Any]):
    """A number where it is whole, else text with the method's own decimals."""


class RoundOut(Serializer[Any]):
    """One stage of the count, options by title."""

    tallies = DictField(child=Number())
    elected = ListField(child=CharField())
    eliminated = ListField(child=CharField())
    exhausted = Number()


class TieOut(Serializer[Any]):
    """Options that were equal where it mattered, in the order that broke the tie."""

    between = ListField(child=CharField())
    broken_by = CharField()


class ResultOut(Serializer[Any]):
    """The tally, as the command `tally` prints one, with what anyone needs to recount it."""

    poll = UUIDField()
    method = CharField()
    options = ListField(child=CharField())
    ballots = IntegerField(help_text="Abstentions counted.")
    abstained = IntegerField()
    winners = ListField(child=CharField())
    rounds = RoundOut(many=True)
    pairwise = DictField(child=DictField(child=Number()), help_text="Of methods that compare options by twos; else empty.")
    scores = DictField(child=Number(), help_text="Of methods that give points; else empty.")
    ties = TieOut(many=True)
    seconds = IntegerField(help_text="That the count took; a begun one is a whole one.")
    eligible = IntegerField(help_text="Accounts that could vote when it closed.")
    taking_part = IntegerField()
    recomputable = BooleanField(help_text="Whether there were enough ballots for them to be published.")
    rules_sha256 = CharField()
    list_sha256 = CharField(
        help_text="Of all ballots, a line each in UTF-8: commitment, space, canonical ballot, line feed; by commitment."
    )
    seed = CharField(
        help_text="Of the lot, which puts options in the order of SHA-256(seed ‖ list_sha256 ‖ id), the smallest first: the 32 bytes that "
        "`seed` writes in hexadecimal digits, the 32 bytes that `list_sha256` does, and the option's id as UTF-8, as `/polls/{id}/` has it."
    )


class Result(Endpoint):
    """What came of a poll."""

    @extend_schema(operation_id="read_result", responses={200: ResultOut, **READING}, tags=["polls"])
    def get(self, request: Asked, poll_id: UUID) -> Response:
        """The result of a poll that is closed; before, there is none for anybody."""
        poll = poll_of(poll_id, viewer=request.viewer, now=request.now)
        return Response(
            {
                "poll": poll.pk,
                **named_tally(poll),
                "eligible": poll.eligible,
                "taking_part": poll.taking_part,
                "recomputable": result_of(poll).recomputable,
                "rules_sha256": poll.rules_sha256,
                "list_sha256": poll.list_sha256,
                "seed": poll.seed,
            }
        )
