"""GET /moderation/{slug}/queue/"""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.fields import CharField, ChoiceField, DateTimeField, IntegerField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.discussion.posts_json import KINDS, STATUSES, WordsOut, words
from api.paging import Paged, page_of, paged
from api.problems import READING
from api.views import Asked, Endpoint
from consult.accounts.rules import Scope
from consult.discussion.models import PostVersion
from consult.moderation.queries import queue


class SignalOut(Serializer[Any]):
    """Something that screening saw."""

    code = CharField()
    found = CharField()


class WaitingOut(WordsOut):
    """A version of a post that waits for a decision, or is `shown` and came with a file that does. `id` is the post's."""

    id = UUIDField()
    number = IntegerField(allow_null=True)
    kind = ChoiceField(KINDS)
    status = ChoiceField(STATUSES, help_text="Of this version: send it back as `seen`.")
    signals = SignalOut(many=True)
    reply_to = UUIDField(allow_null=True)
    revision = IntegerField(allow_null=True)
    clause = UUIDField(allow_null=True)
    thread = UUIDField()
    created_at = DateTimeField()


class Queue(Endpoint):
    """What waits for a moderator."""

    asks = Paged
    scopes = {"GET": Scope.MODERATE, "HEAD": Scope.MODERATE}

    @extend_schema(operation_id="read_queue", responses={200: page_of(WaitingOut), **READING}, tags=["moderation"])
    def get(self, request: Asked, slug: str) -> Response:
        """What waits for a decision, oldest first; of a letter that is shown, the first post where a file waits. For the team."""
        waiting = queue(slug, viewer=request.viewer, now=request.now)
        return paged(waiting, request, by=["created_at", "id"], shown=waiting_row)


def waiting_row(version: PostVersion) -> dict[str, object]:
    """A version that waits, with its post."""
    post = version.post
    return {
        "id": post.id,
        "number": post.number,
        "kind": post.kind,
        "status": version.status,
        "signals": version.signals,
        "reply_to": post.reply_to_id,
        "revision": post.revision.number if post.revision else None,
        "clause": post.clause_id,
        "thread": post.thread_id,
        "created_at": version.created_at,
        **words(version),
    }
