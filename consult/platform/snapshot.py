"""Reading many things as they were at one instant, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def at_one_instant() -> Iterator[None]:
    """All that is read inside is from the same instant: that of the first query. Nobody waits for it, and nothing is written in it.

    Inside a transaction that has begun already it changes nothing, and what is read is as that transaction sees it.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with deferred(), transaction.atomic():
            yield


@contextmanager
def deferred() -> Iterator[None]:
    """On SQLite, transactions begin as readers: in WAL they see one instant and hold up no writer."""
    connection.ensure_connection()  # the mode is read from the settings when the connection is made
    usual = connection.transaction_mode  # type: ignore[attr-defined]
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]
