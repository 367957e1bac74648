"""Finds what may begin a clause: cuts lines into pieces and reads the mark at the head of a piece."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.documents.parsing.lines import Line
from consult.documents.parsing.numbers import NUMERALS, Value
from consult.documents.parsing.profile import Mark, Opening, Profile


class Origin(StrEnum):
    """Where a piece of text stood: at the head of a line, inside one, or directly behind a mark."""

    LINE = "line"
    GLUED = "glued"
    LED = "led"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line that may begin a clause. `following` is the next line of the file; `begins`: a paragraph begins with it."""

    text: str
    line: int
    origin: Origin
    begins: bool = False
    following: str = ""

    @property
    def start(self) -> str:
        """Its first words, for a warning."""
        return self.text[:40].rstrip()

    def behind(self, rest: str) -> "Piece":
        """What stands behind the mark of this piece."""
        return Piece(rest, self.line, Origin.LED)


@dataclass(frozen=True, slots=True)
class Found:
    """A mark that was read: what it says and what stands behind it."""

    mark: Mark
    number: str
    value: Value
    printed: str
    rest: str


def pieces(lines: Sequence[Line], profile: Profile) -> Iterator[Piece]:
    """The lines in order, cut wherever something may begin inside one."""
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        ends = [cut.start() for cut in profile.cuts.finditer(line.text)]
        starts = [0, *(end for end in ends if end)]
        for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True):
            text = line.text[start:end].rstrip()
            if start:
                yield Piece(text, line.number, Origin.GLUED)
            else:
                last = end == len(line.text)
                yield Piece(text, line.number, Origin.LINE, line.begins, after.text if after and last else "")


def opening_of(text: str, place: str, profile: Profile) -> Opening | None:
    """The opening that `text` begins with where the reading stands in `place`."""
    return next((o for o in profile.openings if place in o.after and o.pattern.match(text)), None)


def marks_of(text: str, place: str, profile: Profile) -> list[Found]:
    """Every way to read the head of `text` as a mark: `i.` may be a letter and a Roman one."""
    found: list[Found] = []
    for mark in profile.marks:
        if (match := mark.pattern.match(text)) and (not mark.within or place in mark.within):
            value = NUMERALS[mark.numerals](match["number"])
            found += [Found(mark, match["number"], value, match[0].strip(), text[match.end() :].strip())] if value else []
    return found
