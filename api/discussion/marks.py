"""PUT and DELETE /posts/{id}/support/, POST /posts/{id}/flags/"""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.fields import CharField, DateTimeField, IntegerField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.discussion.posts_json import PostOut, public_row
from api.fields import Text, Whole
from api.problems import WRITING
from api.request_bodies import Body, Nothing, read
from api.views import Asked, Endpoint
from consult.discussion.actions import flag_post, support_post, unsupport_post
from consult.discussion.models import Flag
from consult.discussion.queries.posts import public_post


class SupportIn(Body):
    """Which words are supported."""

    version = Whole(required=False, allow_null=True, default=None, help_text="The version that you saw; else the one shown.")


class FlagIn(Body):
    """Which house rule a post breaks, and what the moderators should know."""

    rule = Whole()
    text = Text(required=False, allow_blank=True, default="", help_text="For the moderators alone; at most 1,000 characters.")
    version = Whole(required=False, allow_null=True, default=None, help_text="The version that you saw; else the one shown.")


class FlagOut(Serializer[Any]):
    """A report, for whoever made it."""

    id = UUIDField()
    post = UUIDField()
    version = IntegerField()
    rule = IntegerField()
    text = CharField()
    created_at = DateTimeField()


class Supporting(Endpoint):
    """One's own support of a post."""

    @extend_schema(operation_id="support_post", request=SupportIn, responses={200: PostOut, **WRITING}, tags=["discussion"])
    def put(self, request: Asked, post_id: UUID) -> Response:
        """Agree with somebody else's post. It counts once, however often it is sent."""
        given = read(SupportIn, request.data)
        support_post(actor=request.viewer, post_id=post_id, version=given["version"], address=request.address, now=request.now)
        return as_everybody_sees_it(request, post_id)

    @extend_schema(operation_id="unsupport_post", request=None, responses={200: PostOut, **WRITING}, tags=["discussion"])
    def delete(self, request: Asked, post_id: UUID) -> Response:
        """Take that back. Where there is nothing to take back, nothing changes."""
        read(Nothing, request.data)
        unsupport_post(actor=request.viewer, post_id=post_id, now=request.now)
        return as_everybody_sees_it(request, post_id)


class Flags(Endpoint):
    """Reports about a post."""

    @extend_schema(operation_id="flag_post", request=FlagIn, responses={201: FlagOut, **WRITING}, tags=["discussion"])
    def post(self, request: Asked, post_id: UUID) -> Response:
        """Ask the moderators to look at a post, once. It stays public until they decide, and nobody else is told."""
        given = read(FlagIn, request.data)
        flag = flag_post(actor=request.viewer, post_id=post_id, address=request.address, key=request.key, now=request.now, **given)
        return Response(flag_row(flag), status=201)


def as_everybody_sees_it(request: Asked, post_id: UUID) -> Response:
    """The post after what was done, with how many support it now."""
    return Response(public_row(public_post(post_id, viewer=request.viewer, now=request.now)))


def flag_row(flag: Flag) -> dict[str, object]:
    """A flag, to whoever put it up."""
    return {
        "id": flag.id,
        "post": flag.post_id,
        "version": flag.version.number,
        "rule": flag.rule,
        "text": flag.text,
        "created_at": flag.created_at,
    }
