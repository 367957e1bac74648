"""The Method of Equal Shares: small cases by hand, and beside pabutools."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.tally import equal_shares_add1
from consult.tally.equal_shares import Purchase, buy
from consult.tally.equal_shares_bounds import holds
from consult.tally.methods import budget_equal_shares
from consult.tally.outcome import By, Outcome, Tie
from consult.tally.profile import Ballots, Profile, chosen, scored
from tests.consult.tally.methods.budgets import KINDS, SATISFACTION, as_fractions, budgets, theirs
from tests.consult.tally.methods.rankings import imported, unheard

randoms = st.integers(0, 2**32 - 1)


def shared(ballots: Sequence[tuple[Sequence[int], int]], costs: Mapping[str, int], budget: int, lot: str) -> Outcome:
    profile = chosen(list(costs), ballots)
    return budget_equal_shares.count(profile, costs=as_fractions(costs), budget=Fraction(budget), lot=lot)


def test_a_minority_buys_with_its_share_what_votes_alone_would_not_fund() -> None:
    outcome = shared([((0, 1), 6), ((2,), 4)], {"A": 60, "B": 40, "C": 40}, 100, "ABC")
    assert outcome.winners == ["A", "C"]  # by votes A and B; each voter has 10, and four of them buy C
    assert outcome.completion == ""


def test_support_that_can_pay_falls_with_the_money_of_supporters_and_the_poor_give_all_that_they_have() -> None:
    outcome = shared([((0,), 2), ((0, 1), 1), ((1,), 1)], {"A": 24, "B": 12}, 40, "BA")
    assert [stage.elected for stage in outcome.rounds] == [["A"], ["B"]]  # A for 8 each; for B one gives the 2 left, the other all 10
    assert [stage.tallies for stage in outcome.rounds] == [{"A": "3.00000", "B": "2.00000"}, {"B": "1.20000"}]


def test_shares_are_raised_until_nothing_more_fits() -> None:
    outcome = shared([((0,), 3), ((1,), 1), ((2,), 1)], {"A": 30, "B": 20, "C": 25}, 60, "CBA")
    assert (outcome.winners, outcome.completion) == (["A", "B"], "add1")  # with 12 for each A alone, with 20 B too, and then C is too dear


def test_shares_are_raised_no_further_where_that_would_cost_more_than_there_is() -> None:
    outcome = shared([((0,), 3), ((1,), 1), ((2,), 1)], {"A": 30, "B": 20, "C": 20}, 60, "CBA")
    assert [stage.elected for stage in outcome.rounds] == [["A"]]  # with 20 for each all three would be bought
    assert (outcome.completion, outcome.ties) == ("add1", [])


def test_of_equal_rates_the_project_with_more_supporters_is_bought_then_the_lot_decides() -> None:
    points = scored("AB", [({0: 2, 1: 1}, 1), ({1: 2}, 1)])  # a point costs 2 in both; A has one supporter, B two
    more = budget_equal_shares.count(points, costs=as_fractions({"A": 4, "B": 6}), budget=Fraction(9), lot="AB")
    assert (more.rounds[0].tallies, more.rounds[0].elected) == ({"A": "2.00000", "B": "3.00000"}, ["B"])
    assert more.ties == [Tie(["B", "A"], By.VOTERS)]
    drawn = shared([((0, 1), 2)], {"A": 10, "B": 10}, 10, "BA")
    assert (drawn.winners, drawn.ties) == (["B"], [Tie(["B", "A"], By.LOT)])


def test_equals_that_are_all_bought_at_that_rate_are_no_tie() -> None:
    assert shared([((0, 1), 2)], {"A": 5, "B": 5}, 10, "BA").ties == []


def test_who_abstains_has_no_share() -> None:
    with_them = shared([((0,), 1), ((1,), 1), ((), 6)], {"A": 5, "B": 5}, 10, "AB")
    assert (with_them.winners, with_them.completion, with_them.abstained) == (["A", "B"], "", 6)


def test_nobody_who_says_anything_buys_nothing() -> None:
    outcome = shared([((), 3)], {"A": 5}, 10, "A")
    assert (outcome.winners, len(outcome.rounds), outcome.scores) == ([], 1, {"A": "0"})


def test_what_is_free_is_bought_first_and_what_is_too_dear_takes_no_part() -> None:
    outcome = shared([((0, 1, 2), 2)], {"A": 5, "B": 0, "C": 11}, 10, "ABC")
    assert outcome.winners == ["B", "A"]


def test_a_raise_is_a_ten_thousandth_of_a_large_share_rounded_up() -> None:
    profile = chosen("AB", [((0,), 9), ((1,), 1)])
    buyable, share, rows, voters = _instance(profile, {"A": 600_000, "B": 300_000}, 1_000_010, "AB")
    purchases, raised = equal_shares_add1.completed(buyable, budget=Fraction(1_000_010), share=share, rows=rows, voters=voters)
    assert (share, raised) == (
        Fraction(100_001),
        Fraction(100_001 + 11 * 18_182),
    )  # the first raise by elevens with which one voter has 300,000
    assert names(purchases) == ["A", "B"]


def test_shares_are_raised_a_hundred_thousand_times_at_most() -> None:
    profile = chosen("AB", [((0,), 999), ((1,), 1)])
    buyable, share, rows, voters = _instance(profile, {"A": 400_000, "B": 500_000}, 1_000_000, "AB")
    purchases, raised = equal_shares_add1.completed(buyable, budget=Fraction(1_000_000), share=share, rows=rows, voters=voters)
    assert (names(purchases), raised - share) == (["A"], Fraction(100_000))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=150, deadline=None)
@given(seed=randoms)
def test_the_same_is_bought_as_by_pabutools_without_and_with_raises(kind: Ballots, seed: int) -> None:
    held, profile = budgets(kind, Random(seed))
    found = {raised: by_pabutools(kind, profile, held.costs, held.budget, held.lot, raised) for raised in (None, 1)}
    assert names(_bought(profile, held.costs, held.budget, held.lot)) == found[None]
    projects, share, rows, voters = _instance(profile, held.costs, held.budget, held.lot)
    purchases, _ = equal_shares_add1.completed(projects, budget=Fraction(held.budget), share=share, rows=rows, voters=voters)
    assert names(purchases) == found[1]
    outcome = budget_equal_shares.count(profile, costs=as_fractions(held.costs), budget=Fraction(held.budget), lot=held.lot)
    assert list(outcome.winners) == found[1]
    assert sum(held.costs[option] for option in outcome.winners) <= held.budget


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=100, deadline=None)
@given(seed=randoms)
def test_bounds_say_that_purchases_hold_only_where_they_do(kind: Ballots, seed: int) -> None:
    random = Random(seed)
    held, profile = budgets(kind, random)
    projects, share, rows, voters = _instance(profile, held.costs, held.budget, held.lot)
    purchases = buy(projects, share, rows=rows)
    places = [projects.index(purchase.project) for purchase in purchases]
    high = share + Fraction(random.randint(0, 12), random.randint(1, 6))
    if holds(projects, places, share, high, rows=rows, voters=voters):
        for part in range(5):
            assert names(buy(projects, share + (high - share) * part / 4, rows=rows)) == names(purchases)


def test_bounds_know_that_nothing_changes_over_a_long_way() -> None:
    profile = chosen("AB", [((0,), 7), ((1,), 1)])
    projects, share, rows, voters = _instance(profile, {"A": 70, "B": 900}, 1000, "AB")
    assert holds(projects, [0], share, Fraction(899), rows=rows, voters=voters)
    assert not holds(projects, [0], share, Fraction(900), rows=rows, voters=voters)


def _instance(profile: Profile, costs: Mapping[str, int], budget: int, lot: Sequence[str]) -> tuple[Any, Fraction, int, int]:
    voters = profile.voters - profile.abstained
    projects = budget_equal_shares.projects(profile, costs=as_fractions(costs), budget=Fraction(budget), lot=lot)
    return projects, Fraction(budget, voters), len(profile.marks), voters


def _bought(profile: Profile, costs: Mapping[str, int], budget: int, lot: Sequence[str]) -> list[Purchase]:
    projects, share, rows, _ = _instance(profile, costs, budget, lot)
    return buy(projects, share, rows=rows)


def names(purchases: Sequence[Purchase]) -> list[str]:
    return [purchase.project.name for purchase in purchases]


def by_pabutools(
    kind: Ballots, profile: Profile, costs: Mapping[str, int], budget: int, lot: Sequence[str], raised: int | None
) -> list[str]:
    """What pabutools buys, in its order; of equals the project with more supporters, then by the lot, as ours."""
    instance, made = theirs(profile, costs, budget)
    number = {option: int(profile.counts[profile.marks[:, place] > 0].sum()) for place, option in enumerate(profile.options)}
    order = imported("pabutools.tiebreaking").TieBreakingRule(lambda _, __, each: (-number[each.name], lot.index(each.name)))
    satisfaction = getattr(imported("pabutools.election"), SATISFACTION[kind])
    with unheard():
        found = imported("pabutools.rules").method_of_equal_shares(
            instance, made, sat_class=satisfaction, tie_breaking=order, voter_budget_increment=raised
        )
    return [project.name for project in found]
