"""Where in a text the words stand that somebody looked for, and a short stretch of it around them. Plain values, no markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consult.search.asking import Wanted
from consult.search.folding import WORD, roots_of

LENGTH: Final = 240  # characters of a stretch
BEFORE: Final = 60  # of them, before the first hit
CUT: Final = "…"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; pages escape it and mark it where it is a hit."""

    text: str
    is_hit: bool = False


def spans(text: str, wanted: Wanted) -> list[Span]:
    """From where to where each hit goes, in order; hits that touch are one."""
    found: list[Span] = []
    for start, end in sorted(each_span(text, wanted)):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def each_span(text: str, wanted: Wanted) -> Iterator[Span]:
    """The same for each term by itself."""
    said = [(root, word.span()) for word in WORD.finditer(text) for root in roots_of(word[0])]
    roots = [root for root, _ in said]
    for term in wanted.terms:
        for place in range(len(roots) - len(term) + 1):
            if roots[place] == term[0] and tuple(roots[place : place + len(term)]) == term:
                yield said[place][1][0], said[place + len(term) - 1][1][1]


def stretch(text: str, wanted: Wanted) -> list[Piece]:
    """The part of a text where most hits stand together, on one line, in pieces; its beginning where there is none."""
    line = " ".join(text.split())
    hits = spans(line, wanted)
    begin, end = bounds(line, hits)
    inside = [hit for hit in hits if begin <= hit[0] and hit[1] <= end]
    pieces = cut(line, begin, end, inside)
    return [*([Piece(CUT)] if begin else []), *pieces, *([Piece(CUT)] if end < len(line) else [])]


def bounds(line: str, hits: Sequence[Span]) -> Span:
    """Where the stretch begins and ends: between words, if there are any."""
    if len(line) <= LENGTH:
        return 0, len(line)
    starts = [start for start, _ in hits] or [0]
    best = max(starts, key=lambda start: (sum(start <= other < start + LENGTH - BEFORE for other in starts), -start))
    begin = max(0, min(best - BEFORE, len(line) - LENGTH))
    begin = line.find(" ", begin, best) + 1 or begin if begin else 0
    end = begin + LENGTH
    return (begin, len(line)) if end >= len(line) else (begin, max(line.rfind(" ", begin, end), begin) if " " in line[begin:end] else end)


def cut(line: str, begin: int, end: int, hits: Sequence[Span]) -> Iterator[Piece]:
    """The stretch in pieces, none of them empty."""
    for start, stop in hits:
        if begin < start:
            yield Piece(line[begin:start])
        yield Piece(line[start:stop], is_hit=True)
        begin = stop
    if begin < end:
        yield Piece(line[begin:end])
