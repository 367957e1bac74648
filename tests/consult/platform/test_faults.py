"""A database that is busy, away or full is told apart, by what its driver says; a mistake of ours is none of these."""

import sqlite3
from contextlib import closing
from errno import EACCES, EDQUOT, ENOSPC
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError, connection
from psycopg_pool import PoolTimeout

from consult.management.commands.work import patiently
from consult.platform import faults
from consult.platform.faults import LOST, Fault, fault_of


@pytest.fixture(autouse=True)
def _nothing_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has just begun."""
    monkeypatch.setattr(faults, "_seen", {})
    monkeypatch.setattr(faults, "_unreached", [])


def wrapped(cause: Exception, kind: type[DatabaseError] | type[InterfaceError] = OperationalError) -> Exception:
    """As Django raises it."""
    error = kind(*cause.args)
    error.__cause__ = cause
    return error


def of_state(state: str) -> Exception:
    """What PostgreSQL says with this SQLSTATE."""
    return wrapped(psycopg.errors.lookup(state)("said"))


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("53100", Fault.FULL),  # disk_full
        ("58030", Fault.FULL),  # io_error
        ("53300", Fault.BUSY),  # too_many_connections
        ("55P03", Fault.BUSY),  # lock_not_available
        ("40P01", Fault.BUSY),  # deadlock_detected
        ("57014", Fault.BUSY),  # query_canceled
        ("57P01", Fault.AWAY),  # admin_shutdown
        ("57P03", Fault.AWAY),  # cannot_connect_now
        ("08006", Fault.AWAY),  # connection_failure
        ("42P01", None),  # undefined_table
        ("23505", None),  # unique_violation
    ],
)
def test_what_postgresql_says_is_told_apart_by_its_sqlstate(state: str, fault: Fault | None) -> None:
    assert fault_of(of_state(state)) is fault


def test_a_full_file_of_sqlite_is_full_and_a_locked_one_busy(tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(tmp_path / "a.sqlite3", timeout=0)) as one,
        closing(sqlite3.connect(tmp_path / "a.sqlite3", timeout=0)) as two,
    ):
        one.execute("CREATE TABLE kept (text)")
        one.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError, match="full") as full:
            one.execute("INSERT INTO kept VALUES (zeroblob(100000))")
        one.rollback()
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked") as locked:
            two.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="no such table") as mistaken:
            one.execute("SELECT * FROM missing")

    found = [fault_of(wrapped(caught.value)) for caught in (full, locked, mistaken)]
    assert found == [Fault.FULL, Fault.BUSY, None]


def test_a_connection_that_is_lost_is_a_database_that_is_away() -> None:
    assert fault_of(wrapped(psycopg.OperationalError("the connection is lost"))) is Fault.AWAY
    assert fault_of(wrapped(psycopg.InterfaceError("closed"), InterfaceError)) is Fault.AWAY


def test_what_fails_once_more_on_the_way_out_is_known_by_what_failed_first() -> None:
    error = ProgrammingError("Cannot open a new connection in an atomic block.")
    error.__context__ = wrapped(psycopg.OperationalError("the connection is lost"))

    assert fault_of(error) is Fault.AWAY


def test_a_mistake_made_while_a_fault_is_handled_stays_a_mistake() -> None:
    error = ZeroDivisionError()
    error.__context__ = OperationalError("database is locked")

    assert fault_of(error) is None


@pytest.mark.parametrize(("number", "fault"), [(ENOSPC, Fault.FULL), (EDQUOT, Fault.FULL), (EACCES, None)])
def test_a_file_that_finds_no_room_is_a_full_disk(number: int, fault: Fault | None) -> None:
    assert fault_of(OSError(number, "said")) is fault


def test_who_waits_for_a_connection_in_vain_waits_for_others_or_for_the_database() -> None:
    assert fault_of(wrapped(PoolTimeout("waited"))) is Fault.BUSY

    faults.unreachable()

    assert fault_of(wrapped(PoolTimeout("waited"))) is Fault.AWAY


def test_who_waits_in_vain_during_an_outage_does_not_make_it_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(faults, "monotonic", lambda: now)
    assert faults.noted(of_state("57P01"), where="/k/pasar/") is Fault.AWAY
    now += LOST - 1
    assert faults.noted(wrapped(PoolTimeout("waited")), where="/k/pasar/") is Fault.AWAY

    now += 2

    assert faults.noted(wrapped(PoolTimeout("waited")), where="/k/pasar/") is Fault.BUSY


def test_a_full_disk_is_written_down_with_its_place_and_nothing_is_of_a_mistake(caplog: pytest.LogCaptureFixture) -> None:
    assert faults.noted(ZeroDivisionError(), where="/k/pasar/") is None
    assert faults.noted(OSError(ENOSPC, "No space left on device"), where="/k/pasar/") is Fault.FULL

    assert [record.getMessage() for record in caplog.records] == ["disk.full at /k/pasar/: [Errno 28] No space left on device"]
    assert faults.since(Fault.FULL) is not None
    assert faults.since(Fault.AWAY) is None


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_worker_waits_until_the_full_file_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def write() -> None:
        tries.append(1)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {1 if len(tries) < 3 else 1_000_000}")
            cursor.execute("PRAGMA freelist_count")  # pages that others left would take in what is written without a larger file
            free = cursor.fetchone()[0] * 4096
            cursor.execute(f"CREATE TABLE grown AS SELECT zeroblob({free + 1_000_000}) AS text")
            cursor.execute("DROP TABLE grown")

    monkeypatch.setattr("consult.management.commands.work.PAUSE", 0)
    patiently(write)

    assert len(tries) == 3
