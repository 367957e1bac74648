"""The bars of a result: a picture of the table beside it."""

from dataclasses import dataclass
from typing import Final

from consult.polls.explanation.drawings.svg import fitting, lines
from consult.polls.queries import Result

LINE: Final = 18  # from one line of a label to the next, in the pictures' own units
FOOT: Final = 14  # of the first line
WIDE, WIDE_LABEL = 340, 200  # the longest bar of the wide picture, and the room before it
NARROW, NARROW_LABEL = 250, 328  # the same of the narrow one, where the label stands above; all else stands in `polls/result.html`


@dataclass(frozen=True)
class Row:
    """One option in one picture: where its line begins, what its label says at which height, how long its bar is and at which height."""

    y: int
    label: tuple[tuple[int, str], ...]
    length: str
    bar: int


@dataclass(frozen=True)
class Bar:
    """One option in both pictures, and whether it won."""

    votes: int
    won: bool
    wide: Row
    narrow: Row


@dataclass(frozen=True)
class Bars:
    """All of them, and how high each picture is."""

    rows: tuple[Bar, ...]
    height: int
    narrow_height: int


def bars(result: Result) -> Bars:
    """The bars, the longest as wide as there is room. Labels take as many lines as they need."""
    most = max((votes for _option, votes in result.rows), default=0) or 1
    rows: list[Bar] = []
    height = narrow_height = 0
    for option, votes in result.rows:
        beside, above = label(option.title, WIDE_LABEL), label(option.title, NARROW_LABEL)
        wide = Row(height, beside, f"{WIDE * votes / most:.1f}", 2)
        narrow = Row(narrow_height, above, f"{NARROW * votes / most:.1f}", LINE * len(above) + 2)
        rows.append(Bar(votes, option.title in result.winners, wide, narrow))
        height += LINE * len(beside) + 4
        narrow_height += LINE * len(above) + 24
    return Bars(tuple(rows), height, narrow_height)


def label(title: str, room: float) -> tuple[tuple[int, str], ...]:
    """The title in lines, each with where its foot is; a single word that is longer than the room is cut."""
    return tuple((FOOT + LINE * n, fitting(line, room)) for n, line in enumerate(lines(title, room)))
