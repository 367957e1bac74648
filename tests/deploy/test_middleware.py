"""Where the database has no hand free, a plain 503 says so, also when the session is kept at the end; who takes a cookie away."""

import logging
from errno import ENOSPC
from typing import Final

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from psycopg_pool import PoolTimeout

from tests.cast import Scene, Someone
from tests.trials.served import database


@pytest.mark.parametrize("error", [OperationalError("database is locked"), PoolTimeout("no connection")])
def test_a_session_that_cannot_be_kept_is_a_plain_503(lively: Scene, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(SessionStore, "save", refuse)

    answer = Client().post("/sign-in/", {"email": "baru@example.org"})

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "headers", "taken"),
    [
        ("/k/pasar-ramai/clauses/{clause}/", {}, True),
        ("/k/pasar-ramai/clauses/{clause}/", {"HX-Request": "true"}, False),
        ("/api/v1/clauses/{clause}/posts/", {}, False),
    ],
)
def test_what_is_asked_beside_a_page_leaves_the_cookie_of_an_ended_session(
    lively: Scene, siti: Someone, path: str, headers: dict[str, str], taken: bool
) -> None:
    client = Client()
    client.force_login(siti.account)
    Session.objects.all().delete()

    answer = client.get(path.format(clause=lively.clause("Pasal 3")), headers=headers)

    assert answer.status_code == 200
    assert (settings.SESSION_COOKIE_NAME in answer.cookies) is taken


def test_whoever_was_writing_finds_their_words_on_the_page_of_a_busy_server(
    lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    client = Client()
    client.force_login(siti.account)
    monkeypatch.setattr("frontend.discussion.writing.send_post.submit_post", refuse)

    answer = client.post(f"/k/pasar-ramai/clauses/{lively.clause('Pasal 3')}/", {"text": "Lapak <perlu> atap.", "stance": "support"})

    assert answer.status_code == 503
    assert "Lapak &lt;perlu&gt; atap." in answer.content.decode()


def test_every_answer_carries_the_policy_and_may_not_be_framed(lively: Scene, siti: Someone) -> None:
    for path in ("/", "/help", "/tidak-ada/", "/static/naskah.css", "/health/live", "/api/v1/consultations/", "/api/nothing/"):
        answer = Client().get(path)

        assert "default-src 'none'" in answer["Content-Security-Policy"], path
        for close in answer._resource_closers:  # type: ignore[attr-defined]  # the file of a static answer; closing the answer would close the test's database
            close()
        assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff"), path


def test_a_team_member_finds_their_desk_on_their_own_page(consultation: Scene, budi: Someone, siti: Someone) -> None:
    desk = f"/desk/{consultation.row.slug}/"
    for who, there in ((budi, True), (siti, False)):
        client = Client()
        client.force_login(who.account)

        assert (desk in client.get("/me/").content.decode()) is there


@pytest.mark.parametrize("host", ["asing.example", "a" * 5_000, "../@x y", "127.0.0.1:99x\u00e9"])
def test_a_foreign_host_is_a_plain_400_and_one_line_in_the_log(host: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = Client().get("/", headers={"Host": host})

    [record] = caplog.records
    line = logging.Formatter("{levelname} {name}: {message}", style="{").format(record)
    assert (answer.status_code, "<h1>" in answer.content.decode()) == (400, True)
    assert line.startswith("WARNING django.security.DisallowedHost: Invalid HTTP_HOST header: ")
    assert "\n" not in line
    assert len(line) < 300


AWAY: Final = OperationalError("the connection is closed")
TRIES: Final = 8
CUT: Final = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
FULL: Final = OSError(ENOSPC, "No space left on device")


@pytest.mark.parametrize(("error", "says", "wait"), [(AWAY, "One moment, please", "5"), (FULL, "There is no room left just now", "60")])
def test_a_database_that_is_away_and_a_full_disk_are_each_told_as_what_they_are(
    lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch, error: Exception, says: str, wait: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    client = Client(headers={"Accept-Language": "en"})
    client.force_login(siti.account)
    monkeypatch.setattr("frontend.discussion.writing.send_post.submit_post", refuse)

    answer = client.post(f"/k/pasar-ramai/clauses/{lively.clause('Pasal 3')}/", {"text": "Lapak <perlu> atap.", "stance": "support"})

    said = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, wait)
    assert f"<h1>{says}</h1>" in said
    assert "Lapak &lt;perlu&gt; atap." in said
    assert "Many people" not in said


@pytest.mark.parametrize(("path", "kind"), [("/", "text/html"), ("/api/v1/consultations/", "application/problem+json")])
def test_what_fails_outside_of_any_view_is_a_plain_503_too(monkeypatch: pytest.MonkeyPatch, path: str, kind: str) -> None:
    def fail(*_: object) -> None:
        raise AWAY

    monkeypatch.setattr("deploy.middleware.address_of", fail)

    answer = Client(raise_request_exception=False).get(path)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"].startswith(kind)


def test_a_mistake_outside_of_any_view_stays_a_page_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("deploy.middleware.address_of", fail)

    assert Client(raise_request_exception=False).get("/").status_code == 500


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_connections_that_a_restart_has_cut_are_thrown_away_and_nobody_is_handed_one(caplog: pytest.LogCaptureFixture) -> None:
    connection.ensure_connection()
    connection.close()  # into the pool
    with psycopg.connect(database()) as another:
        another.execute(CUT)

    statuses = [Client().get("/").status_code]
    while statuses[-1] != 200 and len(statuses) < TRIES:  # a machine with much other work may need some seconds for a new one
        statuses.append(Client().get("/").status_code)

    assert statuses[-1] == 200
    assert "database.away" not in caplog.text  # as it is said of one that was cut
