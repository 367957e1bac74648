"""Which stretch of a text is most like some words, found in bounded time."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from consult.anchoring.folded_text import Text, Words
from consult.anchoring.quotes import Span

SHORT: Final = 64  # characters: up to one machine word, letters are compared along the whole text in milliseconds


def likeness(some: str, others: str) -> float:
    """How much of both is the same, letter by letter, from 0 to 1 (normalised indel similarity)."""
    return fuzz.ratio(some, others) / 100


def most_like(sought: Text, text: Text) -> Span | None:
    """The stretch of the folded text, of whole words, that is most like `sought`: short ones by letters, longer ones by words."""
    if not sought.words.said or not text.words.said:
        return None
    return by_letters(sought.folded, text) if len(sought.folded) <= SHORT else by_words(sought.words.said, text.words)


def by_letters(sought: str, text: Text) -> Span | None:
    """The best partial alignment, widened or narrowed to whole words."""
    found = fuzz.partial_ratio_alignment(sought, text.folded)
    if found is None or len(text.folded) < len(sought):
        return whole_words(Span(0, len(text.folded)), text.words)
    return whole_words(Span(found.dest_start, found.dest_end), text.words)


def whole_words(span: Span, words: Words) -> Span | None:
    """The words that stand in a stretch by half or more."""
    inside = words.within(span)
    lying = [n for n in inside if 2 * (min(words.end[n], span.end) - max(words.begin[n], span.start)) >= words.end[n] - words.begin[n]]
    return Span(words.begin[lying[0]], words.end[lying[-1]]) if lying else None


def by_words(sought: Sequence[str], words: Words) -> Span | None:
    """Where most of the words stand within as many, from the first to the last of those in the same order."""
    size = len(sought)
    at = densest(sought, words.said)
    start, end = max(at - size // 2, 0), min(at + size + size // 2, len(words.said))  # what has come between pulls them apart
    same = [code for code in LCSseq.opcodes(sought, words.said[start:end]) if code.tag == "equal"]
    rows = held_together([(start + code.dest_start, start + code.dest_end) for code in same])
    return Span(words.begin[rows[0][0]], words.end[rows[-1][1] - 1]) if rows else None


def held_together(rows: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Without the outermost rows of words that stand farther from the next than they are long: those meet by chance."""
    first, last = 0, len(rows)
    while last - first > 1 and rows[first + 1][0] - rows[first][1] > rows[first][1] - rows[first][0]:
        first += 1
    while last - first > 1 and rows[last - 1][0] - rows[last - 2][1] > rows[last - 1][1] - rows[last - 1][0]:
        last -= 1
    return rows[first:last]


def densest(sought: Sequence[str], said: Sequence[str]) -> int:
    """Where the stretch, as long as what is sought, begins that shares most words with it; the first of several."""
    wanted, size = Counter(sought), len(sought)
    shared = most = best = 0
    for at, word in enumerate(said):
        wanted[word] -= 1
        shared += wanted[word] >= 0
        if at >= size:
            wanted[said[at - size]] += 1
            shared -= wanted[said[at - size]] > 0
        if shared > most:
            most, best = shared, max(at - size + 1, 0)
    return best
