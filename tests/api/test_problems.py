"""What a no of the domain, of Django or of DRF looks like from outside."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.utils import translation
from psycopg_pool import PoolTimeout
from rest_framework import exceptions

from api.problems import DESCRIPTIONS, answer
from api.request_bodies import misread
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from tests.api.clients import V1, problem, stranger
from tests.cast import Scene

SIGNED_IN = SimpleNamespace(user=object(), method="POST", path="/", content_type="text/plain")
VISITOR = SimpleNamespace(user=None, method="POST", path="/", content_type="text/plain")


def answered(exc: Exception, request: Any = SIGNED_IN) -> Any:
    """The answer to an exception."""
    return answer(exc, {"request": request})


@pytest.mark.parametrize(
    ("exc", "status", "code"),
    [
        (misread("text", "input.required"), 400, "input.required"),
        (SuspiciousOperation(), 400, "request.malformed"),
        (exceptions.ParseError(), 400, "request.malformed"),
        (exceptions.AuthenticationFailed(), 401, "request.credentials"),
        (NotAllowed(), 403, "not_allowed"),
        (NotAllowed("token.scope", scope="write"), 403, "token.scope"),
        (PermissionDenied(), 403, "request.forbidden"),
        (exceptions.PermissionDenied("CSRF Failed"), 403, "request.forbidden"),
        (NotFound(), 404, "not_found"),
        (Http404(), 404, "not_found"),
        (exceptions.NotFound(), 404, "not_found"),
        (exceptions.MethodNotAllowed("POST"), 405, "request.method"),
        (NotPossible("draft.published"), 409, "draft.published"),
        (exceptions.UnsupportedMediaType("text/plain"), 415, "request.media_type"),
        (BadInput("post.empty", field="text"), 422, "post.empty"),
        (NotPossible("limit.reached", retry_after=61, minutes=2), 429, "limit.reached"),
        (OperationalError("database is locked"), 503, "database.busy"),
        (PoolTimeout(), 503, "database.busy"),
    ],
)
def test_each_no_has_its_status_its_code_and_a_sentence(exc: Exception, status: int, code: str) -> None:
    found = answered(exc)

    assert (found.status_code, found.data["status"], found.data["code"]) == (status, status, code)
    assert found.content_type == "application/problem+json"
    assert found.data["type"] == f"/api/docs/#problem-{code}"
    assert found.data["title"]
    assert found.data["detail"]


def test_a_visitor_who_may_not_is_asked_to_sign_in() -> None:
    found = answered(NotAllowed(), VISITOR)

    assert (found.status_code, found["WWW-Authenticate"]) == (401, 'Bearer realm="Rembuk"')


def test_a_scope_too_small_is_named_in_the_challenge() -> None:
    challenge = answered(NotAllowed("token.scope", scope="moderate"))["WWW-Authenticate"]

    assert challenge == 'Bearer realm="Rembuk", error="insufficient_scope", scope="moderate"'


@pytest.mark.parametrize(("exc", "seconds"), [(NotPossible("limit.reached", retry_after=61, minutes=2), "61"), (OperationalError(), "5")])
def test_where_waiting_helps_it_is_said_how_long(exc: Exception, seconds: str) -> None:
    assert answered(exc)["Retry-After"] == seconds


def test_bad_input_names_the_field_beside_the_sentence() -> None:
    found = answered(BadInput("post.too_long", field="text", length=10_001, limit=10_000))

    assert found.data["errors"] == [{"field": "text", "code": "post.too_long", "message": found.data["detail"]}]


def test_a_fault_of_ours_is_noted_down_and_told_without_details(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ZeroDivisionError("a secret")
    except ZeroDivisionError as error:
        found = answered(error)

    assert (found.status_code, found.data["code"]) == (500, "request.failed")
    assert "secret" not in str(found.data)
    assert "ZeroDivisionError" in caplog.text


def test_the_sentence_is_in_the_language_that_was_asked_for() -> None:
    said = []
    for language in ("en", "id"):
        with translation.override(language):
            said.append(answered(NotFound()).data["title"])

    assert said[0] == said[1] == "Not Found"


def test_every_status_that_a_problem_has_is_described() -> None:
    assert {400, 401, 403, 404, 409, 415, 422, 429, 503} == set(DESCRIPTIONS)


@pytest.mark.parametrize("path", ["/api/", "/api/v2/", "/api/v1/nope/", "/api/v1/posts/5/", "/api/v1/consultations", "/api/%00/"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_an_unknown_address_is_a_problem_and_no_page(path: str, method: str) -> None:
    assert problem(getattr(stranger(), method)(path), 404)["code"] == "not_found"


@pytest.mark.django_db
def test_a_method_that_an_address_does_not_take_is_refused_with_the_others_named() -> None:
    answered = stranger().delete(V1 + "/consultations/")

    assert problem(answered, 405)["code"] == "request.method"
    assert answered["Allow"] == "GET, HEAD, OPTIONS"


def test_a_busy_database_is_answered_with_a_plain_503(monkeypatch: pytest.MonkeyPatch, consultation: Scene) -> None:
    def locked(**_given: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("api.consultations.consultations.visible_consultations", locked)

    answered = stranger().get(V1 + "/consultations/")

    assert problem(answered, 503)["code"] == "database.busy"
    assert answered["Retry-After"] == "5"


def test_an_unforeseen_fault_is_still_answered_as_a_problem(monkeypatch: pytest.MonkeyPatch, consultation: Scene) -> None:
    def broken(**_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("api.consultations.consultations.visible_consultations", broken)
    client = stranger()
    client.raise_request_exception = False

    assert problem(client.get(V1 + "/consultations/"), 500)["code"] == "request.failed"
