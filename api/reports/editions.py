"""GET and POST /consultations/{slug}/editions/, GET /editions/{id}.{format}"""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.fields import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.fields import Choice
from api.file_answers import as_file
from api.paging import Paged, page_of, paged
from api.problems import READING, WRITING
from api.request_bodies import Body, Nothing, read
from api.views import Asked, Endpoint
from consult.accounts.rules import Scope
from consult.platform import limits
from consult.reports.actions import freeze_edition
from consult.reports.editions.frozen import LANGUAGES
from consult.reports.editions.queries import edition_file, editions, is_whole
from consult.reports.models import Edition
from consult.reports.render import FORMATS, TYPES


class HeadOut(Serializer[Any]):
    """The record as it was just before."""

    length = IntegerField()
    head = CharField()


class FileOut(Serializer[Any]):
    """A file that is made."""

    format = ChoiceField(sorted(FORMATS))
    language = ChoiceField(LANGUAGES)
    size = IntegerField(help_text="In bytes.")
    sha256 = CharField(help_text="It stands in the record, too.")


class EditionOut(Serializer[Any]):
    """A report as it was frozen. It never changes; words that are erased, hidden or withdrawn later are struck out of its files."""

    id = UUIDField()
    consultation = CharField(help_text="Its short name.")
    number = IntegerField()
    frozen_at = DateTimeField()
    data_sha256 = CharField(help_text="Of its figures and of the digests of what they count; no words are among these.")
    record = HeadOut()
    edited_at = DateTimeField(allow_null=True, help_text="When the words of somebody who was erased were last struck out of its files.")
    whole = BooleanField(help_text="Whether all its files are made.")
    files = FileOut(many=True)


class Editions(Endpoint):
    """The editions of a consultation's report."""

    asks = Paged
    scopes: ClassVar = {"POST": Scope.MANAGE}

    @extend_schema(operation_id="list_editions", responses={200: page_of(EditionOut), **READING}, tags=["reports"])
    def get(self, request: Asked, slug: str) -> Response:
        """The editions, the newest first."""
        return paged(editions(slug, viewer=request.viewer, now=request.now), request, by=["-number"], shown=edition_row)

    @extend_schema(operation_id="freeze_edition", request=Nothing, responses={201: EditionOut, **WRITING}, tags=["reports"])
    def post(self, request: Asked, slug: str) -> Response:
        """Freeze the report as it stands now; its files are made soon after. For the consultation's officials."""
        read(Nothing, request.data)
        edition = freeze_edition(actor=request.viewer, slug=slug, key=request.key, now=request.now)
        return Response(edition_row(edition), status=201)


class FileAsked(Body):
    """Which file."""

    language = Choice(LANGUAGES, required=False)


class EditionFiles(Endpoint):
    """An edition as a file."""

    asks = FileAsked

    @extend_schema(operation_id="read_edition_file", responses={(200, "*/*"): OpenApiTypes.BINARY, **WRITING}, tags=["reports"])
    def get(self, request: Asked, edition_id: UUID, form: str) -> Response:
        """The file in this format, in the language that is asked for; 409 while it is being made."""
        limits.spend("download", account=request.viewer if request.viewer.person else None, address=request.address, now=request.now)
        language = request.asked.get("language") or get_language() or LANGUAGES[0]
        file = edition_file(edition_id, form=form, language=language, viewer=request.viewer, now=request.now)
        answer = HttpResponse(bytes(file.content), content_type=TYPES[form])
        answer["ETag"] = f'"{file.sha256[:32]}"'
        edition = file.edition
        as_file(answer, name=f"{edition.consultation.slug}-{edition.number}-{language}.{form}")
        return get_conditional_response(request._request, etag=answer["ETag"], response=answer)  # type: ignore[return-value]


def edition_row(edition: Edition) -> dict[str, object]:
    """An edition as it is sent."""
    files = list(edition.files.all())
    return {
        "id": edition.pk,
        "consultation": edition.consultation.slug,
        "number": edition.number,
        "frozen_at": edition.frozen_at,
        "data_sha256": edition.data_sha256,
        "record": {"length": edition.record_length, "head": edition.record_head},
        "edited_at": edition.edited_at,
        "whole": is_whole(files),
        "files": [{"format": file.form, "language": file.language, "size": file.size, "sha256": file.sha256} for file in files],
    }
