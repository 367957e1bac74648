"""One idea of a bar, for every picture of figures: stretches one after the other, each as long as what it counts. Plain values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Stretch:
    """A part of a bar: what it stands for, where it begins, and how long it is."""

    name: str
    start: float
    length: float


def stretches(parts: Iterable[tuple[str, int]], *, length: float, gap: float = 0) -> Iterator[Stretch]:
    """The parts that count anything, in their order, `gap` apart and together `length` long. A bar of nothing has none."""
    present = [(name, n) for name, n in parts if n]
    room = length - gap * max(len(present) - 1, 0)
    total, start = sum(n for _name, n in present), 0.0
    for name, n in present:
        long = room * n / total
        yield Stretch(name, start, long)
        start += long + gap
