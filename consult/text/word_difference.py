"""Which words a proposal takes out of a clause and which it puts in: part by part, then word by word."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Final

from consult.text.passages import paired, passages
from consult.text.sequences import Effort, Pairs, common

WORD: Final = re.compile(r"\S*[^\W\d_]{3}(?=[.,;:?!]+(?:\s|$))|\S+\s*|\s+")  # what ends a clause or a line is no part of its last word
MOST: Final = 1_000_000  # steps: at most some tenths of a second, whatever the texts are


class Side(StrEnum):
    """Where a stretch of words stands."""

    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"


Stretches = Sequence[tuple[Side, str]]


def difference(before: str, after: str) -> Stretches:
    """The words of both, in reading order, what goes before what comes. White space alone makes no difference.

    An ayat, huruf or line is compared with the one that it was: words never pair across parts. Where the texts are too long to be
    compared in time, what could not be looked at counts as taken out and put in.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    return list(stretches(old, new, kept(old, new)))


def kept(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """The places of the words that stay; each word has the white space after it."""
    said, says = [word.strip() for word in old], [word.strip() for word in new]
    effort = Effort(MOST)
    parts, parts_now = passages(said, ["\n" in word for word in old]), passages(says, ["\n" in word for word in new])
    if min(len(parts), len(parts_now)) <= 1:
        return common(said, says, effort)
    pairs: Pairs = []
    for i, j in paired(parts, parts_now, effort):
        part, now = parts[i], parts_now[j]
        pairs += [(part.start + at, now.start + to) for at, to in common(part.said, now.said, effort)]
    return pairs


def stretches(old: Sequence[str], new: Sequence[str], kept: Sequence[tuple[int, int]]) -> Iterator[tuple[Side, str]]:
    """The same from words, each with the white space after it, and the places of those that stay."""
    words: list[tuple[Side, str]] = []
    i = j = 0
    for at, to in (*kept, (len(old), len(new))):
        apart = " " if i and old[i - 1][-1].isspace() and not new[j - 1][-1].isspace() else ""  # what stays lost the space behind it
        words += [(Side.BEFORE, f"{apart if n == i else ''}{old[n]}") for n in range(i, at)]
        words += [(Side.AFTER, word) for word in new[j:to]]
        words += [(Side.BOTH, word) for word in new[to : to + 1]]
        i, j = at + 1, to + 1
    joined = [(side, "".join(word for _, word in together)) for side, together in groupby(words, key=itemgetter(0))]
    for (side, said), (_, says) in zip(joined, [*joined[1:], (Side.BOTH, "")], strict=True):
        ends_alike = side is Side.BEFORE and said.endswith("\n") and says.endswith("\n")
        yield side, f"{said.rstrip()} " if ends_alike else said  # the line ends once, after what came in its place


def marked(found: Stretches) -> Stretches:
    """The same to be marked: the white space around what was taken out or put in stands beside it, so that nobody sees it coloured."""
    apart: list[tuple[Side, str]] = []
    for side, said in found:
        words = said.strip()
        start = said.find(words) if words else len(said)
        apart += (Side.BOTH, said[:start]), (side, words), (Side.BOTH, said[start + len(words) :])
    full = [(side, words) for side, words in apart if words]
    return [(side, "".join(words for _, words in together)) for side, together in groupby(full, key=itemgetter(0))]
