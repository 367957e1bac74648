"""Answers that are files and no JSON: to be taken away, never to be shown as a page of ours."""

from collections.abc import Iterator
from typing import Final, cast

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from rest_framework.request import Request
from rest_framework.response import Response

from consult.streams import asked_for

POLICY: Final = "default-src 'none'; sandbox"  # of whatever is opened from there all the same
SENT: Final = "sandbox; default-src 'none'"  # of what people sent


def streamed(request: Request, pieces: Iterator[bytes], *, kind: str, name: str) -> Response:
    """The answer that sends the pieces one after the other, in the way that the server takes them."""
    by_server = isinstance(request._request, ASGIRequest)
    return as_file(StreamingHttpResponse(asked_for(pieces) if by_server else pieces, content_type=kind), name=name)


def as_sent(data: bytes, *, kind: str, name: str, tag: str) -> Response:
    """What somebody sent, to be taken away under the name that they gave it."""
    answer = as_file(HttpResponse(data, content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind), name="")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["Content-Security-Policy"], answer["ETag"] = SENT, tag
    return answer


def as_file(answer: HttpResponse | StreamingHttpResponse, *, name: str) -> Response:
    """The answer as something to take away, under a name."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = POLICY
    return cast("Response", answer)  # to a view of the API it is one
