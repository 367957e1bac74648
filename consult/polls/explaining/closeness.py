"""The fourth sentence: which ties there were and what broke them, else how close it was."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.polls.explaining.results_told import named
from consult.polls.explaining.told import DUELS, Equals, Told
from consult.polls.explaining.writing import listed, money, number
from consult.polls.methods.outcome import By

MOST_TIES: Final = 3  # told in the sentence
MOST_EQUALS: Final = 4  # named of each

BROKEN_BY: Final[Mapping[str, Promise]] = {
    By.LOT: gettext_lazy("%(order)s, in this order by lot"),
    By.EARLIER: gettext_lazy("%(order)s, in this order by the latest round before in which they differed"),
    By.DUEL: gettext_lazy("%(order)s, in this order by how many voters prefer one to the other"),
    By.POINTS: gettext_lazy("%(order)s, in this order by their points"),
    By.BEST_MARKS: gettext_lazy("%(order)s, in this order by how many voters gave the highest points"),
    By.VOTERS: gettext_lazy("%(order)s, in this order by how many voters support them"),
}
FILLED_BY: Final[Mapping[str, Promise]] = {
    "add1": gettext_lazy("raising all shares by the same small steps"),
}


def how_close(told: Told) -> str:
    """Ties, or the distance that decided; and how a budget was filled."""
    if told.completion and told.winners:
        return with_completion(told)
    if told.ties:
        return _("Some were equal where it mattered: %(ties)s.") % {"ties": ties(told)}
    if told.winners or told.method in SETS_CLOSE:
        return CLOSE[told.method](told)
    return no_tie(told)


def ties(told: Told) -> str:
    """The first ties, each in the order that decided, with what decided it."""
    each = [broken(told, tie) for tie in told.ties[:MOST_TIES]]
    more = len(told.ties) - MOST_TIES
    if more > 0:
        each.append(_("and further ties: %(n)s") % {"n": number(more)})
    return "; ".join(each)


def broken(told: Told, tie: Equals) -> str:
    """One tie."""
    order = listed([named(told, option) for option in tie.between], most=MOST_EQUALS)
    phrase = BROKEN_BY.get(tie.broken_by)
    return str(phrase) % {"order": order} if phrase else f"{order} ({tie.broken_by})"


def with_completion(told: Told) -> str:
    """How equal shares went on, beside ties."""
    filled = str(FILLED_BY.get(told.completion, told.completion))
    if told.ties:
        return _("What the shares left was given out by %(filled)s; some were equal where it mattered: %(ties)s.") % {
            "filled": filled,
            "ties": ties(told),
        }
    return _("No tie had to be broken; what the shares left was given out by %(filled)s.") % {"filled": filled}


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
    rest = [option for option in told.order[len(told.winners) :] if option in has]
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


def left_over(told: Told) -> str:
    """What of a budget is left."""
    if not told.priced:
        return no_tie(told)
    return _("No tie had to be broken, and %(left)s of the budget is left.") % {"left": money(Fraction(told.budget) - told.spent)}


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


SETS_CLOSE: Final = frozenset({"budget_greedy", "budget_equal_shares", "statements"})  # they have something to tell without winners too
CLOSE: Final[Mapping[str, Callable[[Told], str]]] = {
    **dict.fromkeys(("plurality", "approval", "rating", "borda"), ahead),
    **dict.fromkeys(("irv", "star"), ahead_at_last),
    **dict.fromkeys(sorted(DUELS), closest_duel),
    **dict.fromkeys(("budget_greedy", "budget_equal_shares"), left_over),
    "stv_scottish": quota,
    "statements": most_divided,
}
