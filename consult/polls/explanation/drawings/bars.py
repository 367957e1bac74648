"""Bars: what each option has, the winners full."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.polls.explanation.drawings.svg import FAINT, FULL, LINE, SIZE, WIDTH, Drawing, wide
from consult.polls.explanation.number_text import NONE, number, short
from consult.polls.explanation.titled_outcome import Told

MOST: Final = 12  # options on a drawing; the table has all
BAR: Final = 14
EDGE: Final = 6  # between words at the right and the edge, where a line may stand
WON: Final = "✓ "
NOTHING: Final[Mapping[str, str]] = {}

TITLES: Final[Mapping[str, Promise]] = {
    "plurality": gettext_lazy("Votes for each option"),
    "approval": gettext_lazy("Approvals of each option"),
    "rating": gettext_lazy("Mean of the points of each option"),
    "borda": gettext_lazy("Points of each option"),
}


def draw(told: Told, drawing: Drawing) -> str:
    """A bar an option, by what the method compares."""
    title = str(TITLES[told.method])
    drawing.heading(title)
    bars(told, drawing, told.order, told.measure, set(told.winners))
    legend(drawing, told)
    return title


def draw_star(told: Told, drawing: Drawing) -> str:
    """The points of all, then the runoff of the two."""
    title = _("Points, and the runoff of the two with the most")
    drawing.heading(_("Sum of points of each option"))
    finalists = list(told.rounds[-1].tallies) if len(told.rounds) > 1 else []
    by_points = sorted(told.order, key=lambda option: (-told.measured(option), option not in finalists))
    marks = dict.fromkeys(finalists, _("▸ finalist"))
    bars(told, drawing, by_points, told.measure, set(finalists or told.winners), beside=marks)
    if finalists:
        drawing.heading(_("Runoff"))
        order = [option for option in told.order if option in finalists]
        bars(told, drawing, order, told.rounds[-1].tallies, set(told.winners))
    legend(drawing, told)
    return title


def bars(
    told: Told, drawing: Drawing, order: Sequence[str], has: Mapping[str, str], full: set[str], *, beside: Mapping[str, str] = NOTHING
) -> None:
    """A name, below it a bar with its number, for each of the first options; no bar where nobody said anything of it."""
    shown = [option for option in order if option in has][:MOST]
    most = max((Fraction(has[option]) for option in shown), default=Fraction()) or Fraction(1)
    room = WIDTH - 8 - max((wide(short(has[option])) for option in shown), default=0)
    for option in shown:
        name(told, drawing, option, beside=beside.get(option, ""))
        if option in told.unknown:
            drawing.text(0, drawing.y + BAR - 2, NONE)
        else:
            length = max(float(room * Fraction(has[option]) / most), 1)
            drawing.bar(0, drawing.y, length, BAR, full=FULL if option in full else FAINT)
            drawing.text(length + 6, drawing.y + BAR - 2, short(has[option]))
        drawing.y += BAR + 8


def name(told: Told, drawing: Drawing, option: str, *, beside: str = "") -> None:
    """The title of an option, with a mark where it won; `beside` it, at the right, what became of it."""
    won = option in told.winners
    room = WIDTH - (wide(beside) + EDGE + SIZE if beside else 0)
    drawing.text(0, drawing.y + SIZE, f"{WON if won else ''}{told.titles[option]}", room=room, bold=won)
    if beside:
        drawing.text(WIDTH - EDGE, drawing.y + SIZE, beside, anchor="end")
    drawing.y += LINE


def legend(drawing: Drawing, told: Told, *, drawn: int = MOST) -> None:
    """What the mark means, and how many options are not drawn."""
    if told.winners:
        drawing.line_of_text(f"{WON}{_('elected')}")
    if len(told.options) > drawn:
        drawing.words(_("and %(n)s more, which are in the table") % {"n": number(len(told.options) - drawn)})
