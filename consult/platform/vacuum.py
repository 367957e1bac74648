"""Writing tables anew, so that what was deleted from them is gone from the files of the database as well.

A database that deletes or overwrites a row only marks the old one as free; its bytes lie in the file until something takes the place.
"""

from collections.abc import Callable, Sequence
from time import monotonic, sleep
from typing import Final

from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

PATIENCE: Final = 5.0  # seconds for what began before to end
NEXT_TRANSACTION: Final = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
OLDER: Final = """
    SELECT pg_snapshot_xmin(pg_current_snapshot()) < %(since)s::xid8
        OR EXISTS (
            SELECT FROM pg_stat_activity
            WHERE pid <> pg_backend_pid() AND (datid IS NULL OR datname = current_database())
              AND age(backend_xmin) > age(%(since)s::xid8::xid)
        )
        OR EXISTS (SELECT FROM pg_replication_slots WHERE greatest(age(xmin), age(catalog_xmin)) > age(%(since)s::xid8::xid))
"""  # in any database, since whoever looks now does not see what it does; then who still sees what stood here, a replica included


class InUse(BlockingIOError):
    """Somebody is at work in the tables. A job tries it until it is done: what was deleted lies in the files until then."""


def rewrite(models: Sequence[type[Model]], *, first: Callable[[], None] | None = None) -> None:
    """Write the tables anew: of PostgreSQL each of them, of SQLite the file, since it has only one. It can be done at any time again.

    Args:
        first: what has to be done on SQLite before, once deleting overwrites.

    Raises:
        InUse: they could not be had for oneself in time, somebody still sees what was there before, or a transaction is under way here.
    """
    if connection.in_atomic_block:
        raise InUse("a transaction is under way")
    try:
        if connection.vendor == "postgresql":
            rewrite_tables([model._meta.db_table for model in models])
        else:
            rewrite_file(first)
    except OperationalError as error:
        raise InUse(str(error)) from error


def rewrite_tables(tables: Sequence[str]) -> None:
    """PostgreSQL: each table with its indexes into new files, and what the planner had learnt of the values likewise."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # a large table takes its time; waiting for the lock has a limit of its own
        try:
            outlast(cursor)
            for table in tables:
                cursor.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(table)}")
            cursor.execute("VACUUM (FULL) pg_catalog.pg_statistic")  # most common values of columns stand here, word for word
        finally:
            cursor.execute("RESET statement_timeout")


def outlast(cursor: CursorWrapper) -> None:
    """Wait until nobody sees any more what was deleted before now: PostgreSQL would copy it for them into the new file.

    Raises:
        InUse: somebody still does.
    """
    cursor.execute(NEXT_TRANSACTION)
    (since,) = cursor.fetchone()
    given_up = monotonic() + PATIENCE
    while goes_back(cursor, since):
        if monotonic() > given_up:
            raise InUse("a transaction that began before is still under way")
        sleep(0.05)  # there is nothing to wait on: a transaction's end rings no bell for others


def goes_back(cursor: CursorWrapper, since: str) -> bool:
    """Whether somebody still sees what stood there before that transaction."""
    cursor.execute(OLDER, {"since": since})
    (found,) = cursor.fetchone()
    return bool(found)


def rewrite_file(first: Callable[[], None] | None) -> None:
    """SQLite: the whole file, what is freed on the way overwritten, and the log that led there cut to nothing."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
        if first is not None:
            first()
        cursor.execute("VACUUM")
        busy, *_pages = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise InUse("somebody reads what was there before")
