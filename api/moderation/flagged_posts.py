"""GET /moderation/{slug}/flags/"""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.fields import CharField, DateTimeField, IntegerField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.discussion.posts_json import PostOut, public_row
from api.paging import Paged, page_of, paged
from api.problems import READING
from api.views import Asked, Endpoint
from consult.accounts.rules import Scope
from consult.discussion.models import Flag, Post
from consult.moderation.flagged_posts import reported


class ReportOut(Serializer[Any]):
    """What one reader reported; not who."""

    rule = IntegerField()
    text = CharField()
    version = IntegerField(help_text="The one that the reader saw.")
    created_at = DateTimeField()


class ReportedOut(PostOut):
    """A public post that readers reported, and what they said."""

    flags = ReportOut(many=True, help_text="Those that nobody has answered, oldest first.")


class Reported(Endpoint):
    """What readers reported."""

    asks = Paged
    scopes = {"GET": Scope.MODERATE, "HEAD": Scope.MODERATE}

    @extend_schema(operation_id="read_flags", responses={200: page_of(ReportedOut), **READING}, tags=["moderation"])
    def get(self, request: Asked, slug: str) -> Response:
        """The public posts that readers reported and nobody has answered for, the longest waiting first. For the consultation's team."""
        posts = reported(slug, viewer=request.viewer, now=request.now)
        return paged(posts, request, by=["flagged_at", "id"], shown=reported_row)


def reported_row(post: Post) -> dict[str, object]:
    """A post with its open flags."""
    flags: list[Flag] = post.open_flags  # type: ignore[attr-defined]  # of `reported`
    return {**public_row(post), "flags": [flag_row(flag) for flag in flags]}


def flag_row(flag: Flag) -> dict[str, object]:
    """A flag without who put it up."""
    return {"rule": flag.rule, "text": flag.text, "version": flag.version.number, "created_at": flag.created_at}
