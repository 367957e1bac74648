"""What daphne serves in a trial: Rembuk, with a place in a request where it stops and can be killed. The product holds no such switch.

A request names the place in its header `X-Stop`: `statement 7` (before it), `commit` (before it), or `answer` (before its first byte).
The process then writes a byte to the pipe whose number is in STOPPED, and waits for its end. With the header `X-Forget` a request
is acknowledged and nothing is done: so a trial can prove that it would see a post lost.
"""

import os
import time
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from deploy.asgi import application as product

Event = dict[str, Any]

END: Final = 60.0  # seconds; nobody came to kill it
present: Final = SimpleNamespace(stop="", statements=0)  # of the present request; a trial sends one at a time
commit: Final[Callable[[BaseDatabaseWrapper], None]] = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]


async def application(scope: Event, receive: Any, send: Callable[[Event], Awaitable[None]]) -> None:
    """Rembuk's, watched."""
    headers = dict(scope.get("headers", ()))
    present.stop, present.statements = headers.get(b"x-stop", b"").decode(), 0
    if b"x-forget" in headers:
        await send({"type": "http.response.start", "status": 201, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return

    async def watched(event: Any) -> None:
        if event["type"] == "http.response.start":
            here("answer")
        await send(event)

    await product(scope, receive, watched)  # type: ignore[arg-type]


def here(place: str) -> None:
    """Stop, where the request is to stop here."""
    if present.stop == place:
        os.write(int(os.environ["STOPPED"]), b".")
        time.sleep(END)
        os._exit(1)


def count_statement(execute: Callable[..., Any], *given: Any) -> Any:
    """Stop before a statement."""
    present.statements += 1
    here(f"statement {present.statements}")
    return execute(*given)


def watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Every statement of a new connection."""
    if count_statement not in connection.execute_wrappers:
        connection.execute_wrappers.append(count_statement)


def stop_or_commit(connection: BaseDatabaseWrapper) -> None:
    """Stop before a commit."""
    here("commit")
    commit(connection)


connection_created.connect(watch)
BaseDatabaseWrapper._commit = stop_or_commit  # type: ignore[attr-defined]
