"""No body over the limit gets past the door; the app behind it never sees it."""

import asyncio
import re
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from deploy.body_limit import BRINGING, LIMIT, TooLarge, limit_at, within_limits

COMPOSE = Path(__file__).parents[2] / "deploy" / "compose.yaml"
Messages = list[dict[str, Any]]


async def reads_all(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """An application that takes the whole body and answers 200."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})


def status_of(chunks: list[bytes], headers: list[tuple[bytes, bytes]], path: str = "/") -> int:
    """With which status the door answers a body that comes in pieces."""
    return int(answers(chunks, headers, path)[0]["status"])


def told(chunks: list[bytes], headers: list[tuple[bytes, bytes]]) -> bytes:
    """What it says."""
    return bytes(answers(chunks, headers)[1]["body"])


def answers(chunks: list[bytes], headers: list[tuple[bytes, bytes]], path: str = "/") -> Messages:
    """All that it sends."""
    waiting: Messages = [{"type": "http.request", "body": chunk, "more_body": n + 1 < len(chunks)} for n, chunk in enumerate(chunks)]
    sent: Messages = []

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "scheme": "https", "headers": headers}
    asyncio.run(within_limits(reads_all)(scope, receive, send))
    return sent


@pytest.mark.parametrize("length", [str(LIMIT + 1), "9" * 30])
def test_a_body_that_says_it_is_too_large_is_refused_unread(length: str) -> None:
    assert status_of([], [(b"content-length", length.encode())]) == 413


@pytest.mark.parametrize("headers", [[], [(b"content-length", b"12")], [(b"content-length", b"much")]])
def test_a_body_that_turns_out_too_large_is_cut_off(headers: list[tuple[bytes, bytes]]) -> None:
    assert status_of([b"x" * LIMIT, b"x", b"x"], headers) == 413


def test_people_read_a_page_about_it_and_programs_a_line() -> None:
    too_long = (b"content-length", str(LIMIT + 1).encode())

    assert b"<h1>" in told([], [too_long, (b"accept", b"text/html,*/*")])
    assert told([], [too_long, (b"accept", b"*/*")]) == b"The request is too large.\n"


@pytest.mark.parametrize("accepted", [b"text/html,*/*", b"*/*"])
def test_what_is_refused_at_the_door_has_the_headers_of_every_answer(client: Client, settings: Settings, accepted: bytes) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    [start, _body] = answers([], [(b"content-length", str(LIMIT + 1).encode()), (b"accept", accepted)])
    said = {name.decode(): value.decode() for name, value in start["headers"]}
    inside = client.get("/health/live", secure=True)

    policies = ["Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"]
    for name in [*policies, "Strict-Transport-Security", "Cross-Origin-Opener-Policy"]:
        assert said[name.lower()] == inside[name], name
    assert said["cache-control"] == "no-store"


SESSION = (b"cookie", f"csrftoken=a; {configured.SESSION_COOKIE_NAME}=b".encode())
WHERE_FILES_GO = {
    "/desk/pasar-pagi/import/": 51_000_000,
    "/desk/pasar-pagi/supporting/": 50_000_000,
    "/k/pasar-pagi/letter/": 25_000_000,
    "/k/pasar-pagi/letter/order/": 25_000_000,
    "/api/v1/consultations/pasar-pagi/attachments/": 10_000_000,
    "/api/v1/drafts/": 51_000_000,
}


@pytest.mark.parametrize("path", WHERE_FILES_GO)
def test_where_files_are_sent_to_there_is_room_for_them_and_for_the_rest_of_the_form(path: str) -> None:
    assert WHERE_FILES_GO[path] < limit_at(path) < WHERE_FILES_GO[path] + 2_000_000
    assert set(map(limit_at, WHERE_FILES_GO)) == set(BRINGING.values())


@pytest.mark.parametrize("path", ["/desk/a/importing/", "/k/a/letter/x/", "/desk/a/import", "/x/desk/a/import/", "/k/a/b/letter/"])
def test_elsewhere_there_is_room_for_a_form_alone(path: str) -> None:
    assert limit_at(path) == LIMIT


def test_a_body_within_the_limit_gets_through() -> None:
    assert status_of([b"x" * (LIMIT - 1), b"x"], [(b"content-length", str(LIMIT).encode())]) == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/desk/pasar-malam/import/", 200),
        ("/desk/pasar-malam/import/x", 413),
        ("/desk/a/b/import/", 413),
        ("/desk/pasar-malam/queue/", 413),
        ("/api/v1/draft/", 413),
    ],
)
def test_only_the_address_that_takes_drafts_takes_a_larger_body(path: str, status: int) -> None:
    assert status_of([b"x"], [SESSION, (b"content-length", str(LIMIT + 1).encode())], path) == status


@pytest.mark.parametrize("path", WHERE_FILES_GO)
def test_where_files_are_sent_to_there_is_a_limit_too(path: str) -> None:
    most = limit_at(path)

    assert status_of([b"x"], [SESSION, (b"content-length", str(most).encode())], path) == 200
    assert status_of([b"x"], [SESSION, (b"content-length", str(most + 1).encode())], path) == 413


STRANGERS: dict[str, list[tuple[bytes, bytes]]] = {
    "nothing": [],
    "another cookie": [(b"cookie", b"csrftoken=a")],
    "a session without a key": [(b"cookie", SESSION[1][:-1])],
}


@pytest.mark.parametrize("what", STRANGERS)
@pytest.mark.parametrize("path", WHERE_FILES_GO)
def test_without_a_session_or_a_token_there_is_room_for_files_with_a_letter_alone(path: str, what: str) -> None:
    status = status_of([b"x"], [*STRANGERS[what], (b"content-length", str(LIMIT + 1).encode())], path)

    assert status == (200 if path.startswith("/k/") else 413)


def test_a_program_sends_files_with_its_token() -> None:
    headers = [(b"authorization", b"Bearer c"), (b"content-length", b"9000000")]

    assert status_of([b"x"], headers, "/api/v1/consultations/pasar-pagi/attachments/") == 200


def test_what_is_being_sent_has_a_limit_on_the_disk_of_a_container() -> None:
    assert re.search(r'tmpfs: \["/tmp:size=\d+m"\]', COMPOSE.read_text())


@pytest.mark.parametrize(("length", "broken"), [(LIMIT, OSError), (LIMIT + 1, TooLarge)])
def test_an_answer_that_has_begun_breaks_off_and_none_begins_behind_it(length: int, broken: type[Exception]) -> None:
    async def begins(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await receive()
        raise OSError(ENOSPC, "No space left on device")

    sent: Messages = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"x" * length}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "scheme": "https", "headers": []}
    with pytest.raises(broken):
        asyncio.run(within_limits(begins)(scope, receive, send))

    assert len(sent) == 1


def test_a_body_for_which_the_disk_has_no_room_is_refused_plainly_in_both_languages() -> None:
    async def full(scope: dict[str, Any], receive: Any, send: Any) -> None:
        raise OSError(ENOSPC, "No space left on device")

    sent: Messages = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "scheme": "https", "headers": [(b"accept", b"text/html")]}
    asyncio.run(within_limits(full)(scope, None, send))

    assert sent[0]["status"] == 503
    assert (b"retry-after", b"60") in sent[0]["headers"]
    assert b"penuh" in sent[1]["body"]
    assert b"no room left" in sent[1]["body"]
