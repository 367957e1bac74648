"""Files that are sent while they are made, so that a long one lies nowhere as a whole."""

from collections.abc import Iterator
from typing import cast

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from consult.platform.streams import asked_for, in_pieces


def streamed(request: HttpRequest, texts: Iterator[str], *, kind: str) -> HttpResponse:
    """The answer that sends the texts one after the other, in the way that the server takes them."""
    pieces = in_pieces(texts)
    answer = StreamingHttpResponse(asked_for(pieces) if isinstance(request, ASGIRequest) else pieces, content_type=kind)
    return cast("HttpResponse", answer)  # to a view and its decorators it is one
