"""GET /consultations/{slug}/supporting/ and /supporting/{id}/"""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, inline_serializer
from rest_framework.fields import CharField, ChoiceField, DateTimeField, IntegerField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.file_answers import as_sent
from api.problems import READING
from api.views import Asked, Endpoint
from consult.consultations.queries import consultation_of
from consult.documents.models import Paper
from consult.documents.rules import PaperKind, PaperStatus
from consult.documents.supporting_documents import Supporting, bytes_of, paper_to_read, supporting


class PaperOut(Serializer[Any]):
    """One file of a supporting document."""

    id = UUIDField()
    status = ChoiceField([status.value for status in PaperStatus])
    kind = ChoiceField([kind.value for kind in PaperKind])
    name = CharField()
    media_type = CharField()
    size = IntegerField(help_text="Bytes.")
    sha256 = CharField(help_text="Of the file.")
    created_at = DateTimeField()
    why = CharField(allow_null=True, help_text="It was withdrawn.")


class SupportingOut(Serializer[Any]):
    """A supporting document, with all of its files, the newest first."""

    id = UUIDField()
    title = CharField()
    language = CharField()
    files = PaperOut(many=True)


LIST = inline_serializer("SupportingOutList", {"results": SupportingOut(many=True)})


class SupportingDocuments(Endpoint):
    """What a draft rests on."""

    @extend_schema(operation_id="list_supporting_documents", responses={200: LIST, **READING}, tags=["documents"])
    def get(self, request: Asked, slug: str) -> Response:
        """The supporting documents of a consultation, in the order in which they came."""
        row = consultation_of(slug, viewer=request.viewer, now=request.now)
        return Response({"results": [supporting_row(one) for one in supporting(row)]})


class OnePaper(Endpoint):
    """A file of a supporting document."""

    @extend_schema(
        operation_id="read_supporting_document",
        responses={200: OpenApiResponse(OpenApiTypes.BINARY, "The file, to be taken away."), **READING},
        tags=["documents"],
    )
    def get(self, request: Asked, paper_id: UUID) -> Response:
        """Its bytes; of one that is withdrawn, for the team alone."""
        row = paper_to_read(paper_id, viewer=request.viewer, now=request.now)
        return as_sent(request, row, bytes_of)


def supporting_row(one: Supporting) -> dict[str, object]:
    """A document with its files."""
    files = [paper_row(paper) for paper in (one.latest, *one.earlier)]
    return {"id": one.document, "title": one.title, "language": one.language, "files": files}


def paper_row(paper: Paper) -> dict[str, object]:
    """One file."""
    fields = ("status", "kind", "name", "media_type", "size", "sha256", "created_at")
    return {"id": paper.pk, **{field: getattr(paper, field) for field in fields}, "why": paper.why or None}
