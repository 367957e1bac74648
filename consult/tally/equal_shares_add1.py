"""Add1: shares are raised, all alike, until what voters buy leaves nothing that fits, or would cost more than there is.

Source: Peters and Skowron, equalshares.net, "Completion of the outcome"; Faliszewski and others, Participatory Budgeting: Data, Tools and
Analysis (2023). The outcome before the first that is too dear is taken.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import Final

from consult.tally.equal_shares import Project, Purchase, buy
from consult.tally.equal_shares_bounds import holds

FINEST: Final = 10_000  # a raise is one unit of currency, and no less than this part of the first share
MOST: Final = 100_000  # raises: the last share is ten times the first one or more


def completed(projects: Sequence[Project], *, budget: Fraction, share: Fraction, rows: int, voters: int) -> tuple[list[Purchase], Fraction]:
    """What voters buy in the end, and the share of each that they buy it with.

    A share is raised by one unit of currency (by a ten-thousandth of the first share, rounded up, where that is more), 100,000 times at
    most. As long as raises certainly change nothing (`holds`), the purchases are not counted out.
    """
    by, raised, step = Fraction(max(1, ceil(share / FINEST))), 0, 1
    purchases = buy(projects, share, rows=rows)
    while raised < MOST and _fits(projects, purchases, budget):
        places = [projects.index(purchase.project) for purchase in purchases]
        if holds(projects, places, share + by, share + step * by, rows=rows, voters=voters):
            raised, share, step = raised + step, share + step * by, min(2 * step, MOST - raised - step)
        elif step > 1:
            step //= 2
        elif _cost(more := buy(projects, share + by, rows=rows)) > budget:
            break
        else:
            raised, share, purchases = raised + 1, share + by, more
    return buy(projects, share, rows=rows), share


def _fits(projects: Sequence[Project], purchases: Sequence[Purchase], budget: Fraction) -> bool:
    """Whether a project that is not bought would fit into what is left."""
    bought = {purchase.project.name for purchase in purchases}
    left = budget - _cost(purchases)
    return any(project.cost <= left for project in projects if project.name not in bought)


def _cost(purchases: Sequence[Purchase]) -> Fraction:
    return sum((purchase.project.cost for purchase in purchases), Fraction(0))
