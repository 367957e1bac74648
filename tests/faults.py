"""A fault at any one statement of an action, for tests that say: all of it or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from unittest.mock import patch

from django.db import OperationalError, connection, connections

from tests.tables import contents


class Injected(OperationalError):
    """The fault."""


@contextmanager
def failing_at(number: int) -> Iterator[None]:
    """The statement with this number, counted from here, fails."""
    numbers = count(1)

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if next(numbers) == number:
            raise Injected(sql)
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


@contextmanager
def failing_at_commit() -> Iterator[None]:
    """Every statement is done, and then the transaction is not committed."""
    with patch.object(connections["default"], "_commit", side_effect=Injected("COMMIT")):
        yield


def all_or_nothing(act: Callable[[], object]) -> int:
    """Do `act` with a fault at its first statement, then at its second and so on, then at its commit, and at last without one.

    After each fault every table has to hold what it held before. Gives the number of statements.
    """
    before = contents()
    with failing_at_commit():
        assert failed(act), "the commit did not fail"
    assert contents() == before, "something is left after a fault at the commit"
    for number in count(1):
        with failing_at(number):
            went_wrong = failed(act)
        if not went_wrong:
            return number - 1
        assert contents() == before, f"something is left after a fault at statement {number}"
    raise AssertionError


def failed(act: Callable[[], object]) -> bool:
    """Whether the fault came through to whoever called."""
    try:
        act()
    except Injected:
        return True
    return False
