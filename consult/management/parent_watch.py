"""Ties a process to the one that started it: it ends when its standard input does, however the other ended."""

import os
import threading
from collections.abc import Callable


def when_input_ends(end: Callable[[], object]) -> None:
    """Call `end`, from a thread of its own, once standard input is closed. The starter holds the other end of the pipe."""
    threading.Thread(target=_wait, args=(end,), daemon=True).start()


def _wait(end: Callable[[], object]) -> None:
    os.read(0, 1)  # not sys.stdin: its lock would be held when the interpreter ends
    end()
