"""Real threads that start at the same instant, each with a database connection of its own that it gives back."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Final, TypeVar

from django.db import connections

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
