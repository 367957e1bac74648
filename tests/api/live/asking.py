"""What somebody is answered who opens a socket, without a server and within the test's own transaction."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch

from asgiref.sync import async_to_sync, sync_to_async

from api.live import application as live
from api.live.handshake import opened
from deploy.asgi import application

HOST = "127.0.0.1:8000"

Message = dict[str, Any]


def verdict(path: str, cookies: SimpleCookie) -> int:
    """101 where a socket there is greeted, else the code with which it is closed."""
    sent = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
    headers = [(b"host", HOST.encode()), (b"origin", f"http://{HOST}".encode()), (b"cookie", sent.encode())]
    scope = {"type": "websocket", "path": path, "headers": headers, "query_string": b"", "client": ["127.0.0.1", 9]}
    with patch.object(live, "looked_up", sync_to_async(opened, thread_sensitive=True)):  # in our own thread, with its transaction
        told: Message = async_to_sync(first_told)(scope)
    return 101 if told["type"] == "websocket.send" else int(told["code"])


async def first_told(scope: Message) -> Message:
    """What the application says first, once it has accepted the socket; then the client goes."""
    coming: Iterator[Message] = iter([{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1001}])
    told: list[Message] = []

    async def receive() -> Message:
        return next(coming)

    async def send(message: Message) -> None:
        told.append(message)

    server: Any = application
    await server(scope, receive, send)
    assert told[0] == {"type": "websocket.accept"}
    return told[1]
