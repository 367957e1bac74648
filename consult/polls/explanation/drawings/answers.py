"""Statements: how many agree, pass and disagree, side by side, over the whole width."""

from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from consult.polls.explanation.drawings.bars import BAR, MOST, name
from consult.polls.explanation.drawings.svg import FULL, HALF, HOLLOW, LINE, WIDTH, Drawing
from consult.polls.explanation.number_text import NONE, number
from consult.polls.explanation.titled_outcome import Told

ORDER: Final = (("agree", FULL), ("pass", HOLLOW), ("disagree", HALF))


def draw(told: Told, drawing: Drawing) -> str:
    """A bar a statement, those that are carried first."""
    title = _("What voters answered to each statement")
    drawing.heading(title)
    for option in told.order[:MOST]:
        name(told, drawing, option)
        if option in told.unknown:
            drawing.line_of_text(NONE)
        else:
            answered(told, drawing, option)
        drawing.y += 4
    below(drawing, told)
    return title


def answered(told: Told, drawing: Drawing, option: str) -> None:
    """The bar of a statement, and its numbers in words."""
    answers = {answer: int(told.figures.get(option, {}).get(answer, "0")) for answer, _full in ORDER}
    stacked(drawing, answers)
    drawing.line_of_text(
        _("%(agree)s agree, %(passed)s pass, %(disagree)s disagree")
        % {"agree": number(answers["agree"]), "passed": number(answers["pass"]), "disagree": number(answers["disagree"])}
    )


def stacked(drawing: Drawing, answers: dict[str, int]) -> None:
    """The three shares of those who answered."""
    base = sum(answers.values())
    x = Fraction()
    for answer, full in ORDER:
        length = Fraction(WIDTH * answers[answer], base) if base else Fraction()
        if length:
            drawing.bar(float(x), drawing.y, float(length), BAR, full=full)
        x += length
    drawing.y += BAR


def below(drawing: Drawing, told: Told) -> None:
    """What the fillings mean, and what is not drawn."""
    x = 0
    for (_answer, full), label in zip(ORDER, (_("agree"), _("pass"), _("disagree")), strict=True):
        drawing.bar(x, drawing.y + 3, BAR, BAR, full=full)
        drawing.text(x + BAR + 6, drawing.y + BAR, label)
        x += WIDTH // len(ORDER)
    drawing.y += LINE
    if told.winners:
        drawing.line_of_text(_("✓ carried by more than half"))
    if len(told.options) > MOST:
        drawing.words(_("and %(n)s more, which are in the table") % {"n": number(len(told.options) - MOST)})
