"""What is announced after a commit, and who listens. A listener that fails harms nobody: readers catch up by number."""

import logging
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Final

from django.db import transaction

Listener = Callable[..., None]

_log = logging.getLogger(__name__)
_listeners: Final[defaultdict[str, list[Listener]]] = defaultdict(list)


def listen(kind: str, function: Listener) -> None:
    """Call `function(**facts)` for each announcement of `kind`. Called once, from an AppConfig."""
    if function not in _listeners[kind]:
        _listeners[kind].append(function)


def announce(kind: str, **facts: object) -> None:
    """Tell the listeners of `kind` after the commit of the present transaction; never if it is rolled back."""
    transaction.on_commit(partial(_ring, kind, facts))


def _ring(kind: str, facts: dict[str, object]) -> None:
    for function in _listeners[kind]:
        try:
            function(**facts)
        except Exception:  # what was committed stands, whoever fails to hear of it
            _log.exception("A listener of %s failed", kind)
