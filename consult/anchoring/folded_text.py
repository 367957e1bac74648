"""A text with white space and typographic quotation marks folded, for comparing; places in it lead back to the true text."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from consult.anchoring.quotes import Span

MARKS: Final = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′`´", "'")})
SPACE: Final = re.compile(r"\s+")
WORD: Final = re.compile(r"\w+|[^\w\s]")  # a comma that comes or goes leaves the word before it as it was


def folded(text: str) -> str:
    """Each run of white space as one blank, each quotation mark as a plain one."""
    return SPACE.sub(" ", text).translate(MARKS)


@dataclass(frozen=True, slots=True)
class Words:
    """The words and signs of a folded text, each with where it begins and ends, in order."""

    said: list[str]
    begin: list[int]
    end: list[int]

    def within(self, span: Span) -> range:
        """Which of them stand in that stretch, wholly or in part."""
        return range(bisect_right(self.end, span.start), max(bisect_right(self.begin, span.end - 1), 0))


@dataclass(frozen=True)
class Text:
    """The text of a clause, folded once."""

    true: str

    @cached_property
    def folded(self) -> str:
        """As it is compared."""
        return folded(self.true)

    @cached_property
    def words(self) -> Words:
        """The words of the folded text."""
        found = [(match[0], match.start(), match.end()) for match in WORD.finditer(self.folded)]
        return Words([said for said, _, _ in found], [begin for _, begin, _ in found], [end for _, _, end in found])

    @cached_property
    def lost(self) -> tuple[list[int], list[int]]:
        """After which place of the folded text how many characters have been left out so far."""
        after, sums, total = [0], [0], 0
        for run in SPACE.finditer(self.true):
            if run.end() - run.start() > 1:
                after.append(run.start() - total + 1)
                total += run.end() - run.start() - 1
                sums.append(total)
        return after, sums

    def place(self, at: int) -> int:
        """Where the character at that place of the folded text stands in the true one."""
        after, sums = self.lost
        return at + sums[bisect_right(after, at) - 1]

    def span(self, span: Span) -> Span:
        """Where a stretch of the folded text, of one character at least, stands in the true one."""
        return Span(self.place(span.start), self.place(span.end - 1) + 1)


def joins(text: str, at: int) -> bool:
    """Whether the characters before and after that place belong to one word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def standing(exact: str, text: str, *, most: int) -> list[Span]:
    """Where `exact` stands in a folded text, as many times as `most`, from the first on; places may overlap."""
    found: list[Span] = []
    at = text.find(exact) if exact else -1
    while at >= 0 and len(found) < most:
        found.append(Span(at, at + len(exact)))
        at = text.find(exact, at + 1)
    return found
