"""No request body over the limit gets past the door, whatever its headers say."""

from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from typing import Any, Final

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Coroutine[Any, Any, None]]

LIMIT: Final = 2_000_000  # bytes; no form or request of ours comes near
TOO_LARGE: Final = b"The request is too large.\n"


class TooLarge(Exception):
    """More bytes came than are taken."""


def within_limits(application: Application) -> Application:
    """The application behind a door: a body that says it is too large is answered with 413, one that turns out to be is cut off."""

    async def door(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if announced(scope) > LIMIT:
            await refuse(send)
            return
        try:
            await application(scope, counted(receive), send)
        except TooLarge:
            await refuse(send)

    return door


def announced(scope: MutableMapping[str, Any]) -> int:
    """What the header says of the body's size; 0 where it says nothing that can be read."""
    length = dict(scope.get("headers", [])).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def counted(receive: Receive) -> Receive:
    """The same messages, until they are too many bytes."""
    seen = 0

    async def receive_counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LIMIT:
            raise TooLarge
        return message

    return receive_counted


async def refuse(send: Send) -> None:
    """413."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": TOO_LARGE})
