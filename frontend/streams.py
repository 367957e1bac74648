"""Files that are sent while they are made, so that a long one lies nowhere as a whole."""

from collections.abc import AsyncIterator, Iterator
from typing import Final, cast

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

AT_LEAST: Final = 16_384  # bytes of a piece, but for the last


def streamed(request: HttpRequest, texts: Iterator[str], *, kind: str) -> HttpResponse:
    """The answer that sends the texts one after the other, in the way that the server takes them."""
    pieces = in_pieces(texts)
    answer = StreamingHttpResponse(asked_for(pieces) if isinstance(request, ASGIRequest) else pieces, content_type=kind)
    return cast("HttpResponse", answer)  # to a view and its decorators it is one


def in_pieces(texts: Iterator[str]) -> Iterator[bytes]:
    """The same as bytes, in pieces that are worth sending."""
    waiting = bytearray()
    for text in texts:
        waiting += text.encode()
        if len(waiting) >= AT_LEAST:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)


async def asked_for(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Each piece made in the request's own thread, where its database connection is, while the others are served."""
    while (piece := await sync_to_async(lambda: next(pieces, None))()) is not None:
        yield piece
