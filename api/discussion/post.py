"""GET and PATCH /posts/{id}/, POST /posts/{id}/withdrawal/"""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.discussion.attachments import AttachmentOut, attachment_row
from api.discussion.contribution import ChangesIn, changes_in
from api.discussion.posts_json import AcceptedOut, WholePostOut, accepted_row, placed_rows, whole_row
from api.problems import READING, WRITING
from api.request_bodies import Nothing, read
from api.views import Asked, Endpoint
from consult.discussion.actions import edit_post, withdraw_post
from consult.discussion.queries.attachments import files_of, public_files
from consult.discussion.queries.posts import post_for, public_post
from consult.discussion.rules import Status
from consult.errors import NotFound
from consult.moderation.queries import decisions_on


class PostWithFilesOut(WholePostOut):
    """A post with the files that came with it: those that are public, or all for its author and the team."""

    attachments = AttachmentOut(many=True)


class OnePost(Endpoint):
    """One post."""

    @extend_schema(operation_id="read_post", responses={200: PostWithFilesOut, **READING}, tags=["discussion"])
    def get(self, request: Asked, post_id: UUID) -> Response:
        """A post as everybody sees it; its author and the team get all versions, and the decisions with their reasons."""
        try:
            return Response(whole(request, post_id))
        except NotFound:
            post = public_post(post_id, viewer=request.viewer, now=request.now)
        files = public_files(post.submission_id) if post.status == Status.SHOWN else ()
        [row] = placed_rows([post])
        return Response({**row, "attachments": [attachment_row(file) for file in files]})

    @extend_schema(operation_id="edit_post", request=ChangesIn, responses={200: AcceptedOut, **WRITING}, tags=["discussion"])
    def patch(self, request: Asked, post_id: UUID) -> Response:
        """Say it anew. Where that is no change, the latest version is answered and nothing is written."""
        changes = changes_in(read(ChangesIn, request.data))
        version = edit_post(actor=request.viewer, post_id=post_id, changes=changes, address=request.address, now=request.now)
        return Response(accepted_row(version.post, version))


class Withdrawal(Endpoint):
    """The withdrawal of a post."""

    @extend_schema(operation_id="withdraw_post", request=Nothing, responses={200: PostWithFilesOut, **WRITING}, tags=["discussion"])
    def post(self, request: Asked, post_id: UUID) -> Response:
        """Take one's own post back. Its number stays; its words are shown to nobody else any more."""
        read(Nothing, request.data)
        withdraw_post(actor=request.viewer, post_id=post_id, key=request.key, now=request.now)
        return Response(whole(request, post_id))


def whole(request: Asked, post_id: UUID) -> dict[str, object]:
    """The post for its author or the team."""
    post = post_for(post_id, viewer=request.viewer, now=request.now)
    row = whole_row(post, decisions_on(post, viewer=request.viewer, now=request.now))
    return {**row, "attachments": [attachment_row(file) for file in files_of(post.submission)]}
