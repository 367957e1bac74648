"""GET /consultations/{slug}/open-data.zip"""

from tempfile import TemporaryFile

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.file_answers import streamed
from api.problems import READING
from api.views import Asked, Endpoint
from consult.platform import limits
from consult.platform.streams import FileInPieces
from consult.record.open_data.bundle import write_bundle


class OpenData(Endpoint):
    """The open data of a consultation."""

    @extend_schema(operation_id="read_open_data", responses={(200, "application/zip"): OpenApiTypes.BINARY, **READING}, tags=["record"])
    def get(self, request: Asked, slug: str) -> Response:
        """Everything that is public, as one zip file with the program that checks it. No name is in it."""
        limits.spend("download", account=request.viewer if request.viewer.person else None, address=request.address, now=request.now)
        with TemporaryFile() as file:
            write_bundle(slug, viewer=request.viewer, now=request.now, out=file)  # of one instant, which no slow reader may hold up
            pieces = FileInPieces(file)
        return streamed(request, pieces, kind="application/zip", name=f"{slug}-open-data.zip")
