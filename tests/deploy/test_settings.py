"""What the settings promise: durable databases, short waits, and a production that does not start half-configured."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from consult.discussion.models import Receipt
from deploy.settings.parts import cache, channel_layer, database
from tests.cast import Scene, Someone, moment

PRODUCTION: Final = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "rembuk.example",
    "PUBLIC_ADDRESS": "https://rembuk.example",
    "DATABASE_URL": "postgres://db.example/rembuk",
    "EMAIL_HOST": "mail.example",
    "DEFAULT_FROM_EMAIL": "Rembuk <rembuk@rembuk.example>",
}


def value_of(pragma: str) -> object:
    """What SQLite says of itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        return cursor.fetchone()[0]


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_writes_durably_and_checks_foreign_keys() -> None:
    assert value_of("journal_mode") == "wal"
    assert value_of("synchronous") == 2  # FULL
    assert value_of("foreign_keys") == 1
    assert value_of("busy_timeout") == 5_000


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_an_action_on_sqlite_takes_the_writers_place_from_its_start(lively: Scene, siti: Someone) -> None:
    with CaptureQueriesContext(connection) as captured:
        siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    assert captured.captured_queries[0]["sql"] == "BEGIN IMMEDIATE"


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_writes_durably_and_waits_five_seconds_for_a_lock() -> None:
    with connection.cursor() as cursor:
        found = {}
        for name in ("lock_timeout", "statement_timeout", "TimeZone"):
            cursor.execute(f"SHOW {name}")
            found[name] = cursor.fetchone()[0]
    assert found == {"lock_timeout": "5s", "statement_timeout": "1min", "TimeZone": "UTC"}
    options = database("postgres://db.example/rembuk")["OPTIONS"]
    assert "synchronous_commit" not in options["options"]
    assert options["pool"]["timeout"] < 5


@pytest.mark.django_db(transaction=True)
def test_a_row_that_points_nowhere_is_refused_by_either_database() -> None:
    with pytest.raises(IntegrityError):
        Receipt.objects.create(code="0123456789", submission_id="00000000-0000-4000-8000-000000000000", received_at=moment())


def test_an_address_chooses_the_database_the_cache_and_the_bell() -> None:
    assert database("sqlite:////tmp/a.sqlite3")["NAME"] == "/tmp/a.sqlite3"
    assert database("postgres://u:p@db.example:5433/rembuk")["PORT"] == 5433
    assert "locmem" in cache("")["BACKEND"]
    assert "InMemory" in channel_layer("")["BACKEND"]
    assert cache("redis://127.0.0.1/1")["LOCATION"] == "redis://127.0.0.1/1"
    assert "pubsub" in channel_layer("redis://127.0.0.1/1")["BACKEND"]


def started(environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Whether the production settings can be read in an environment that holds this and nothing else."""
    command = [sys.executable, "-c", "import deploy.settings.production"]
    bare = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(command, env=bare, cwd=settings.ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.sqlite
def test_production_starts_when_everything_is_said() -> None:
    assert started(PRODUCTION).returncode == 0


@pytest.mark.sqlite
@pytest.mark.parametrize("name", PRODUCTION)
def test_production_refuses_to_start_without_each_variable_and_names_it(name: str) -> None:
    for environment in ({key: value for key, value in PRODUCTION.items() if key != name}, {**PRODUCTION, name: ""}):
        done = started(environment)
        assert done.returncode != 0
        assert done.stderr.splitlines()[-1].endswith(f"Production needs these environment variables: {name}")


@pytest.mark.sqlite
def test_production_names_all_that_is_missing_at_once() -> None:
    last = started({}).stderr.splitlines()[-1]
    assert all(name in last for name in PRODUCTION)


@pytest.mark.sqlite
def test_the_test_database_is_a_file_that_threads_share() -> None:
    assert Path(str(connection.settings_dict["NAME"])).is_absolute()
