"""What two sequences have in common, in the same order, found with a bounded effort. Plain Python."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

Item = TypeVar("Item")

Pairs = list[tuple[int, int]]  # places in the one and in the other
AT_ONCE: Final = 40_000  # items of one stretch times those of the other, up to which a plain table is filled
ROWS: Final = (6, 3, 1)  # how many items in a row have to be unlike all others, for a cut: many first, since few may be so by chance


@dataclass
class Effort:
    """How much may still be done: about as many steps of some 0.1 µs. Whatever is asked, the answer comes in time."""

    left: int

    def spend(self, steps: int) -> bool:
        """Whether so much may be done; then it counts as done."""
        if steps > self.left:
            return False
        self.left -= steps
        return True


def common(old: Sequence[Item], new: Sequence[Item], effort: Effort) -> Pairs:
    """The places of what stands in both in the same order, rising in both.

    Short stretches are compared by a plain table, and give the most there is. Longer ones are first cut at what stands in each of
    both but once. Where that finds nothing, or the effort is spent, a stretch counts as wholly different.
    """
    pairs: Pairs = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        i, end, j, last = waiting.pop()
        head = alike(old[i:end], new[j:last])
        tail = alike(old[i + head : end][::-1], new[j + head : last][::-1])
        pairs += [(i + at, j + at) for at in range(head)] + [(end - at, last - at) for at in range(1, tail + 1)]
        i, end, j, last = i + head, end - tail, j + head, last - tail
        cells = (end - i) * (last - j)
        if 0 < cells <= AT_ONCE and effort.spend(cells):
            pairs += [(i + at, j + to) for at, to in longest(old[i:end], new[j:last])]
        elif cells > AT_ONCE and effort.spend(len(ROWS) * 8 * (end - i + last - j)):
            anchors = [(i + at, j + to) for at, to in anchors_in(old[i:end], new[j:last])]
            pairs += anchors
            waiting += gaps(anchors, (i, end, j, last)) if anchors else []
    return sorted(pairs)


def alike(some: Sequence[Item], others: Sequence[Item]) -> int:
    """How many items both begin with."""
    return next((at for at, (one, other) in enumerate(zip(some, others, strict=False)) if one != other), min(len(some), len(others)))


def gaps(anchors: Pairs, stretch: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches before, between and after the anchors of one."""
    i, end, j, last = stretch
    for at, to in [*anchors, (end, last)]:
        yield i, at, j, to
        i, j = at + 1, to + 1


def anchors_in(old: Sequence[Item], new: Sequence[Item]) -> Pairs:
    """Of what stands in each of both but once, the most that stands in the same order: many in a row, else single items."""
    for length in ROWS:
        once, once_too = (single(list(zip(*(items[at:] for at in range(length)), strict=False))) for items in (old, new))
        places = [(at, once_too[row]) for row, at in once.items() if row in once_too]
        if places:
            return rising(places)
    return []


def single(items: Sequence[Item]) -> dict[Item, int]:
    """What stands there but once, with its place, in order."""
    counted = Counter(items)
    return {item: at for at, item in enumerate(items) if counted[item] == 1}


def rising(places: Pairs) -> Pairs:
    """The most of these pairs, which rise in the first number, that rise in the second too."""
    ends: list[int] = []  # the smallest number that a row of each length can end with
    at_end: list[int] = []  # which pair that is
    before: list[int] = []
    for nth, (_at, to) in enumerate(places):
        length = bisect_left(ends, to)
        before.append(at_end[length - 1] if length else -1)
        ends[length : length + 1] = [to]
        at_end[length : length + 1] = [nth]
    row, nth = [], at_end[-1] if at_end else -1
    while nth >= 0:
        row.append(places[nth])
        nth = before[nth]
    return row[::-1]


def longest(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The places of the most items that stand in both in the same order.

    A plain table: whatever the items are, it costs those of the one times those of the other. Cleverer ways are faster
    with usual words, and many times slower with words that somebody chose for it.
    """
    table = lengths(old, new)
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1


def lengths(old: Sequence[Item], new: Sequence[Item]) -> Sequence[Sequence[int]]:
    """How many items the ends of both have in common, by where these ends begin."""
    table = [[0] * (len(new) + 1)]
    for item in reversed(old):
        below, row, most = table[-1], [0] * (len(new) + 1), 0
        for j in range(len(new) - 1, -1, -1):
            most = row[j] = below[j + 1] + 1 if item == new[j] else max(most, below[j])
        table.append(row)
    return table[::-1]
