"""Budgets by votes, beside pabutools."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.tally.methods import budget_greedy
from consult.tally.outcome import By, Outcome, Tie
from consult.tally.profile import Ballots, chosen, scored, support
from tests.consult.tally.methods.budgets import KINDS, as_fractions, budgets, theirs
from tests.consult.tally.methods.rankings import imported, unheard


def funded(costs: dict[str, int], budget: Fraction | int, votes: dict[str, int], lot: str = "ABCD") -> Outcome:
    options = list(costs)
    profile = chosen(options, [((options.index(option),), number) for option, number in votes.items()])
    return budget_greedy.count(profile, costs=as_fractions(costs), budget=Fraction(budget), lot=lot)


def test_what_does_not_fit_is_passed_over_and_what_comes_later_may_fit() -> None:
    outcome = funded({"A": 6, "B": 5, "C": 4}, 10, {"A": 3, "B": 2, "C": 1})
    assert (outcome.winners, outcome.scores, outcome.ties) == (["A", "C"], {"A": "3", "B": "2", "C": "1"}, [])


def test_a_budget_may_be_spent_to_the_last_cent() -> None:
    costs = {"A": Fraction("0.1"), "B": Fraction("0.2")}
    profile = chosen("AB", [((0, 1), 1)])
    assert budget_greedy.count(profile, costs=costs, budget=Fraction("0.3"), lot="AB").winners == ["A", "B"]


def test_what_has_no_vote_is_not_funded_even_where_it_is_free() -> None:
    assert funded({"A": 1, "B": 0}, 10, {"A": 1}).winners == ["A"]


def test_the_lot_decides_between_equals_that_do_not_both_fit() -> None:
    outcome = funded({"A": 6, "B": 5}, 10, {"A": 1, "B": 1}, lot="BA")
    assert (outcome.winners, outcome.ties) == (["B"], [Tie(["B", "A"], By.LOT)])


def test_equals_that_all_fit_or_of_which_one_never_fits_are_no_tie() -> None:
    assert funded({"A": 5, "B": 5}, 10, {"A": 1, "B": 1}, lot="BA").ties == []
    assert funded({"A": 5, "B": 11}, 10, {"A": 1, "B": 1}, lot="BA").ties == []


def test_points_are_added_and_no_opinion_adds_none() -> None:
    profile = scored("AB", [({0: 3}, 2), ({0: 1, 1: 5}, 1)])
    outcome = budget_greedy.count(profile, costs=as_fractions({"A": 1, "B": 1}), budget=Fraction(1), lot="BA")
    assert (outcome.scores, outcome.winners) == ({"A": "7", "B": "5"}, ["A"])


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_same_is_funded_as_by_pabutools_where_a_unit_of_satisfaction_is_a_vote_for_a_unit_of_cost(kind: Ballots, seed: int) -> None:
    held, profile = budgets(kind, Random(seed))
    outcome = budget_greedy.count(profile, costs=as_fractions(held.costs), budget=Fraction(held.budget), lot=held.lot)
    instance, made = theirs(profile, held.costs, held.budget)
    rules, votes = imported("pabutools.rules"), support(profile)
    order = imported("pabutools.tiebreaking").TieBreakingRule(lambda _, __, project: held.lot.index(project.name))
    with unheard():  # its rule is by satisfaction for each unit of cost, so that a vote has to give as much as the project costs
        satisfaction = imported("pabutools.election").Cost_Sat if kind is Ballots.CHOSEN else by_cost()
        found = rules.greedy_utilitarian_welfare(instance, made, sat_class=satisfaction, tie_breaking=order)
    assert list(outcome.winners) == [project.name for project in found if votes[project.name]]


def by_cost() -> type:
    """Satisfaction of points times the cost."""
    base: type = imported("pabutools.election").AdditiveSatisfaction

    class PointsByCost(base):  # type: ignore[misc]
        def __init__(self, instance: object, profile: object, ballot: object) -> None:
            super().__init__(instance, profile, ballot, lambda _i, _p, given, project, _c: given.get(project, 0) * project.cost)

    return PointsByCost
