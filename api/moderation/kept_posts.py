"""POST /posts/{id}/keeping/"""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.fields import CharField, DateTimeField, IntegerField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.fields import Text, Whole
from api.problems import WRITING
from api.request_bodies import Body, read
from api.views import Asked, Endpoint
from consult.accounts.rules import Scope
from consult.moderation.actions.decide_post import keep_post
from consult.moderation.models import Keeping


class KeepingIn(Body):
    """Why something that was reported stays as it is."""

    reason = Text(help_text="For those who reported it, in at least ten characters.")
    version = Whole(required=False, allow_null=True, default=None, help_text="The version that you saw; 409 where another is shown now.")


class KeepingOut(Serializer[Any]):
    """That it stays."""

    id = UUIDField()
    post = UUIDField()
    version = IntegerField()
    reason = CharField()
    kept_at = DateTimeField()


class Keepings(Endpoint):
    """What is let stand."""

    scopes = {"POST": Scope.MODERATE}

    @extend_schema(operation_id="keep_post", request=KeepingIn, responses={201: KeepingOut, **WRITING}, tags=["moderation"])
    def post(self, request: Asked, post_id: UUID) -> Response:
        """Let a post stand that readers reported. Whoever reported it is told why. For the consultation's moderators."""
        given = read(KeepingIn, request.data)
        keeping = keep_post(actor=request.viewer, post_id=post_id, key=request.key, now=request.now, **given)
        return Response(keeping_row(keeping), status=201)


def keeping_row(keeping: Keeping) -> dict[str, object]:
    """A keeping with the version that it is about."""
    version = keeping.version
    return {
        "id": keeping.id,
        "post": version.post_id,
        "version": version.number,
        "reason": keeping.reason,
        "kept_at": keeping.kept_at,
    }
