"""How far a long command has come, for whoever watches it in a terminal."""

from collections.abc import Iterable, Iterator, Sized
from time import monotonic
from typing import Final, Protocol, TextIO, TypeVar

Thing = TypeVar("Thing", covariant=True)
PATIENCE: Final = 2.0  # seconds in which nothing is said
AGAIN: Final = 0.2  # seconds from one word to the next
WIDE: Final = 30


class Counted(Sized, Iterable[Thing], Protocol[Thing]):
    """Things whose number is known."""


def watched(things: Counted[Thing], *, on: TextIO) -> Iterator[Thing]:
    """Each of them, with a bar where they take longer than two seconds and somebody watches."""
    told, every = monotonic() + PATIENCE, len(things)
    has_told = False
    for number, thing in enumerate(things):
        if on.isatty() and monotonic() >= told:
            on.write(f"\r{'█' * (WIDE * number // every):░<{WIDE}} {number} / {every}")
            on.flush()
            told, has_told = monotonic() + AGAIN, True
        yield thing
    if has_told:
        on.write(f"\r{'█' * WIDE} {every} / {every}\n")
