"""Which words a proposal takes out of a clause and which it puts in."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Final

WORD: Final = re.compile(r"\S+\s*|\s+")
MOST: Final = 20_000  # words of one side times words of the other, without those they begin and end with alike: some milliseconds


class Side(StrEnum):
    """Where a stretch of words stands."""

    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"


Stretches = Sequence[tuple[Side, str]]


def difference(before: str, after: str) -> Stretches:
    """The words of both, in reading order, what goes before what comes. White space alone makes no difference.

    Where the texts are too long to compare, all of `after` is new.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    said, says = [word.strip() for word in old], [word.strip() for word in new]
    head = alike(said, says)
    tail = alike(said[head:][::-1], says[head:][::-1])
    ends, end = len(old) - tail, len(new) - tail
    if (ends - head) * (end - head) > MOST:
        return [(Side.AFTER, after)]
    kept = [(at, at) for at in range(head)]
    kept += [(head + i, head + j) for i, j in common(said[head:ends], says[head:end])]
    kept += [(ends + at, end + at) for at in range(tail)]
    return list(stretches(old, new, kept))


def alike(some: Sequence[str], others: Sequence[str]) -> int:
    """How many words both begin with."""
    return next((at for at, (one, other) in enumerate(zip(some, others, strict=False)) if one != other), min(len(some), len(others)))


def common(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the most words that stand in both in the same order.

    A plain table: whatever the words are, it costs the words of the one times those of the other. Cleverer ways are faster
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


def lengths(old: Sequence[str], new: Sequence[str]) -> Sequence[Sequence[int]]:
    """How many words the ends of both have in common, by where these ends begin."""
    table = [[0] * (len(new) + 1)]
    for word in reversed(old):
        below, row, most = table[-1], [0] * (len(new) + 1), 0
        for j in range(len(new) - 1, -1, -1):
            most = row[j] = below[j + 1] + 1 if word == new[j] else max(most, below[j])
        table.append(row)
    return table[::-1]


def stretches(old: Sequence[str], new: Sequence[str], kept: Sequence[tuple[int, int]]) -> Iterator[tuple[Side, str]]:
    """The same from words, each with the white space after it, and the places of those that stay."""
    words: list[tuple[Side, str]] = []
    i = j = 0
    for at, to in (*kept, (len(old), len(new))):
        words += [(Side.BEFORE, word) for word in old[i:at]]
        words += [(Side.AFTER, word) for word in new[j:to]]
        words += [(Side.BOTH, word) for word in new[to : to + 1]]
        i, j = at + 1, to + 1
    for side, together in groupby(words, key=itemgetter(0)):
        yield side, "".join(word for _, word in together)
