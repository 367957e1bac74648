"""POST /posts/{id}/decisions/"""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.fields import CharField, ChoiceField, DateTimeField, IntegerField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.discussion.posts_json import STATUSES
from api.fields import Choice, Text, Whole
from api.problems import WRITING
from api.request_bodies import Body, read
from api.views import Asked, Endpoint
from consult.accounts.rules import Scope
from consult.discussion.rules import Status
from consult.moderation.actions.decide_post import decide_post
from consult.moderation.models import Decision
from consult.moderation.queries import decision_with
from consult.moderation.rules import Verdict

VERDICTS = [verdict.value for verdict in Verdict]


class DecisionIn(Body):
    """What is decided about a post, under which house rule, and why."""

    decision = Choice(VERDICTS)
    rule = Whole()
    reason = Text(help_text="For the author, in at least ten characters.")
    version = Whole(required=False, allow_null=True, default=None, help_text="Else what waits, is shown, or is latest.")
    seen = Choice(STATUSES, required=False, allow_null=True, default=None, help_text="The status you saw; 409 where it is another now.")


class DecisionOut(Serializer[Any]):
    """A decision, and what the version is now."""

    id = UUIDField()
    post = UUIDField()
    version = IntegerField()
    decision = ChoiceField(VERDICTS)
    rule = IntegerField()
    reason = CharField()
    reverses = UUIDField(allow_null=True, help_text="The decision that it takes back.")
    decided_at = DateTimeField()
    status = ChoiceField(STATUSES)


class Decisions(Endpoint):
    """Decisions about a post."""

    scopes = {"POST": Scope.MODERATE}

    @extend_schema(operation_id="decide_post", request=DecisionIn, responses={201: DecisionOut, **WRITING}, tags=["moderation"])
    def post(self, request: Asked, post_id: UUID) -> Response:
        """Publish, hide or restore a post, citing a house rule. For the consultation's moderators."""
        given = read(DecisionIn, request.data)
        decision = decide_post(
            actor=request.viewer,
            post_id=post_id,
            verdict=Verdict(given["decision"]),
            rule=given["rule"],
            reason=given["reason"],
            version=given["version"],
            seen=Status(given["seen"]) if given["seen"] else None,
            key=request.key,
            now=request.now,
        )
        return Response(decision_row(decision_with(decision.id)), status=201)


def decision_row(decision: Decision) -> dict[str, object]:
    """A decision with its version as it is now."""
    version = decision.version
    return {
        "id": decision.id,
        "post": version.post_id,
        "version": version.number,
        "decision": decision.action,
        "rule": decision.rule.number,
        "reason": decision.reason,
        "reverses": decision.reverses_id,
        "decided_at": decision.decided_at,
        "status": version.status,
    }
