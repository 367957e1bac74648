"""POST /consultations/{slug}/attachments/ and GET /attachments/{id}/"""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.fields import CharField, ChoiceField, FileField, IntegerField, UUIDField
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.discussion.posts_json import STATUSES
from api.file_answers import as_sent
from api.problems import READING, WRITING
from api.request_bodies import Body, misread
from api.views import Asked, Endpoint
from consult.discussion.actions.attachments.attach_file import attach_file
from consult.discussion.models import Attachment
from consult.discussion.queries.attachments import bytes_of, file_to_read
from consult.platform.uploads import ATTACHMENT_BYTES


class FileIn(Body):
    """One file, as forms send it (multipart/form-data)."""

    file = FileField(
        help_text="At most 10 MB: a document, a table, a text or a picture. Metadata are taken out of pictures, in DOCX, XLSX, ODT and "
        "ODS files too, and a picture is turned upright; size and hash are of what is kept. PDF and properties of documents stay."
    )


class AttachmentOut(Serializer[Any]):
    """A file that was taken in. `sha256` is over the file alone, and null once it is erased."""

    id = UUIDField()
    name = CharField()
    media_type = CharField()
    size = IntegerField(help_text="Bytes.")
    sha256 = CharField(allow_null=True)
    status = ChoiceField(STATUSES, help_text="`shown`: public as long as a post of its letter is.")


class Attachments(Endpoint):
    """Files for letters to a consultation."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="send_file", request={"multipart/form-data": FileIn}, responses={201: AttachmentOut, **WRITING}, tags=["discussion"]
    )
    def post(self, request: Asked, slug: str) -> Response:
        """Send a file ahead; the letter that names its id has to follow within a day, from the same account."""
        given = list(request.FILES.items()) if isinstance(request.data, dict) else []
        if [name for name, _file in given] != ["file"] or len(request.FILES.getlist("file")) != 1 or set(request.data) != {"file"}:
            raise misread("file", "input.type", expected=_("one file, and no other field"))
        file = given[0][1]
        attachment = attach_file(
            actor=request.viewer,
            slug=slug,
            draft_id=None,
            data=file.read(ATTACHMENT_BYTES + 1),
            name=file.name or "",
            address=request.address,
            key=request.key,
            now=request.now,
        )
        return Response(attachment_row(attachment), status=201)


class OneAttachment(Endpoint):
    """A file that came with a letter."""

    @extend_schema(
        operation_id="read_file",
        responses={200: OpenApiResponse(OpenApiTypes.BINARY, "The file, to be taken away."), **READING},
        tags=["discussion"],
    )
    def get(self, request: Asked, attachment_id: UUID) -> Response:
        """Its bytes, for whoever may read it: everybody while it is public, its sender and the team always."""
        row = file_to_read(attachment_id, viewer=request.viewer, now=request.now)
        return as_sent(request, row, bytes_of)


def attachment_row(attachment: Attachment) -> dict[str, object]:
    """The file as its sender is told of it, and everybody while it is public."""
    return {
        "id": attachment.pk,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "sha256": attachment.file_sha256 or None,
        "status": attachment.status,
    }
