"""Between which bounds the money of voters lies, for many shares at once: to know that a raise of the shares changes no purchase.

Whole numbers of a small part of the currency, rounded outwards, so that nothing is claimed that is not so. It is an order of magnitude
quicker than the exact count, which is asked wherever these bounds cannot tell.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Final

import numpy as np

from consult.tally.equal_shares import Project
from consult.tally.profile import Whole

LARGEST: Final = 2**61  # all money together, in parts: sums stay within 64 bits

Rates = dict[int, Fraction]  # place of a project that is not bought → its rate is no lower than this


def holds(projects: Sequence[Project], places: Sequence[int], low: Fraction, high: Fraction, *, rows: int, voters: int) -> bool:
    """Whether voters certainly buy these projects in this order, and no other, with every share from `low` to `high`.

    What each voter has lies between two bounds: the lower one starts at `low` and pays prices that are too high, the upper one starts at
    `high` and pays prices that are too low. The more the payers have, the lower is a price, so that bounds of money give bounds of prices.

    Args:
        projects: of equals, the first is bought.
        places: of the projects that are bought, in the order of buying.
        rows, voters: how many rows of ballots there are, and how many voters have a share.
    """
    parts = floor(LARGEST / max(1, ceil(high) * voters))
    if not parts:
        return False
    poorer, richer = Purse(floor(low * parts), parts, rows), Purse(ceil(high * parts), parts, rows)
    rates = {place: project.least for place, project in enumerate(projects)}
    return all(_bought(place, projects, rates, poorer, richer) for place in places) and not any(
        richer.can_buy(projects[other]) for other in rates
    )


def _bought(place: int, projects: Sequence[Project], rates: Rates, poorer: "Purse", richer: "Purse") -> bool:
    """Whether a project certainly is the next; then it is paid and goes from `rates`."""
    project = projects[place]
    if not poorer.can_buy(project, surely=True):
        return False
    dearest, everybody = poorer.price(project, ceil(project.cost * poorer.parts))
    rate = project.least if everybody else Fraction(dearest, poorer.parts) / project.worth
    del rates[place]
    if not _first(place, rate, projects, rates, richer):
        return False
    cheapest, _ = richer.price(project, floor(project.cost * richer.parts))
    poorer.pay(project, dearest)
    richer.pay(project, max(0, cheapest - 1))
    return True


def _first(place: int, rate: Fraction, projects: Sequence[Project], rates: Rates, richer: "Purse") -> bool:
    """Whether no other project can come before; `rates` becomes what was found on the way, without what is too dear for good."""
    for other in [other for other, bound in rates.items() if (bound, other) < (rate, place)]:
        project = projects[other]
        if other > place and project.is_twin(projects[place]):
            continue  # whatever voters have, both cost the same, and it stands behind
        if not richer.can_buy(project):
            del rates[other]
            continue
        price, _ = richer.price(project, floor(project.cost * richer.parts))
        rates[other] = max(rates[other], Fraction(price - 1, richer.parts) / project.worth)
        if (rates[other], other) < (rate, place):
            return False
    return True


class Purse:
    """What the voters of each row have, at the least or at the most, in parts of the currency."""

    def __init__(self, share: int, parts: int, rows: int) -> None:
        self.parts = parts
        self.money: Whole = np.full(rows, share, np.int64)

    def can_buy(self, project: Project, *, surely: bool = False) -> bool:
        """Whether the supporters have the cost of a project together; `surely`: with the cost rounded up."""
        cost = project.cost * self.parts
        return int(self.money[project.rows] @ project.counts) >= (ceil(cost) if surely else floor(cost))

    def price(self, project: Project, cost: int) -> tuple[int, bool]:
        """The least whole price of a mark at which payers raise `cost`, which they can; and whether everybody can pay it in full.

        The poor are found as in the exact count. A price that is rounded up on the way is never above the one that is looked for, since
        that one is whole too.
        """
        full, marks, counts = self.money[project.rows] // project.marks, project.marks, project.counts
        money = self.money[project.rows]
        everybody = True
        while True:
            price = -(-cost // int(marks @ counts))
            rich = full >= price
            if rich.all() or not rich.any():  # where none is left, all of them give all, and that is enough
                return price, everybody and bool(rich.all())
            everybody = False
            cost -= int(money[~rich] @ counts[~rich])
            full, marks, counts, money = full[rich], marks[rich], counts[rich], money[rich]

    def pay(self, project: Project, price: int) -> None:
        """Take the price of each mark, or all that there is."""
        money = self.money[project.rows]
        self.money[project.rows] = np.where(money // project.marks >= price, money - price * project.marks, 0)
