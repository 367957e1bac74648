"""No request body over the limit gets past the door, whatever its headers say; nor one for which the disk has no room."""

import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping, MutableMapping
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, parse_cookie
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware

from consult.platform.faults import RETRY_AFTER, Fault, noted

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Coroutine[Any, Any, None]]

POLICIES: Final = (SecurityMiddleware, CSPMiddleware, XFrameOptionsMiddleware)  # what they add to an answer is in the settings

LIMIT: Final = 2_000_000  # bytes; no form or request of ours comes near, but for those that bring files
BRINGING: Final[Mapping[str, int]] = {  # where files are sent to → bytes, with some for the rest of the form
    r"/desk/[-\w]+/import/": 52_000_000,
    r"/desk/[-\w]+/supporting/.*": 51_000_000,
    r"/k/[-\w]+/letter/((order|first)/)?": 26_000_000,
    r"/api/v1/consultations/[-\w]+/attachments/": 11_000_000,
    r"/api/v1/drafts/": 52_000_000,
}
ANYBODYS: Final = "/k/"  # letters are written before anybody signs in
PAGES: Final = Path(__file__).parent / "pages"


class TooLarge(Exception):
    """More bytes came than are taken."""


@dataclass(frozen=True)
class No:
    """How the door refuses: the app behind it is not asked, so the page is in both languages, and reads well without the style sheet."""

    status: HTTPStatus
    line: bytes  # for programs
    page: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


TOO_LARGE: Final = No(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"The request is too large.\n", (PAGES / "too-large.html").read_bytes())
NO_ROOM: Final = No(
    HTTPStatus.SERVICE_UNAVAILABLE,
    b"The disk is full, so the request was not taken.\n",
    (PAGES / "full.html").read_bytes(),
    {"Retry-After": str(RETRY_AFTER[Fault.FULL])},
)


def within_limits(application: Application) -> Application:
    """The application behind a door: a body that says it is too large is answered with 413, one that turns out to be is cut off.

    A large one is laid down on the disk before any view is asked; where that has no room, the answer is 503.
    """

    async def door(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        limit = limit_for(scope)
        if announced(scope) > limit:
            await refuse(scope, send, TOO_LARGE)
            return
        answering = False

        async def sent(message: Message) -> None:
            nonlocal answering
            answering = True
            await send(message)

        try:
            await application(scope, counted(receive, limit), sent)
        except TooLarge:
            if answering:  # there is one answer to a request: this one breaks off
                raise
            await refuse(scope, send, TOO_LARGE)
        except OSError as error:
            if noted(error, where=scope.get("path", "")) is not Fault.FULL or answering:
                raise
            await refuse(scope, send, NO_ROOM)

    return door


def limit_at(path: str) -> int:
    """How many bytes are taken at an address."""
    return next((limit for pattern, limit in BRINGING.items() if re.fullmatch(pattern, path)), LIMIT)


def limit_for(scope: MutableMapping[str, Any]) -> int:
    """How many bytes of this request are taken: where nobody but people with an account sends files, others have room for a form alone.

    Whether a session or a token is a true one, the app looks: what is kept away here is what anybody could send without asking.
    """
    path = scope.get("path", "")
    return limit_at(path) if path.startswith(ANYBODYS) or names_somebody(scope) else LIMIT


def names_somebody(scope: MutableMapping[str, Any]) -> bool:
    """Whether the request brings a session or a token."""
    headers: list[tuple[bytes, bytes]] = scope.get("headers", [])
    cookies = b"; ".join(value for name, value in headers if name == b"cookie").decode("latin-1")
    has_token = any(value for name, value in headers if name == b"authorization")
    return has_token or bool(parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME))


def announced(scope: MutableMapping[str, Any]) -> int:
    """What the header says of the body's size; 0 where it says nothing that can be read."""
    length = dict(scope.get("headers", [])).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def counted(receive: Receive, limit: int) -> Receive:
    """The same messages, until they are too many bytes."""
    seen = 0

    async def receive_counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise TooLarge
        return message

    return receive_counted


async def refuse(scope: MutableMapping[str, Any], send: Send, no: No) -> None:
    """The refusal, sent."""
    answer = refusal(scope, no)
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in answer.items()]
    await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": answer.content})


def refusal(scope: MutableMapping[str, Any], no: No) -> HttpResponse:
    """A page for people, a line for programs, with the headers that the settings give every answer."""
    request = ASGIRequest(scope, BytesIO())
    reads = "text/html" in request.headers.get("Accept", "")
    kind, body = ("text/html", no.page) if reads else ("text/plain", no.line)
    answer = HttpResponse(body, status=no.status, headers=no.headers, content_type=f"{kind}; charset=utf-8")
    answer["Cache-Control"], answer["Connection"] = "no-store", "close"
    for policy in POLICIES:
        policy(lambda _request: answer).process_response(request, answer)
    return answer
