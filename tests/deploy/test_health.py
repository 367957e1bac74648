"""Readiness: its status means database and migrations, and its body says what else is degraded."""

from errno import ENOSPC, ESTALE
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from consult.platform import faults
from deploy import cache as ours
from deploy import health
from deploy.cache import Outage
from deploy.services import free_port
from deploy.settings.parts import cache


@pytest.fixture(autouse=True)
def _nothing_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has just begun, on a machine with room."""
    monkeypatch.setattr(faults, "_seen", {})
    monkeypatch.setattr(ours, "outage", Outage())
    monkeypatch.setattr("deploy.health.shutil.disk_usage", lambda _folder: SimpleNamespace(free=10**12))


def asked() -> tuple[int, list[str]]:
    """Status and lines."""
    answer = Client().get("/health/ready")
    return answer.status_code, answer.content.decode().splitlines()


@pytest.mark.django_db
def test_where_nothing_is_wrong_it_is_one_word() -> None:
    assert asked() == (200, ["ready"])


@pytest.mark.django_db
def test_a_redis_that_is_away_is_told_and_takes_no_server_out(settings: Settings) -> None:
    settings.CACHES = {"default": cache(f"redis://127.0.0.1:{free_port()}/0")}

    status, lines = asked()

    assert (status, lines[0], len(lines)) == (200, "ready", 2)
    assert lines[1].startswith("redis: does not answer")


@pytest.mark.django_db
def test_a_disk_that_was_full_just_now_is_told_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    faults.noted(OSError(ENOSPC, "No space left on device"), where="/")
    assert asked() == (200, ["ready", "disk: full; what was sent 0 s ago was refused"])

    monkeypatch.setattr(faults, "monotonic", lambda: faults._seen[faults.Fault.FULL] + 61)
    assert asked() == (200, ["ready"])


@pytest.mark.django_db
def test_a_disk_with_little_room_is_told_before_it_is_full(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.FILES_ROOT = "/tmp"
    monkeypatch.setattr("deploy.health.shutil.disk_usage", lambda _folder: SimpleNamespace(free=3_000_000))

    status, lines = asked()

    assert (status, lines[:2]) == (200, ["ready", "disk: 3 MB left for files"])


@pytest.mark.django_db
def test_a_folder_that_cannot_be_asked_takes_no_server_out(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    def stale(_folder: object) -> None:
        raise OSError(ESTALE, "Stale file handle")

    settings.FILES_ROOT = "/tmp"
    monkeypatch.setattr("deploy.health.shutil.disk_usage", stale)

    status, lines = asked()

    assert (status, lines[:2]) == (200, ["ready", "disk: cannot be asked for files (Stale file handle)"])


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_not_ready_and_it_is_said_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(health, "MigrationExecutor", away)

    assert asked() == (503, ["no database (database.away)"])
