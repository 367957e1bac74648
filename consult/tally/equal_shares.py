"""Equal shares of a budget: what each voter has, what a project costs them, and which projects they buy.

Source: Peters, Pierczyński and Skowron, Proportional Participatory Budgeting with Additive Utilities (NeurIPS 2021).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import lcm

import numpy as np

from consult.tally.profile import Profile, Whole


@dataclass(frozen=True, eq=False)
class Project:
    """A project with its supporters.

    `cost`: in units of currency.
    `worth`: the satisfaction that one mark gives: the cost where ballots choose, 1 where they give points.
    `rows`, `marks`, `counts`: which ballots support it, with how many marks, and how many voters cast each.
    `codes`: the marks by their place among the project's different marks, so that they can stand in an index.
    `kinds`: those different marks.
    """

    name: str
    cost: Fraction
    worth: Fraction
    rows: Whole
    marks: Whole
    counts: Whole
    codes: Whole
    kinds: Sequence[int]

    @property
    def least(self) -> Fraction:
        """What a unit of satisfaction costs while everybody can pay."""
        return self.cost / int(self.marks @ self.counts) / self.worth

    def is_twin(self, other: "Project") -> bool:
        """Whether both cost the same and are supported alike, so that their rates are the same as long as neither is bought."""
        return (
            (self.cost, self.worth) == (other.cost, other.worth)
            and np.array_equal(self.rows, other.rows)
            and np.array_equal(self.marks, other.marks)
        )


def projects_of(profile: Profile, *, costs: Mapping[str, Fraction], worths: Mapping[str, Fraction]) -> list[Project]:
    """Projects that somebody supports, in the order of the options."""
    return [
        _project(profile, column, Fraction(costs[option]), worths[option])
        for column, option in enumerate(profile.options)
        if (profile.marks[:, column] > 0).any()
    ]


def _project(profile: Profile, column: int, cost: Fraction, worth: Fraction) -> Project:
    rows = np.flatnonzero(profile.marks[:, column] > 0)
    marks = profile.marks[rows, column]
    kinds, codes = np.unique(marks, return_inverse=True)
    return Project(profile.options[column], cost, worth, rows, marks, profile.counts[rows], codes, kinds.tolist())


class Money:
    """What voters have left. Voters with the same amount are one group: `amounts` has it, over one common denominator; `group` says for
    each row of ballots to which group its voters belong."""

    def __init__(self, share: Fraction, *, rows: int) -> None:
        self.amounts, self.over = [share.numerator], share.denominator
        self.group: Whole = np.zeros(rows, np.int64)

    def price(self, project: Project) -> Fraction | None:
        """What a mark costs those supporters who can pay it in full, where the others give all that they have; None: it is too dear.

        The poor are found step by step: at the price that all could pay, some cannot; what they lack makes it dearer for the others.
        """
        rich = self._payers(project)
        left = project.cost * self.over
        if sum(amount * voters for amount, _, voters in rich) < left:
            return None
        while True:
            marks = sum(mark * voters for _, mark, voters in rich)
            numerator, denominator = left.numerator, left.denominator * marks
            still = [payer for payer in rich if payer[0] * denominator >= payer[1] * numerator]
            if len(still) == len(rich):
                return Fraction(numerator, denominator * self.over)
            left -= sum(amount * voters for amount, mark, voters in rich if amount * denominator < mark * numerator)
            rich = still

    def pay(self, project: Project, price: Fraction) -> None:
        """Take the price of each mark from the supporters, or all that they have."""
        over = lcm(self.over, price.denominator)
        amounts = [amount * (over // self.over) for amount in self.amounts]
        each = price.numerator * (over // price.denominator)
        codes, groups = np.unique(self._codes(project), return_inverse=True)
        kinds = len(project.kinds)
        left = [max(0, amounts[code // kinds] - each * project.kinds[code % kinds]) for code in codes.tolist()]
        self.group[project.rows] = len(amounts) + groups
        self.over = over
        self._merge([*amounts, *left])

    def _payers(self, project: Project) -> list[tuple[int, int, int]]:
        """Amount, marks for the project, and how many voters have both."""
        codes, groups = np.unique(self._codes(project), return_inverse=True)
        voters = np.zeros(len(codes), np.int64)
        np.add.at(voters, groups, project.counts)
        kinds = len(project.kinds)
        pairs = zip(codes.tolist(), voters.tolist(), strict=True)
        return [(self.amounts[code // kinds], project.kinds[code % kinds], number) for code, number in pairs]

    def _codes(self, project: Project) -> Whole:
        codes: Whole = self.group[project.rows] * len(project.kinds) + project.codes
        return codes

    def _merge(self, amounts: Sequence[int]) -> None:
        """Put groups with the same amount together and leave out the empty ones."""
        used, rows = np.unique(self.group, return_inverse=True)
        places: dict[int, int] = {}
        target = np.array([places.setdefault(amounts[group], len(places)) for group in used.tolist()], np.int64)
        self.group = target[rows]
        self.amounts = list(places)


@dataclass(frozen=True)
class Purchase:
    """A project that was bought. `rate`: what a unit of satisfaction cost; `equals`: all that would have cost the same, it first."""

    project: Project
    price: Fraction
    rate: Fraction
    equals: Sequence[Project]


def buy(projects: Sequence[Project], share: Fraction, *, rows: int) -> list[Purchase]:
    """What voters buy where each has `share`: over and over the project at the lowest rate; of equals, the one that stands first.

    Money only gets less, so that a rate never falls: an old one is a bound, and a project is asked anew only where its bound comes first.
    """
    money = Money(share, rows=rows)
    purchases: list[Purchase] = []
    bounds = [(project.least, place) for place, project in enumerate(projects)]
    heapify(bounds)
    while found := _lowest(projects, bounds, money):
        purchases.append(found)
        money.pay(found.project, found.price)
    return purchases


def _lowest(projects: Sequence[Project], bounds: list[tuple[Fraction, int]], money: Money) -> Purchase | None:
    """The project at the lowest rate, taken out of `bounds`; those that are too dear go too, for good."""
    fresh: dict[int, Fraction] = {}
    equals: list[tuple[Fraction, int]] = []
    while bounds and (not equals or bounds[0][0] == equals[0][0]):
        rate, place = heappop(bounds)
        if place in fresh:
            equals.append((rate, place))
        elif (price := money.price(projects[place])) is not None:
            fresh[place] = price
            heappush(bounds, (price / projects[place].worth, place))
    if not equals:
        return None
    for other in equals[1:]:
        heappush(bounds, other)
    rate, place = equals[0]
    return Purchase(projects[place], fresh[place], rate, [projects[each] for _, each in equals])


def prices(projects: Sequence[Project], purchases: Sequence[Purchase], share: Fraction, *, rows: int) -> Iterator[Mapping[str, Fraction]]:
    """Before each purchase, what a mark for each project costs that is not bought yet and not too dear."""
    money, left = Money(share, rows=rows), list(projects)
    for purchase in purchases:
        asked = {project.name: money.price(project) for project in left}
        yield {name: price for name, price in asked.items() if price is not None}
        left.remove(purchase.project)
        money.pay(purchase.project, purchase.price)
