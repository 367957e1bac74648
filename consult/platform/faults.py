"""What is the matter when a database or a disk does not do its work: busy, away or full. One table for pages, API, sockets and worker."""

import logging
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from errno import EDQUOT, ENOSPC
from time import monotonic
from typing import Final

import psycopg
from django.db import Error, OperationalError
from psycopg_pool import PoolTimeout


class Fault(StrEnum):
    """Each is the code of its sentence in errors.py."""

    BUSY = "database.busy"  # somebody else is at it; waiting helps
    AWAY = "database.away"  # it does not answer, or is being started
    FULL = "disk.full"  # it takes nothing more: no room is left, or the disk fails


RETRY_AFTER: Final[Mapping[Fault, int]] = {Fault.BUSY: 5, Fault.AWAY: 5, Fault.FULL: 60}  # seconds

STATES: Final[Mapping[str, Fault]] = {  # PostgreSQL's SQLSTATE, or how it begins; the longest that fits counts
    "08": Fault.AWAY,  # the connection
    "25006": Fault.AWAY,  # it is read only, as a standby is
    "40": Fault.BUSY,  # a deadlock, or two at once
    "53": Fault.BUSY,  # connections, memory
    "53100": Fault.FULL,
    "55P03": Fault.BUSY,  # a lock was waited for too long
    "57": Fault.AWAY,  # it stops, starts or recovers
    "57014": Fault.BUSY,  # a statement took too long
    "58": Fault.AWAY,
    "58030": Fault.FULL,  # the disk could not be read or written
}
CODES: Final[Mapping[int, Fault]] = {  # SQLite's primary result codes: https://www.sqlite.org/rescode.html
    5: Fault.BUSY,
    6: Fault.BUSY,
    8: Fault.AWAY,  # it may only be read
    10: Fault.FULL,  # "disk I/O error"
    13: Fault.FULL,  # "database or disk is full"
    14: Fault.AWAY,  # it cannot be opened
    15: Fault.BUSY,
}
NO_ROOM: Final[Collection[int]] = frozenset({ENOSPC, EDQUOT})
LOST: Final = 10.0  # seconds after a vain attempt to connect, in which who waits for a connection in vain waits for the database

_log = logging.getLogger(__name__)
_seen: Final[dict[Fault, float]] = {}  # in this process: when it was the last time
_unreached: Final[list[float]] = []  # … and when somebody tried in vain to connect


def fault_of(error: BaseException | None) -> Fault | None:
    """What is the matter, in this error or in those that it came from. None: nothing of this kind, so it is a mistake of ours."""
    return next(filter(None, map(_fault_alone, _with_causes(error))), None)


def noted(error: BaseException, *, where: str) -> Fault | None:
    """The same, written down: a line in the log, and for `since`."""
    fault = fault_of(error)
    if fault is not None:
        _seen[fault] = monotonic()
        if fault is Fault.AWAY and not any(isinstance(each, PoolTimeout) for each in _with_causes(error)):
            unreachable()
        _log.error("%s at %s: %s", fault.value, where, " ".join(str(error).split()) or type(error).__name__)
    return fault


def since(fault: Fault) -> float | None:
    """How many seconds ago it was noted in this process; None: never."""
    return monotonic() - _seen[fault] if fault in _seen else None


def unreachable(*_: object) -> None:
    """Somebody tried to connect in vain, or lost a connection. Who then waits for one in vain tells nothing new."""
    _unreached[:] = [monotonic()]


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came from. What was going on meanwhile counts for databases alone: they fail again at a rollback."""
    while error is not None:
        yield error
        error = error.__cause__ or (error.__context__ if isinstance(error, Error) else None)


def _fault_alone(error: BaseException) -> Fault | None:
    if isinstance(error, PoolTimeout):
        return Fault.AWAY if _unreached and monotonic() - _unreached[0] <= LOST else Fault.BUSY
    if isinstance(error, psycopg.Error):
        return _of_state(error)
    if isinstance(code := getattr(error, "sqlite_errorcode", None), int):
        return CODES.get(code & 0xFF)
    if isinstance(error, OSError):
        return Fault.FULL if error.errno in NO_ROOM else None
    if isinstance(error, OperationalError) and error.__cause__ is None:  # of a driver that says no more than this
        return Fault.BUSY if "locked" in str(error) else Fault.AWAY
    return None


def _of_state(error: psycopg.Error) -> Fault | None:
    """By its SQLSTATE; what has none and is about the connection happened on the way."""
    if error.sqlstate is None:
        return Fault.AWAY if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) else None
    return next((STATES[error.sqlstate[:length]] for length in (5, 2) if error.sqlstate[:length] in STATES), None)
