"""Answers that are files and no JSON: to be taken away, never to be shown as a page of ours."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar, cast

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Asked
from consult.platform import limits
from consult.platform.files import Sent
from consult.platform.streams import asked_for

POLICY: Final = "default-src 'none'; sandbox"  # of whatever is opened from there all the same
SENT: Final = "sandbox; default-src 'none'"  # of what people sent


File = TypeVar("File", bound=Sent)


def streamed(request: Request, pieces: Iterator[bytes], *, kind: str, name: str) -> Response:
    """The answer that sends the pieces one after the other, in the way that the server takes them."""
    by_server = isinstance(request._request, ASGIRequest)
    return as_file(StreamingHttpResponse(asked_for(pieces) if by_server else pieces, content_type=kind), name=name)


def as_sent(request: Asked, file: File, read: Callable[[File], bytes]) -> Response:
    """What somebody sent, to be taken away under the name that they gave it; whoever has it already is told so.

    Raises:
        TooMany: too many files were taken away from there.
        OSError: the storage does not give it now.
    """
    tag = f'"{file.sha256}"'
    if (unchanged := get_conditional_response(request._request, etag=tag)) is not None:
        return cast("Response", unchanged)
    limits.spend("download", account=request.viewer if request.viewer.person else None, address=request.address, now=request.now)
    kind = file.media_type
    answer = as_file(HttpResponse(read(file), content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind), name="")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    answer["Content-Security-Policy"], answer["ETag"] = SENT, tag
    return answer


def as_file(answer: HttpResponse | StreamingHttpResponse, *, name: str) -> Response:
    """The answer as something to take away, under a name."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = POLICY
    return cast("Response", answer)  # to a view of the API it is one
