"""Services start on free ports, come back after a kill, and leave nothing behind."""

import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from deploy.services import PostgreSQL, running


@pytest.fixture
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """As on a machine whose environment names no service."""
    for name in ("DATABASE_URL", "REDIS_URL", "REMBUK_SERVICES"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.fixture
def postgresql() -> Iterator[PostgreSQL]:
    """A server of the test's own, in a folder that PostgreSQL's user can reach."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o755)
        server = PostgreSQL(Path(name) / "postgresql", durable=True)
        server.start()
        yield server
        server.stop()


def answers(url: str) -> bool:
    """Whether something listens there."""
    address = urlsplit(url)
    try:
        socket.create_connection((address.hostname or "", address.port or 0), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.mark.postgresql
def test_a_killed_postgresql_comes_back_on_its_port_with_what_was_committed(postgresql: PostgreSQL) -> None:
    with psycopg.connect(postgresql.url) as connection:
        connection.execute("create table kept as select 1 as one")

    postgresql.stop(signal.SIGKILL)
    assert not answers(postgresql.url)
    postgresql.start()

    with psycopg.connect(postgresql.url) as connection:
        assert connection.execute("select one from kept").fetchone() == (1,)


@pytest.mark.postgresql
@pytest.mark.redis
@pytest.mark.parametrize("source", ["", "wheels"])
def test_services_answer_while_they_are_needed_and_are_gone_after(nothing_given: pytest.MonkeyPatch, source: str) -> None:
    nothing_given.setenv("REMBUK_SERVICES", source)
    with running() as variables:
        urls = [variables["DATABASE_URL"], variables["REDIS_URL"]]
        assert all(map(answers, urls))
    assert not any(map(answers, urls))


def test_what_the_environment_names_is_used_as_it_is(nothing_given: pytest.MonkeyPatch) -> None:
    given = {"DATABASE_URL": "postgres://elsewhere.example/rembuk", "REDIS_URL": "redis://elsewhere.example/3"}
    for name, url in given.items():
        nothing_given.setenv(name, url)
    with running() as variables:
        assert {name: variables[name] for name in given} == given


def test_an_address_of_sqlite_is_no_postgresql(nothing_given: pytest.MonkeyPatch) -> None:
    nothing_given.setenv("REMBUK_SERVICES", "none")
    nothing_given.setenv("DATABASE_URL", "sqlite:////tmp/some.sqlite3")
    with running() as variables:
        assert "DATABASE_URL" not in variables


def test_what_is_missing_comes_with_its_reason(nothing_given: pytest.MonkeyPatch) -> None:
    nothing_given.setenv("REMBUK_SERVICES", "none")
    with running() as variables:
        assert variables == {
            "REMBUK_WITHOUT_NGINX": "there is no nginx among what REMBUK_SERVICES=none allows",
            "REMBUK_WITHOUT_BROWSER": "there is no Chromium among what REMBUK_SERVICES=none allows",
            "REMBUK_WITHOUT_POSTGRESQL": "there is no PostgreSQL among what REMBUK_SERVICES=none allows",
            "REMBUK_WITHOUT_REDIS": "there is no Redis among what REMBUK_SERVICES=none allows",
        }
