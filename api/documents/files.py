"""GET /consultations/{slug}/draft.{format}"""

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from api.documents.document import DocumentAsked
from api.file_answers import as_file
from api.problems import READING
from api.views import Asked, Endpoint
from consult.documents.export import published_draft
from consult.errors import NotFound
from consult.formats.writers.writer_table import FORMATS, file_name, stamp
from consult.platform import limits

FORM = OpenApiParameter("form", str, OpenApiParameter.PATH, enum=sorted(FORMATS), description="`akn` is Akoma Ntoso 3.0.")


class DraftFiles(Endpoint):
    """The draft of a consultation as a file."""

    asks = DocumentAsked

    @extend_schema(
        operation_id="read_draft_file", parameters=[FORM], responses={(200, "*/*"): OpenApiTypes.BINARY, **READING}, tags=["documents"]
    )
    def get(self, request: Asked, slug: str, form: str) -> Response:
        """A published revision of the draft in this format: to go on with in other programs, and to import again."""
        if form not in FORMATS:
            raise NotFound
        limits.spend("download", account=request.viewer if request.viewer.person else None, address=request.address, now=request.now)
        draft = published_draft(slug, viewer=request.viewer, now=request.now, revision=request.asked.get("revision"))
        etag = f'"{stamp(draft, form)}"'
        if known := get_conditional_response(request._request, etag=etag):
            return known  # type: ignore[return-value]  # nothing is made for whoever has it
        answer = HttpResponse(FORMATS[form].render(draft), content_type=FORMATS[form].media_type)
        answer["ETag"] = etag
        return as_file(answer, name=file_name(draft, form))
