"""Duels: a grid of numbers, the won ones full. As many options as there is room for; the table has all."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from consult.polls.explaining.drawn_bars import MOST, WON, legend
from consult.polls.explaining.svg import FAINT, HOLLOW, LINE, WIDTH, Drawing, wide
from consult.polls.explaining.told import Told
from consult.polls.explaining.writing import number

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
    widest = max((wide(number(votes)) for votes in told.pairwise.values()), default=0) + 6
    return max(2, min(MOST, int((WIDTH - CELL) / max(widest, CELL - 3))))


def grid(told: Told, drawing: Drawing, shown: Sequence[str]) -> None:
    """Rows against columns."""
    cell = min((WIDTH - CELL) / len(shown), LARGEST)
    drawing.y += 6
    for at in range(len(shown)):
        drawing.text(CELL + (at + 0.5) * cell, drawing.y + LINE - 6, number(at + 1), anchor="middle", bold=True)
    drawing.y += LINE
    for at, one in enumerate(shown):
        drawing.text(0, drawing.y + LINE, number(at + 1), bold=True)
        for column, other in enumerate(shown):
            if one != other:
                square(told, drawing, one, other, CELL + column * cell, cell)
        drawing.y += CELL
    drawing.y += 6


def square(told: Told, drawing: Drawing, one: str, other: str, x: float, cell: float) -> None:
    """The number of one duel from one side."""
    won = told.prefer(one, other) > told.prefer(other, one)
    drawing.bar(x + 1, drawing.y + 1, cell - 2, CELL - 2, full=FAINT if won else HOLLOW)
    drawing.text(x + cell / 2, drawing.y + LINE, number(told.prefer(one, other)), anchor="middle", bold=won)
