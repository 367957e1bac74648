"""Greedy budgeting: projects are funded by their votes, the most first, as long as the money lasts.

Source: the rule of most participatory budgets; "greedy" in Rey, Schmidt and Maly, The (Computational) Social Choice Take on Indivisible
Participatory Budgeting (2023), section 3.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from consult.tally.decimals import named
from consult.tally.outcome import By, Outcome, Tie, in_one_round
from consult.tally.profile import Profile, support

METHOD = "budget_greedy"


def count(profile: Profile, *, costs: Mapping[str, Fraction], budget: Fraction, lot: Sequence[str]) -> Outcome:
    """Fund projects by votes, or by points where ballots give some.

    Args:
        profile: projects that each voter chose, or points.
        costs: of each project; nought or more.
        budget: what there is, in the same currency.
        lot: all options in the order that breaks a tie; the first is funded.

    Returns one round. A project that does not fit into what is left is passed over; one without a vote is not funded.
    """
    votes = support(profile)
    winners, ties = fill(profile.options, votes=votes, costs=costs, money=budget, lot=lot)
    tallies = named(profile.options, list(votes.values()))
    return in_one_round(METHOD, profile, tallies=tallies, winners=winners, ties=ties, scores=tallies)


def fill(
    projects: Collection[str], *, votes: Mapping[str, int], costs: Mapping[str, Fraction], money: Fraction, lot: Sequence[str]
) -> tuple[list[str], list[Tie]]:
    """Which projects are funded, the first first, and the ties that decided it: between equals that fit each alone and not all together."""
    funded: list[str] = []
    ties: list[Tie] = []
    order = sorted((project for project in projects if votes[project]), key=lambda project: (-votes[project], lot.index(project)))
    for _, group in groupby(order, key=votes.__getitem__):
        equals = [project for project in group if costs[project] <= money]
        for project in equals:
            if costs[project] <= money:
                funded.append(project)
                money -= costs[project]
        if not set(equals) <= set(funded):
            ties.append(Tie(equals, By.LOT))
    return funded, ties
