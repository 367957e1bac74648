"""The ayat, huruf and lines of a text, and which of one text are those of another. Plain Python."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from consult.text.sequences import AT_ONCE, Effort, Pairs, common, gaps

MARK: Final = re.compile(r"\(\d{1,3}[a-z]?\)|[a-z]{1,2}[.)]|\d{1,3}[a-z]?[.)]", re.IGNORECASE)
JOINS: Final = frozenset({"dan", "atau", "dan/atau", "and", "or", "and/or"})  # before the last of a list
ENDS: Final = (".", ";", ":", ",")
LEAST: Final = 0.4  # of the words have to be the same
LEAST_MARKED: Final = 0.2  # where the number is the same too


@dataclass(frozen=True)
class Passage:
    """A part of a text: its words from `start` to before `end`."""

    words: Sequence[str]
    start: int
    end: int

    @property
    def said(self) -> Sequence[str]:
        """Its words."""
        return self.words[self.start : self.end]

    @property
    def mark(self) -> str:
        """Its number: `(2)`, `a.`; nothing where it has none."""
        first = self.words[self.start]
        return first if MARK.fullmatch(first) else ""

    @cached_property
    def counted(self) -> Counter[str]:
        """How often it has which word, but for its number."""
        return Counter(self.said[1:] if self.mark else self.said)

    def likeness(self, other: "Passage") -> float:
        """How much of both is the same, from 0 to 1, a little more where the number is; 0 where that is too little."""
        size = self.counted.total() + other.counted.total()
        share = 2 * (self.counted & other.counted).total() / size if size else 1.0
        marked = bool(self.mark) and self.mark == other.mark
        return share + marked / 10 if share >= (LEAST_MARKED if marked else LEAST) else 0.0


def passages(words: Sequence[str], breaks: Sequence[bool]) -> list[Passage]:
    """The parts of a text. One begins at a new line, and at a number after the end of what stands before it.

    Args:
        breaks: of each word, whether a line ends after it.
    """
    starts = [at for at in range(len(words)) if at == 0 or breaks[at - 1] or begins(words, at)]
    return [Passage(words, start, end) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)] if words else []


def begins(words: Sequence[str], at: int) -> bool:
    """Whether the word there is the number of a part that stands in the line of the part before."""
    before = words[at - 1]
    return bool(MARK.fullmatch(words[at])) and (before.endswith(ENDS) or before.casefold() in JOINS)


def paired(old: Sequence[Passage], new: Sequence[Passage], effort: Effort) -> Pairs:
    """Which part of the one text is which of the other, both in order: the same ones first, between them those most alike."""
    same = common([tuple(part.said) for part in old], [tuple(part.said) for part in new], effort)
    pairs = list(same)
    for i, end, j, last in gaps(same, (0, len(old), 0, len(new))):
        pairs += [(i + at, j + to) for at, to in most_alike(old[i:end], new[j:last], effort)]
    return sorted(pairs)


def most_alike(old: Sequence[Passage], new: Sequence[Passage], effort: Effort) -> Iterator[tuple[int, int]]:
    """The pairs of parts, in order, that are most alike together; where these are too many to try, those with the same number."""
    size = sum(part.end - part.start for part in old) * len(new) + sum(part.end - part.start for part in new) * len(old)
    if len(old) * len(new) > AT_ONCE or not effort.spend(size):
        numbers = common([part.mark for part in old], [part.mark for part in new], effort)
        yield from ((i, j) for i, j in numbers if old[i].mark)
        return
    likeness = [[one.likeness(other) for other in new] for one in old]
    best = best_of(likeness, width=len(new))
    i = j = 0
    while i < len(old) and j < len(new):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def best_of(likeness: Sequence[Sequence[float]], *, width: int) -> Sequence[Sequence[float]]:
    """How alike the ends of both can be at most, by where these ends begin."""
    table = [[0.0] * (width + 1)]
    for row in reversed(likeness):
        below, best = table[-1], [0.0] * (width + 1)
        for j in range(width - 1, -1, -1):
            best[j] = max(best[j + 1], below[j], below[j + 1] + row[j] if row[j] else 0.0)
        table.append(best)
    return table[::-1]
