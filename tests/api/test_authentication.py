"""Who is asking: sessions with their CSRF token, personal tokens with their scopes, and nobody."""

from datetime import timedelta

import pytest

from consult.accounts.actions import give_token, take_token
from consult.accounts.models import Token
from consult.accounts.rules import TOKEN_LIFE, Scope
from tests.api.clients import V1, Client, browser, problem, program, stranger
from tests.cast import Scene, Someone, moment

SAID = {"text": "Pasal 4 memberatkan pedagang kecil."}


def bearer(secret: str) -> Client:
    """A program with this secret."""
    client = Client()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("secret", ["", "nonsense", "rembuk_" + "x" * 43, "ü"])
def test_a_token_that_nobody_gave_is_refused_even_for_public_things(secret: str) -> None:
    answered = bearer(secret).get(V1 + "/consultations/")

    assert problem(answered, 401)["code"] == "request.credentials"
    assert answered["WWW-Authenticate"].startswith("Bearer ")


def test_a_token_that_was_taken_back_is_refused(consultation: Scene, siti: Someone) -> None:
    client = program(siti)
    take_token(actor=siti.viewer, token_id=Token.objects.get().pk)

    problem(client.get(V1 + "/consultations/"), 401)


def test_a_token_that_has_run_out_is_refused(siti: Someone) -> None:
    _token, secret = give_token(actor=siti.viewer, name="Old", scopes=Scope, now=moment() - TOKEN_LIFE - timedelta(seconds=1))

    problem(bearer(secret).get(V1 + "/consultations/"), 401)


def test_a_token_of_a_closed_account_is_refused(siti: Someone) -> None:
    client = program(siti)
    account = siti.account
    account.is_active = False
    account.save()

    problem(client.get(V1 + "/consultations/"), 401)


def test_the_word_bearer_may_be_written_in_any_case(siti: Someone) -> None:
    _token, secret = give_token(actor=siti.viewer, name="Program", scopes=Scope, now=moment())

    assert stranger().get(V1 + "/consultations/", headers={"Authorization": f"bearer {secret}"}).status_code == 200


def test_another_scheme_than_bearer_counts_as_no_credentials(consultation: Scene) -> None:
    assert stranger().get(V1 + "/consultations/", headers={"Authorization": "Basic eDp5"}).status_code == 200


@pytest.mark.parametrize(
    ("scope", "method", "path"),
    [
        (Scope.READ, "get", "/consultations/"),
        (Scope.READ, "get", "/record/{slug}/"),
        (Scope.WRITE, "post", "/clauses/{clause}/posts/"),
        (Scope.WRITE, "patch", "/posts/{clause}/"),
        (Scope.WRITE, "post", "/posts/{clause}/withdrawal/"),
        (Scope.MODERATE, "get", "/moderation/{slug}/queue/"),
        (Scope.MODERATE, "post", "/posts/{clause}/decisions/"),
        (Scope.MANAGE, "post", "/consultations/{slug}/opening/"),
        (Scope.MANAGE, "post", "/consultations/{slug}/closing/"),
        (Scope.MANAGE, "post", "/consultations/{slug}/revisions/1/publication/"),
    ],
)
def test_a_token_without_the_scope_of_an_address_is_refused(
    consultation: Scene, ratna: Someone, scope: Scope, method: str, path: str
) -> None:
    others = [other for other in Scope if other is not scope]
    address = path.format(slug=consultation.row.slug, clause=consultation.clause("Pasal 4"))

    assert problem(program(ratna, *others).sends(address, method=method), 403)["code"] == "token.scope"
    answered = program(ratna, scope).sends(address, method=method)
    assert answered.status_code < 400 or answered.json()["code"] != "token.scope"


def test_a_session_reads_what_its_person_may_read(consultation: Scene, budi: Someone) -> None:
    assert browser(budi).sees("/moderation/pasar-pagi/queue/")["results"] == []


def test_a_session_writes_only_with_its_csrf_token(consultation: Scene, siti: Someone) -> None:
    client = browser(siti, checks_csrf=True)
    address = f"/clauses/{consultation.clause('Pasal 4')}/posts/"

    assert problem(client.sends(address, SAID), 403)["code"] == "request.forbidden"
    client.cookies["csrftoken"] = "a" * 32
    assert client.sends(address, SAID, **{"X-CSRFToken": "a" * 32}).status_code == 201


def test_a_token_needs_no_csrf_token_and_counts_before_a_session(consultation: Scene, siti: Someone, budi: Someone) -> None:
    client = browser(budi, checks_csrf=True)
    _token, secret = give_token(actor=siti.viewer, name="Program", scopes=Scope, now=moment())

    answered = client.sends(f"/clauses/{consultation.clause('Pasal 4')}/posts/", SAID, Authorization=f"Bearer {secret}")

    assert answered.status_code == 201


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/clauses/{clause}/posts/"),
        ("get", "/moderation/{slug}/queue/"),
        ("post", "/consultations/{slug}/opening/"),
        ("post", "/consultations/{slug}/closing/"),
        ("post", "/consultations/{slug}/revisions/1/publication/"),
    ],
)
def test_a_visitor_is_asked_to_sign_in_where_that_would_help(consultation: Scene, method: str, path: str) -> None:
    address = path.format(slug=consultation.row.slug, clause=consultation.clause("Pasal 4"))

    answered = stranger().sends(address, SAID if "posts" in path else {}, method=method)

    if method == "get":
        answered = stranger().get(V1 + address)
    assert problem(answered, 401)["code"] == "request.sign_in"
