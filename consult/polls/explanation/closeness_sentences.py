"""The fourth sentence: which ties there were and what broke them, else how close it was."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from consult.polls.explanation.budget_sentences import left_over
from consult.polls.explanation.number_text import number
from consult.polls.explanation.result_sentences import named
from consult.polls.explanation.tie_sentences import ties
from consult.polls.explanation.titled_outcome import BUDGETS, DUELS, Told


def how_close(told: Told) -> str:
    """Ties, or the distance that decided; of a budget, how it was filled and what is left."""
    if told.method in BUDGETS:
        return left_over(told)
    if told.ties:
        return _("Ties had to be broken: %(ties)s.") % {"ties": ties(told)}
    if told.winners or told.method in WITHOUT_WINNERS:
        return CLOSE[told.method](told)
    return no_tie(told)


def no_tie(_told: Told) -> str:
    """Where there is nothing to be close to."""
    return _("No tie had to be broken.")


def ahead(told: Told) -> str:
    """How far the last winner is before the first who did not win, by what the method compares."""
    return gap(told, told.measure)


def ahead_at_last(told: Told) -> str:
    """The same by the last round."""
    return gap(told, told.rounds[-1].tallies)


def gap(told: Told, has: Mapping[str, str]) -> str:
    """The sentence about the two on both sides of the line, where `has` says what each has."""
    winner = told.winners[-1]
    rest = [option for option in told.order[len(told.winners) :] if option in has and option not in told.unknown]
    other = max(rest, key=lambda option: Fraction(has[option]), default=winner)
    between = Fraction(has[winner]) - Fraction(has[other])
    if between <= 0:
        return no_tie(told)
    return _("No tie had to be broken: %(winner)s is ahead of %(other)s by %(gap)s (%(more)s to %(fewer)s).") % {
        "winner": named(told, winner),
        "other": named(told, other),
        "gap": number(between),
        "more": number(has[winner]),
        "fewer": number(has[other]),
    }


def closest_duel(told: Told) -> str:
    """The duel of the winner with the smallest margin."""
    if not told.winners or len(told.options) == 1:
        return no_tie(told)
    winner = told.winners[0]
    others = [option for option in told.options if option != winner]
    other = min(others, key=lambda option: told.prefer(winner, option) - told.prefer(option, winner))
    return _("No tie had to be broken; the hardest duel of %(winner)s is that against %(other)s, %(more)s to %(fewer)s.") % {
        "winner": named(told, winner),
        "other": named(told, other),
        "more": number(told.prefer(winner, other)),
        "fewer": number(told.prefer(other, winner)),
    }


def quota(told: Told) -> str:
    """What the quota means."""
    return _("No tie had to be broken; the quota of %(quota)s votes is the least that no more than %(seats)s options can reach.") % {
        "quota": number(told.quota),
        "seats": number(told.seats),
    }


def most_divided(told: Told) -> str:
    """The statement on which voters are divided most."""
    answered = [option for option in told.options if "divisiveness" in told.figures.get(option, {})]
    most = max(answered, key=lambda option: Fraction(told.figures[option]["divisiveness"]), default=None)
    if most is None or not Fraction(told.figures[most]["divisiveness"]):
        return _("No tie can occur, since each statement stands for itself.")
    return _(
        "No tie can occur, since each statement stands for itself; voters are most divided over %(name)s: %(agree)s agree, "
        "%(disagree)s disagree."
    ) % {
        "name": named(told, most),
        "agree": number(told.figures[most]["agree"]),
        "disagree": number(told.figures[most]["disagree"]),
    }


WITHOUT_WINNERS: Final = frozenset({"statements"})  # they have something to tell without winners too
CLOSE: Final[Mapping[str, Callable[[Told], str]]] = {
    **dict.fromkeys(("plurality", "approval", "rating", "borda"), ahead),
    **dict.fromkeys(("irv", "star"), ahead_at_last),
    **dict.fromkeys(sorted(DUELS), closest_duel),
    "stv_scottish": quota,
    "statements": most_divided,
}
