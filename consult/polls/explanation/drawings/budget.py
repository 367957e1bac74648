"""A budget: what each funded project costs, each beginning where the one before ends, up to the line of the budget."""

from fractions import Fraction

from django.utils.translation import gettext as _

from consult.polls.explanation.drawings.bars import BAR, EDGE, MOST, bars, name
from consult.polls.explanation.drawings.svg import FULL, HALF, HOLLOW, SIZE, WIDTH, Drawing
from consult.polls.explanation.number_text import decimals_of, money, number
from consult.polls.explanation.titled_outcome import Told


def draw(told: Told, drawing: Drawing) -> str:
    """Costs where they are known, else support."""
    return costs(told, drawing) if told.priced else support(told, drawing)


def support(told: Told, drawing: Drawing) -> str:
    """Bars of the support of each project."""
    title = _("Support of each project")
    drawing.heading(title)
    bars(told, drawing, told.order, told.measure, set(told.winners))
    return title


def costs(told: Told, drawing: Drawing) -> str:
    """Steps from nothing to the budget. More projects than are drawn are one step together."""
    title = _("How the budget of %(budget)s is used") % {"budget": number(told.budget)}
    drawing.heading(title)
    top = drawing.y
    scale = (WIDTH - 1) / max(Fraction(told.budget), told.spent, Fraction(1))
    decimals = decimals_of([Fraction(told.budget), *(Fraction(told.costs[option]) for option in told.winners)])
    spent = Fraction()
    for option in told.winners[:MOST]:
        cost = Fraction(told.costs[option])
        name(told, drawing, option, beside=money(cost, decimals))
        step(drawing, spent, cost, scale, full=FULL)
        spent += cost
    rest = told.spent - spent
    if rest:
        words(drawing, _("further projects: %(n)s") % {"n": number(len(told.winners) - MOST)}, money(rest, decimals))
        step(drawing, spent, rest, scale, full=HALF)
    left = max(Fraction(told.budget) - told.spent, Fraction())
    words(drawing, _("left of the budget"), money(left, decimals))
    step(drawing, told.spent, left, scale, full=HOLLOW)
    edge = f"{float(scale * Fraction(told.budget)):.1f}"
    drawing.path(f"M{edge} {top}V{drawing.y}", dashed=True)
    drawing.words(_("Dashed: the budget. Projects without money: %(n)s") % {"n": number(len(told.options) - len(told.winners))})
    return title


def words(drawing: Drawing, what: str, amount: str) -> None:
    """A step that is no project."""
    drawing.text(WIDTH - EDGE, drawing.y + SIZE, amount, anchor="end")
    drawing.line_of_text(what)


def step(drawing: Drawing, start: Fraction, amount: Fraction, scale: Fraction, *, full: str) -> None:
    """One bar from where the one before ended."""
    if amount:
        drawing.bar(float(start * scale), drawing.y, max(float(amount * scale), 2), BAR, full=full)
    drawing.y += BAR + 6
