"""Finds what may begin a clause: cuts lines into pieces and reads the mark at the head of a piece."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Final

from consult.formats.outline.lines import Line
from consult.formats.outline.printed_numbers import NUMERALS, Value
from consult.formats.traditions.profile import Mark, Opening, Profile

_FEWEST: Final = 2  # headings, for them to be the rule
_APART: Final = re.compile(r"(?<=[0-9]) (?=[A-Za-z](?: |$))")  # `§ 4 k` is cited as § 4k


class Origin(StrEnum):
    """Where a piece of text stood: at the head of a line, inside one, or directly behind a mark."""

    LINE = "line"
    GLUED = "glued"
    LED = "led"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line that may begin a clause.

    begins: a paragraph begins with it. ends: one ends with it. following: the next line of the file.
    level, numbered: as those of `Line`, for the piece at the head of one.
    """

    text: str
    line: int
    origin: Origin
    begins: bool = False
    ends: bool = False
    following: str = ""
    level: int = 0
    numbered: int = 0

    @property
    def start(self) -> str:
        """Its first words, for a warning."""
        return self.text[:40].rstrip()

    def behind(self, rest: str) -> "Piece":
        """What stands behind the mark of this piece."""
        return replace(self, text=rest, origin=Origin.LED, begins=False, numbered=0)


@dataclass(frozen=True, slots=True)
class Found:
    """A mark that was read: what it says and what stands behind it. `last` differs from `value` where it is a range."""

    mark: Mark
    number: str
    value: Value
    last: Value
    printed: str
    rest: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks that are read in one text. `any_head` matches where one of `heads` does, and sooner says that none does."""

    heads: tuple[Mark, ...]
    items: tuple[Mark, ...]
    any_head: re.Pattern[str]

    def head_at(self, text: str, at: int = 0) -> Mark | None:
        """The first head that can be read there."""
        if not self.any_head.match(text, at):
            return None
        return next((mark for mark in self.heads if mark.pattern.match(text, at)), None)

    def read(self, text: str, place: str) -> list[Found]:
        """Every way to read the head of `text` as a mark: `i.` may be a letter and a Roman one."""
        marks = (*self.heads, *self.items) if self.any_head.match(text) else self.items
        matches = ((mark, mark.pattern.match(text)) for mark in marks if not mark.within or place in mark.within)
        return [found for mark, match in matches if match and (found := _found(mark, match, text))]


def marks_in(lines: Sequence[Line], profile: Profile) -> Marks:
    """The marks that are read in a text: those of its tradition, but the ones that yield to others in it."""
    yielded = {mark.yields_to for mark in profile.marks if mark.yields_to}
    stronger = [mark for mark in profile.marks if mark.style in yielded]
    seen = {mark.style for mark in stronger if any(mark.pattern.match(line.text) for line in lines)}
    blocks = [opening for opening in profile.openings if opening.name in yielded]
    seen.update(block.name for block in blocks if any(block.pattern.match(line.text) for line in lines))
    marks = [mark for mark in profile.marks if mark.yields_to not in seen]
    heads = tuple(mark for mark in marks if mark.is_head)
    return Marks(heads, tuple(mark for mark in marks if not mark.is_head), _any_of(tuple(mark.pattern.pattern for mark in heads)))


def headed_kinds(lines: Sequence[Line], marks: Marks) -> frozenset[str]:
    """The kinds whose heads the file marks as headings; a line that it does not mark so only mentions one."""
    if not any(line.level for line in lines):
        return frozenset()
    begun = ((marks.head_at(line.text), line.level > 0) for line in lines)
    seen = Counter((mark.kind, is_heading) for mark, is_heading in begun if mark)
    kinds = {kind for kind, _ in seen}
    return frozenset(kind for kind in kinds if seen[kind, True] >= _FEWEST and 2 * seen[kind, True] >= seen[kind, False])


def pieces(lines: Sequence[Line], profile: Profile) -> Iterator[Piece]:
    """The lines in order, cut wherever something may begin inside one."""
    apart = any(line.begins for line in lines[1:])  # else every line is a paragraph
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        ends = not apart or after is None or after.begins
        cuts = [cut.start() for cut in profile.cuts.finditer(line.text) if cut.start()]
        following = after.text if after and not cuts else ""
        first = line.text[: cuts[0]].rstrip() if cuts else line.text
        yield Piece(first, line.number, Origin.LINE, line.begins, ends and not cuts, following, line.level, line.numbered)
        for start, end in pairwise([*cuts, len(line.text)]):
            yield Piece(line.text[start:end].rstrip(), line.number, Origin.GLUED, ends=ends and end == len(line.text))


def opening_of(text: str, place: str, profile: Profile) -> Opening | None:
    """The opening that `text` begins with where the reading stands in `place`."""
    return next((o for o in profile.openings if place in o.after and o.pattern.match(text)), None)


def _found(mark: Mark, match: re.Match[str], text: str) -> Found | None:
    said, read = match.groupdict(), NUMERALS[mark.numerals]
    value = read(said.get("first") or match["number"])
    last = read(said["last"]) if said.get("last") else value
    if not value or not last:
        return None
    return Found(mark, _APART.sub("", match["number"]), value, last, match[0].strip(), text[match.end() :].strip(), bool(said.get("quote")))


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that matches where one of these does; as it reads nothing, its groups need no names."""
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns) or "(?!)")
