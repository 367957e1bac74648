"""A file that somebody sent, as an answer: to be taken away, never shown as a page of ours, and never run by a browser."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar, cast

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from consult.platform import limits
from consult.platform.files import Sent
from consult.platform.streams import asked_for, in_pieces
from frontend.request_context import SignedRequest

POLICY: Final = "sandbox; default-src 'none'"


File = TypeVar("File", bound=Sent)


def taken_away(request: SignedRequest, file: File, read: Callable[[File], bytes]) -> HttpResponse:
    """The file, under the policy by which nothing in it does anything; whoever has it already is told so, and nothing is read.

    Raises:
        TooMany: too many files were taken away from there.
        OSError: the storage does not give it now.
    """
    tag = f'"{file.sha256}"'
    if (unchanged := get_conditional_response(request, etag=tag)) is not None:
        return unchanged
    limits.spend("download", account=request.viewer if request.viewer.person else None, address=request.address, now=request.now)
    kind = file.media_type
    answer = HttpResponse(read(file), content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    answer["Content-Security-Policy"], answer["X-Content-Type-Options"] = POLICY, "nosniff"
    answer["ETag"], answer["Cache-Control"] = tag, "private, no-cache"
    return answer


def streamed(request: HttpRequest, texts: Iterator[str], *, kind: str) -> HttpResponse:
    """The answer that sends the texts one after the other, in the way that the server takes them."""
    pieces = in_pieces(texts)
    answer = StreamingHttpResponse(asked_for(pieces) if isinstance(request, ASGIRequest) else pieces, content_type=kind)
    return cast("HttpResponse", answer)  # to a view and its decorators it is one
