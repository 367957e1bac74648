"""The table of methods: how each is called, what ballots it counts, what else it asks for. A new method is one file and one row here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from consult.tally.methods import (
    approval,
    borda,
    budget_equal_shares,
    budget_greedy,
    condorcet,
    irv,
    plurality,
    ranked_pairs,
    rating,
    schulze,
    star,
    statements,
    stv_scottish,
)
from consult.tally.outcome import Outcome
from consult.tally.profile import Ballots


@dataclass(frozen=True)
class Method:
    """A method.

    `reads`: kinds of ballots that it counts; where the same words could be two kinds, the first is meant.
    `count`: takes a profile, `lot` (all options in the order that breaks ties, the first goes before the others), and what `takes` names.
    `takes`: further keywords of `count`: `seats` (how many to elect), `costs` and `budget` (of projects).
    `fills_seats`: it is made for several seats, so that their number has to be said, by who asks or by the file; any other that takes
    `seats` elects one if it is not asked for more.
    """

    name: str
    count: Callable[..., Outcome]
    reads: tuple[Ballots, ...]
    takes: frozenset[str] = frozenset()
    fills_seats: bool = False


RANKED: Final = (Ballots.RANKED,)
FUNDING: Final = (Ballots.CHOSEN, Ballots.SCORED)
SEATS: Final = frozenset({"seats"})
PROJECTS: Final = frozenset({"costs", "budget"})

METHODS: Final[Mapping[str, Method]] = {
    method.name: method
    for method in (
        Method(plurality.METHOD, plurality.count, RANKED, SEATS),
        Method(irv.METHOD, irv.count, RANKED),
        Method(borda.METHOD, borda.count, RANKED, SEATS),
        Method(condorcet.METHOD, condorcet.count, RANKED),
        Method(schulze.METHOD, schulze.count, RANKED),
        Method(ranked_pairs.METHOD, ranked_pairs.count, RANKED),
        Method(stv_scottish.METHOD, stv_scottish.count, RANKED, SEATS, fills_seats=True),
        Method(approval.METHOD, approval.count, (Ballots.CHOSEN,), SEATS),
        Method(rating.METHOD, rating.count, (Ballots.SCORED,)),
        Method(star.METHOD, star.count, (Ballots.SCORED,)),
        Method(statements.METHOD, statements.count, (Ballots.ANSWERED,)),
        Method(budget_greedy.METHOD, budget_greedy.count, FUNDING, PROJECTS),
        Method(budget_equal_shares.METHOD, budget_equal_shares.count, FUNDING, PROJECTS),
    )
}
