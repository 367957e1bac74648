"""Rounds: for each option a row of columns, a column a round, with the quota or half of the votes as a dashed line."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from consult.polls.explanation.drawings.bars import MOST, legend, name
from consult.polls.explanation.drawings.svg import FAINT, FULL, WIDTH, Drawing, wide
from consult.polls.explanation.drawings.svg import short as length
from consult.polls.explanation.number_text import number, short
from consult.polls.explanation.titled_outcome import Told

HEIGHT: Final = 44  # of the highest column
MOST_ROUNDS: Final = 24  # the last of them; the table has all
NUMBERED: Final = 12  # with so many rounds or fewer, each number that has room stands at its column


def draw(told: Told, drawing: Drawing) -> str:
    """The rounds of all options, those who win first."""
    title = _("What each option has in each round")
    drawing.heading(title)
    if told.rounds:
        line_meaning(told, drawing)
        shown = told.rounds[-MOST_ROUNDS:]
        line = [Fraction(told.quota) if told.quota else sum(map(Fraction, stage.tallies.values()), Fraction()) / 2 for stage in shown]
        most = max([*line, *(Fraction(votes) for stage in shown for votes in stage.tallies.values()), Fraction(1)])
        for option in told.order[:MOST]:
            name(told, drawing, option, beside=fate(told, option))
            has = [stage.tallies.get(option) for stage in shown]
            columns(drawing, has, most, line, full=option in told.winners)
    legend(drawing, told)
    return title


def line_meaning(told: Told, drawing: Drawing) -> None:
    """What the dashed line and the columns are."""
    if told.quota:
        drawing.words(_("Dashed: the quota, %(quota)s votes") % {"quota": short(told.quota)})
    else:
        drawing.words(_("Dashed: half of the votes that count in the round"))
    first = max(len(told.rounds) - MOST_ROUNDS, 0) + 1
    drawing.words(_("Each column is a round, from %(first)s to %(last)s") % {"first": number(first), "last": number(len(told.rounds))})


def fate(told: Told, option: str) -> str:
    """What became of an option, and when."""
    for at, stage in enumerate(told.rounds, 1):
        if option in stage.elected:
            return _("elected in round %(n)s") % {"n": number(at)}
        if option in stage.eliminated:
            return _("out in round %(n)s") % {"n": number(at)}
    return ""


def columns(drawing: Drawing, has: Sequence[str | None], most: Fraction, line: Sequence[Fraction], *, full: bool) -> None:
    """The columns of one option, their numbers below them, and the line across."""
    step = WIDTH / len(has)
    foot = drawing.y + HEIGHT + 6
    thick = min(step - 3, 64)
    heights = [(at * step, float(HEIGHT * Fraction(votes) / most)) for at, votes in enumerate(has) if votes is not None]
    drawing.path("".join(column(x + 1, foot, thick, high) for x, high in heights), full=FULL if full else FAINT)
    drawing.path(across(step, [foot - float(HEIGHT * each / most) for each in line]), dashed=True)
    drawing.y = foot + 4
    labels = [(at * step, short(votes)) for at, votes in enumerate(has) if votes is not None]
    below(drawing, labels if fits(labels, step) else labels[-1:])


def column(x: float, foot: float, thick: float, high: float) -> str:
    """One column as a path."""
    return f"M{length(x)} {length(foot)}v-{length(high)}h{length(thick)}v{length(high)}z"


def across(step: float, heights: Iterable[float]) -> str:
    """A line over all rounds, which may have a height of its own in each."""
    path, before = "", None
    for at, y in enumerate(heights):
        if before is None:
            path += f"M0 {length(y)}"
        elif y != before:
            path += f"V{length(y)}"
        path += f"H{length((at + 1) * step)}"
        before = y
    return path


def fits(labels: Sequence[tuple[float, str]], step: float) -> bool:
    """Whether each number has room below its column."""
    return len(labels) <= NUMBERED and all(wide(words) + 2 <= step for _x, words in labels)


def below(drawing: Drawing, labels: Sequence[tuple[float, str]]) -> None:
    """Numbers below their columns, none beyond the edge."""
    for x, words in labels:
        drawing.text(min(x, WIDTH - wide(words)), drawing.y + 12, words)
    drawing.y += 22
