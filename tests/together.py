"""Real threads that start at the same instant, each with a database connection of its own that it gives back."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from threading import Barrier
from typing import Any, Final, TypeVar

from django.db import connection, connections

Given = TypeVar("Given")

PATIENCE: Final = 30.0  # seconds that the first waits for the last


def together(acts: Sequence[Callable[[], Given]]) -> list[Given | Exception]:
    """Do all at once; what each gave or raised, in order."""
    start = Barrier(len(acts))

    def do(act: Callable[[], Given]) -> Given | Exception:
        start.wait(PATIENCE)
        try:
            return act()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


@contextmanager
def meanwhile(act: Callable[[], object], *, before: int) -> Iterator[None]:
    """Somebody else does `act`, wholly, before the statement with that number, counted from here."""
    numbers = count(1)

    def execute(run: Callable[..., Any], *given: Any) -> Any:
        if next(numbers) == before:
            [answer] = together([act])
            assert not isinstance(answer, Exception), answer
        return run(*given)

    with connection.execute_wrapper(execute):
        yield
