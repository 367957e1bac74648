"""How the cast speaks to the API: with a token, with a session, or as a stranger; and what is compared of an answer."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse
from rest_framework.test import APIClient

from consult.accounts.actions import give_token
from consult.accounts.rules import Scope
from tests.cast import Someone, moment

V1: Final = "/api/v1"
BACKEND: Final = "frontend.accounts.sign_in.CodeBackend"


class Client(APIClient):
    """DRF's, with JSON as what is sent."""

    def sends(self, path: str, body: object = None, *, key: str | None = None, method: str = "post", **headers: str) -> Any:
        """A request with a JSON body, under a key where one is given."""
        named = {**headers, **({"Idempotency-Key": key} if key is not None else {})}
        return getattr(self, method)(V1 + path, {} if body is None else body, format="json", headers=named)

    def sees(self, path: str, **headers: str) -> Any:
        """The JSON of a GET that is answered 200."""
        answer = self.get(V1 + path, headers=headers)
        assert answer.status_code == 200, answer.content
        return answer.json()


def program(one: Someone, *scopes: Scope) -> Client:
    """A program with a token of theirs, of all scopes unless some are named."""
    _token, secret = give_token(actor=one.viewer, name="Program", scopes=scopes or tuple(Scope), now=moment())
    client = Client()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def browser(one: Someone, *, checks_csrf: bool = False) -> Client:
    """A browser in which they are signed in."""
    client = Client(enforce_csrf_checks=checks_csrf)
    client.force_login(one.account, backend=BACKEND)
    return client


def stranger() -> Client:
    """Somebody who is not signed in."""
    return Client()


def problem(answer: HttpResponse, status: int) -> Mapping[str, Any]:
    """The problem that was answered with this status."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), answer.content
    found: Mapping[str, Any] = answer.json()  # type: ignore[attr-defined]
    assert found["status"] == status
    return found


def fields(answer: HttpResponse, status: int) -> dict[str, str]:
    """The code of each field that a problem names."""
    return {error["field"]: error["code"] for error in problem(answer, status)["errors"]}


def comparable(answer: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    """All that somebody could tell two answers apart by."""
    return answer.status_code, answer.content, dict(answer.headers)
