"""The table beside the sentences: rounds, duels, projects or figures, with every option and every number."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.polls.explanation.number_text import NONE, decimals_of, money, number, share
from consult.polls.explanation.titled_outcome import Told

N = TypeVar("N", str, int)


@dataclass(frozen=True)
class Table:
    """Text cells, in the language in which it was made. The first cell of a row is its heading."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def table(told: Told) -> Table:
    """The table of the method."""
    return TABLES[told.method](told)


def rounds(told: Told) -> Table:
    """A row an option, a column a round; what happens to an option stands beside its number."""
    columns = [_("Option"), *(_("Round %(n)s") % {"n": number(at)} for at in range(1, len(told.rounds) + 1))]
    written = each_once(votes for stage in told.rounds for votes in stage.tallies.values())
    rows = [[told.titles[option], *cells(told, option, written)] for option in told.order]
    if any(Fraction(stage.exhausted) for stage in told.rounds):
        rows.append([_("For no option"), *(number(stage.exhausted) for stage in told.rounds)])
    return Table(_("What each option has in each round"), columns, rows)


def cells(told: Told, option: str, written: Mapping[str, str]) -> Iterator[str]:
    """Round for round."""
    for stage in told.rounds:
        has = written[stage.tallies[option]] if option in stage.tallies else NONE
        if option in stage.elected:
            yield _("%(votes)s, elected") % {"votes": has}
        elif option in stage.eliminated:
            yield _("%(votes)s, out") % {"votes": has}
        else:
            yield has


def each_once(numbers: Iterable[N]) -> Mapping[N, str]:
    """Numbers as they are written: in many rounds and duels the same few stand in very many cells."""
    return {each: number(each) for each in set(numbers)}


def duels(told: Told) -> Table:
    """A row and a column an option: how many put that of the row above that of the column."""
    written = each_once((0, *told.pairwise.values()))
    rows = [[told.titles[one], *duels_of(told, one, written), number(told.duels_won(one))] for one in told.order]
    columns = [_("Option"), *(_("above %(title)s") % {"title": told.titles[option]} for option in told.order), _("Duels won")]
    return Table(_("How many voters put the option of the row above that of the column"), columns, rows)


def duels_of(told: Told, one: str, written: Mapping[int, str]) -> Iterator[str]:
    """The row of an option: how many put it above each."""
    row = told.preferred[told.place[one]]
    return (NONE if one == other else written[row[told.place[other]]] for other in told.order)


def projects(told: Told) -> Table:
    """A row a project: what supports it, what it costs, what is left after it."""
    columns = [_("Project"), _("Support"), _("Cost"), _("Left of the budget"), _("Outcome")]
    costs = {option: Fraction(cost) for option, cost in told.costs.items()}
    left = Fraction(told.budget or 0)
    decimals = decimals_of([left, *costs.values()])
    rows = []
    for option in told.order:
        won = option in told.winners
        left -= costs.get(option, 0) if won else 0
        rows.append(
            [
                told.titles[option],
                number(told.measure.get(option, NONE)),
                money(costs[option], decimals) if option in costs else NONE,
                money(left, decimals) if won and told.priced else NONE,
                _("funded") if won else _("not funded"),
            ]
        )
    return Table(_("Projects in the order in which they are funded"), columns, rows)


def votes(told: Told) -> Table:
    """A row an option: votes and their share."""
    has = {option: told.measure.get(option, "0") for option in told.options}
    base = sum(map(Fraction, has.values()), Fraction())
    rows = [[told.titles[option], number(has[option]), share(Fraction(has[option]), base), outcome(told, option)] for option in told.order]
    return Table(_("Votes for each option"), [_("Option"), _("Votes"), _("Share of the votes"), _("Outcome")], rows)


def approvals(told: Told) -> Table:
    """A row an option: approvals and their share of the ballots that were counted."""
    rows = [
        [told.titles[option], number(told.measure[option]), share(Fraction(told.measure[option]), told.counted), outcome(told, option)]
        for option in told.order
    ]
    return Table(_("Approvals of each option"), [_("Option"), _("Approvals"), _("Share of the ballots"), _("Outcome")], rows)


def points(told: Told) -> Table:
    """A row an option: its points."""
    rows = [[told.titles[option], number(told.measure[option]), outcome(told, option)] for option in told.order]
    return Table(_("Points of each option"), [_("Option"), _("Points"), _("Outcome")], rows)


def outcome(told: Told, option: str) -> str:
    """What came out for it."""
    return _("elected") if option in told.winners else NONE


FIGURES: Final[Mapping[str, Promise]] = {
    "mean": gettext_lazy("Mean"),
    "median": gettext_lazy("Median"),
    "rated": gettext_lazy("With an opinion"),
    "no_opinion": gettext_lazy("No opinion"),
    "agree": gettext_lazy("Agree"),
    "disagree": gettext_lazy("Disagree"),
    "pass": gettext_lazy("Pass"),
    "agreement": gettext_lazy("Agreement"),
    "divisiveness": gettext_lazy("Division"),
}

OF_OPINIONS: Final = frozenset({"mean", "median", "agreement", "divisiveness"})


def figures(caption: Promise, told: Told) -> Table:
    """A row an option, a column a figure; a figure whose name is a number counts those who gave so many points."""
    known = list(dict.fromkeys(name for option in told.options for name in told.figures.get(option, {})))
    rows = [[told.titles[option], *(number(figure_of(told, option, name)) for name in known)] for option in told.order]
    return Table(str(caption), [_("Option"), *map(figure, known)], rows)


def figure_of(told: Told, option: str, name: str) -> str:
    """A figure of an option; none where it is unknown, or is of opinions and nobody has one."""
    if name in OF_OPINIONS and option in told.unknown:
        return NONE
    return told.figures.get(option, {}).get(name) or NONE


def figure(name: str) -> str:
    """What a figure is called."""
    return _("Gave %(n)s") % {"n": number(name)} if name.isdecimal() else str(FIGURES.get(name, name))


TABLES: Final[Mapping[str, Callable[[Told], Table]]] = {
    **dict.fromkeys(("irv", "star", "stv_scottish"), rounds),
    **dict.fromkeys(("condorcet", "schulze", "ranked_pairs"), duels),
    **dict.fromkeys(("budget_greedy", "budget_equal_shares"), projects),
    "plurality": votes,
    "approval": approvals,
    "borda": points,
    "rating": lambda told: figures(gettext_lazy("What voters think of each option"), told),
    "statements": lambda told: figures(gettext_lazy("What voters answered to each statement"), told),
}
