"""The pictures of what came in: a column for each day, week or month and a line for each clause, in the stretches of the report's bars."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from consult.reports.arrivals import Arrivals, Arrived, ClauseArrivals, Span
from consult.reports.bars import Stretch, stretches

LONG: Final = 100  # a bar from end to end; all in the picture's own units
STEP: Final = 10  # from one column to the next, of which eight are the column
LEAST: Final = 14  # columns that there is room for: few are not drawn as broad as doors
FIRST: Final = 8  # clauses that the desk names
FILLS: Final = {"replies": "indigo", "unshown": "hair"}  # what is no stance


@dataclass(frozen=True)
class Part:
    """A stretch of a bar: its colour, where it begins from above or from the left, and how long it is."""

    fill: str
    at: str
    long: str


@dataclass(frozen=True)
class Column:
    """What came in within a span of time."""

    span: Span
    x: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Line:
    """What came in on a clause."""

    clause: ClauseArrivals
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Picture:
    """All columns with how wide the picture is, and the lines of the most discussed clauses."""

    columns: tuple[Column, ...]
    width: int
    lines: tuple[Line, ...]


def picture(came: Arrivals) -> Picture:
    """The columns, the busiest as high as there is room, and the lines."""
    columns = tuple(Column(span, STEP * n, standing(span.posts, most=came.busiest)) for n, span in enumerate(came.spans))
    return Picture(columns, STEP * max(len(columns), LEAST), lines(came.most_discussed[:FIRST], came))


def lines(clauses: Iterable[ClauseArrivals], came: Arrivals) -> tuple[Line, ...]:
    """A line for each of these clauses, as long beside the longest of all as what came in on it."""
    most = max((one.posts.received for one in came.clauses), default=0)
    return tuple(Line(one, lying(one.posts, most=most)) for one in clauses)


def standing(posts: Arrived, *, most: int) -> tuple[Part, ...]:
    """The stretches of a column, from the ground up."""
    return tuple(part(one, LONG - one.start - one.length) for one in bar(posts, most=most))


def lying(posts: Arrived, *, most: int) -> tuple[Part, ...]:
    """The stretches of a line, from the left."""
    return tuple(part(one, one.start) for one in bar(posts, most=most))


def bar(posts: Arrived, *, most: int) -> Iterator[Stretch]:
    """The stretches of what was received, as long as it is beside the most that was."""
    return stretches(posts.parts, length=LONG * posts.received / most if most else 0)


def part(stretch: Stretch, at: float) -> Part:
    """A stretch as it is drawn."""
    return Part(FILLS.get(stretch.name, stretch.name), f"{at:.1f}", f"{stretch.length:.1f}")
