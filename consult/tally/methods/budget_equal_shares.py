"""Method of Equal Shares: every voter has the same share of the budget, and buys projects together with others who support them.

Source: Peters, Pierczyński and Skowron, Proportional Participatory Budgeting with Additive Utilities (NeurIPS 2021), with satisfaction by
cost where ballots choose and by points where they give some. What it leaves of the budget is used by raising the shares (`add1.py`).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from consult.tally.decimals import cut, named
from consult.tally.equal_shares import Project, Purchase, prices, projects_of
from consult.tally.equal_shares_add1 import completed
from consult.tally.outcome import By, Outcome, Round, Tie
from consult.tally.profile import Ballots, Profile, distinct, support, supporters
from consult.tally.tie_breaking import first_of

METHOD = "budget_equal_shares"
RAISED: Final = "add1"


def count(profile: Profile, *, costs: Mapping[str, Fraction], budget: Fraction, lot: Sequence[str]) -> Outcome:
    """Share a budget out.

    Args:
        profile: projects that each voter chose, or points. Who abstained has no share.
        costs: of each project; nought or more. What costs more than the budget takes no part.
        budget: what there is, in the same currency.
        lot: all options in the order that breaks a tie; the first is bought. Before it, the project with more supporters is.

    Returns a round for each purchase with the last shares, or one round where nothing is bought. A tally is the support that can pay: the
    cost of a project over the price of one vote (or point) for it. It is the number of its votes while all its supporters can pay alike,
    and falls with their money; 0 where they cannot pay at all. With votes, the most is bought; with points, the least cost for each point
    that can pay. `completion` is empty where the first shares are the last ones too.
    """
    ballots, votes = distinct(profile), support(profile)
    buyable = projects(ballots, costs=costs, budget=budget, lot=lot)
    voters, rows = profile.voters - profile.abstained, len(ballots.marks)
    first = Fraction(budget) / max(1, voters)
    purchases, share = completed(buyable, budget=Fraction(budget), share=first, rows=rows, voters=voters)
    bought = [purchase.project.name for purchase in purchases]
    return Outcome(
        method=METHOD,
        options=profile.options,
        ballots=profile.voters,
        abstained=profile.abstained,
        winners=bought,
        rounds=_rounds(buyable, purchases, share, rows=rows) or [Round(named(profile.options, list(votes.values())))],
        ties=_ties(purchases, supporters(profile), lot),
        scores=named(profile.options, list(votes.values())),
        completion=RAISED if share > first else "",
    )


def projects(profile: Profile, *, costs: Mapping[str, Fraction], budget: Fraction, lot: Sequence[str]) -> list[Project]:
    """The projects that can be bought, in the order that breaks ties."""
    chosen = profile.kind is Ballots.CHOSEN
    worths = {
        option: Fraction(costs[option] if chosen and costs[option] else 1) for option in profile.options
    }  # what is free is first anyway
    number = supporters(profile)
    return sorted(
        (project for project in projects_of(profile, costs=costs, worths=worths) if project.cost <= budget),
        key=lambda project: (-number[project.name], lot.index(project.name)),
    )


def _rounds(buyable: Sequence[Project], purchases: Sequence[Purchase], share: Fraction, *, rows: int) -> list[Round]:
    rounds, left = [], list(buyable)
    for purchase, asked in zip(purchases, prices(buyable, purchases, share, rows=rows), strict=True):
        tallies = {project.name: cut(_support(project, asked.get(project.name))) for project in left}
        rounds.append(Round(tallies, elected=[purchase.project.name]))
        left.remove(purchase.project)
    return rounds


def _support(project: Project, price: Fraction | None) -> Fraction:
    """How many votes or points it would have if only those were counted that can pay, alike."""
    if price is None:
        return Fraction(0)
    return project.cost / price if price else Fraction(int(project.marks @ project.counts))


def _ties(purchases: Sequence[Purchase], number: Mapping[str, int], lot: Sequence[str]) -> list[Tie]:
    """Ties that mattered: equals that were not all bought at once, one after the other at the same rate. Where they were, nobody's purchase
    took money away from another's, and any order would have led to the same."""
    ties = []
    for place, purchase in enumerate(purchases):
        equals = {project.name for project in purchase.equals}
        following = {other.project.name for other in purchases[place : place + len(equals)] if other.rate == purchase.rate}
        _, tie = first_of([*equals], lot=lot, steps=[(By.VOTERS, number.__getitem__)])
        if tie and following != equals:
            ties.append(tie)
    return ties
