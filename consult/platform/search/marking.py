"""Where in a text the words stand that somebody looked for, and a short stretch of it around them. Plain values, no markup."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from consult.platform.search.asking import Term, Wanted
from consult.text.folding import PLAIN, WORD, fold, may_have, root_of, roots_of

LENGTH: Final = 240  # characters of a stretch
BEFORE: Final = 60  # of them, before the first hit
CUT: Final = "…"
SCANNED: Final = 20_000  # characters of a text that are looked through: all of a contribution, and the beginning of the longest clauses
MOST_HITS: Final = 2_000  # in it
MOST_STEMMED: Final = 60  # words in it whose roots are looked for, at up to 1 ms: of what people write, a few are like the one sought
NONE: Final = "-"  # the root of no word

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; pages escape it and mark it where it is a hit."""

    text: str
    is_hit: bool = False


def spans(text: str, wanted: Wanted) -> list[Span]:
    """From where to where each hit goes, in order; hits that touch are one."""
    found: list[Span] = []
    for start, end in islice(each_span(text, wanted), MOST_HITS):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def each_span(text: str, wanted: Wanted) -> Iterator[Span]:
    """The same for each term by itself, in the order of their beginnings."""
    by_first: dict[str, list[Term]] = {}
    for term in wanted.terms:
        by_first.setdefault(term[0], []).append(term)
    rooted = rooted_among({root for term in wanted.terms for root in term})
    said = [(root, word.span()) for word in WORD.finditer(text) for root in roots_of(word[0], rooted)]
    for place, (first, (start, _end)) in enumerate(said):
        for term in by_first.get(first, ()):
            found = said[place : place + len(term)]
            if tuple(root for root, _span in found) == term:
                yield start, found[-1][1][1]


def rooted_among(sought: Collection[str]) -> Callable[[str], str]:
    """What gives the root of a word that may have one of those sought, and `NONE` for others.

    Most words are told by their letters alone; of the rest so many are stemmed as there can be in what people write.
    """
    known: dict[str, str] = {}
    stemmed: set[str] = set()

    def rooted(word: str) -> str:
        if word not in known:
            known[word] = root_of(word) if is_looked_at(fold(word)) else NONE
        return known[word]

    def is_looked_at(folded: str) -> bool:
        if not PLAIN.fullmatch(folded):
            return True  # of another script, and not stemmed
        if len(stemmed) < MOST_STEMMED and any(may_have(folded, root) for root in sought):
            stemmed.add(folded)
        return folded in stemmed

    return rooted


def stretch(text: str, wanted: Wanted) -> list[Piece]:
    """The part of a text where most hits stand together, on one line, in pieces; its beginning where there is none."""
    line = " ".join(text[:SCANNED].split())
    hits = spans(line, wanted)
    begin, end = bounds(line, hits)
    inside = [hit for hit in hits if begin <= hit[0] and hit[1] <= end]
    pieces = cut(line, begin, end, inside)
    goes_on = end < len(line) or len(text) > SCANNED
    return [*([Piece(CUT)] if begin else []), *pieces, *([Piece(CUT)] if goes_on else [])]


def bounds(line: str, hits: Sequence[Span]) -> Span:
    """Where the stretch begins and ends: between words, if there are any."""
    if len(line) <= LENGTH:
        return 0, len(line)
    best = densest([start for start, _ in hits] or [0])
    begin = max(0, min(best - BEFORE, len(line) - LENGTH))
    begin = line.find(" ", begin, best) + 1 or begin if begin else 0
    end = begin + LENGTH
    return (begin, len(line)) if end >= len(line) else (begin, max(line.rfind(" ", begin, end), begin) if " " in line[begin:end] else end)


def densest(starts: Sequence[int]) -> int:
    """The first of the beginnings, which stand in order, that most others follow within the stretch. Each is looked at twice at most."""
    best, most, after = starts[0], 0, 0
    for place, start in enumerate(starts):
        while after < len(starts) and starts[after] < start + LENGTH - BEFORE:
            after += 1
        if after - place > most:
            best, most = start, after - place
    return best


def cut(line: str, begin: int, end: int, hits: Sequence[Span]) -> Iterator[Piece]:
    """The stretch in pieces, none of them empty."""
    for start, stop in hits:
        if begin < start:
            yield Piece(line[begin:start])
        yield Piece(line[start:stop], is_hit=True)
        begin = stop
    if begin < end:
        yield Piece(line[begin:end])
