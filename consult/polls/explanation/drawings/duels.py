"""Duels: a grid of numbers, the won ones full. As many options as there is room for; the table has all."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from consult.polls.explanation.drawings.bars import MOST, WON, legend
from consult.polls.explanation.drawings.svg import BOLDER, FAINT, HOLLOW, LINE, WIDTH, Drawing, short, wide
from consult.polls.explanation.number_text import number
from consult.polls.explanation.titled_outcome import Told

CELL: Final = 30  # height
LARGEST: Final = 64  # width


def draw(told: Told, drawing: Drawing) -> str:
    """The names with their numbers, then the grid."""
    title = _("How many voters put the option of the row above that of the column")
    drawing.heading(title)
    shown = told.order[: how_many(told)]
    for at, option in enumerate(shown, 1):
        won = option in told.winners
        drawing.line_of_text(f"{at} {WON if won else ''}{told.titles[option]}", bold=won)
    grid(told, drawing, shown)
    drawing.words(_("Filled: the option of the row wins the duel"))
    legend(drawing, told, drawn=len(shown))
    return title


def how_many(told: Told) -> int:
    """As many options as the widest number leaves room for, 12 at most."""
    return max(2, min(MOST, int((WIDTH - CELL) / widest(told))))


def widest(told: Told) -> float:
    """How wide the widest number is, with air around it."""
    return max((wide(number(votes)) * BOLDER + 4 for votes in set(told.pairwise.values())), default=CELL)


def grid(told: Told, drawing: Drawing, shown: Sequence[str]) -> None:
    """Rows against columns: all squares by two paths, the numbers in them."""
    cell = min((WIDTH - CELL) / len(shown), max(LARGEST, widest(told)))
    top = drawing.y + 6 + LINE
    for at in range(len(shown)):
        drawing.text(CELL + (at + 0.5) * cell, top - 6, number(at + 1), anchor="middle", bold=True)
        drawing.text(0, top + at * CELL + LINE, number(at + 1), bold=True)
    for full, winning in ((FAINT, True), (HOLLOW, False)):
        chosen = [pair for pair in pairs(len(shown)) if wins(told, shown, pair) is winning]
        drawing.path("".join(square(CELL + column * cell, top + row * CELL, cell) for row, column in chosen), full=full)
    for row, column in pairs(len(shown)):
        votes = number(told.prefer(shown[row], shown[column]))
        drawing.text(CELL + (column + 0.5) * cell, top + row * CELL + LINE, votes, anchor="middle", bold=wins(told, shown, (row, column)))
    drawing.y = top + len(shown) * CELL + 6


def pairs(size: int) -> Iterator[tuple[int, int]]:
    """Row and column of every square but those of an option against itself."""
    return ((row, column) for row in range(size) for column in range(size) if row != column)


def wins(told: Told, shown: Sequence[str], pair: tuple[int, int]) -> bool:
    """Whether the option of the row wins against that of the column."""
    one, other = shown[pair[0]], shown[pair[1]]
    return told.prefer(one, other) > told.prefer(other, one)


def square(x: float, y: float, cell: float) -> str:
    """One square as a path."""
    return f"M{short(x + 1.5)} {short(y + 1.5)}h{short(cell - 3)}v{CELL - 3}h-{short(cell - 3)}z"
