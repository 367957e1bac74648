"""STAR, beside starvote and the known outcomes."""

import json
from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consult.tally.canonical_ballots import profile_of
from consult.tally.methods import star
from consult.tally.outcome import By, Tie
from consult.tally.profile import Ballots, Profile, scored, support
from tests.consult.tally.methods.rankings import imported, unheard
from tests.consult.tally.profiles import cast

KNOWN = Path(__file__).resolve().parents[4] / "../shared/data/tally/own/star_synthetic.json"


def counted(ballots: Sequence[tuple[Sequence[int], int]], lot: str) -> Any:
    """The outcome, of options A, B, C …"""
    return star.count(scored("ABCDEF"[: len(lot)], [(dict(enumerate(marks)), number) for marks, number in ballots]), lot=lot)


def test_the_one_with_fewer_points_wins_where_more_prefer_it() -> None:
    outcome = counted([((5, 4, 0), 3), ((0, 1, 0), 4)], "CBA")
    assert outcome.scores == {"A": "15", "B": "16", "C": "0"}
    assert (outcome.winners, outcome.rounds[1].tallies, outcome.rounds[1].exhausted) == (["B"], {"B": "4", "A": "3"}, "0")


def test_who_scores_both_alike_counts_for_neither() -> None:
    outcome = counted([((5, 4, 0), 3), ((2, 2, 0), 4), ((0, 0, 0), 2)], "CBA")
    assert (outcome.winners, outcome.rounds[1].exhausted) == (["A"], "6")


def test_no_opinion_counts_as_nought_and_an_empty_ballot_is_an_abstention() -> None:
    outcome = star.count(scored("AB", [({0: 1}, 2), ({1: 5}, 1), ({}, 4)]), lot="AB")
    assert (outcome.winners, outcome.abstained, outcome.rounds[1].tallies) == (["A"], 4, {"B": "1", "A": "2"})


def test_a_tie_of_two_for_the_second_place_goes_to_whom_more_prefer() -> None:
    outcome = counted([((5, 2, 0), 1), ((5, 2, 0), 1), ((5, 0, 4), 1)], "CBA")
    assert outcome.rounds[1].tallies.keys() == {"A", "B"}
    assert outcome.ties == [Tie(["B", "C"], By.DUEL)]


def test_of_three_that_are_tied_who_lost_the_most_duels_goes_out() -> None:
    outcome = counted([((2, 3, 4), 2), ((5, 3, 1), 1)], "ABC")  # sums 9 9 9; C beats B, both beat A
    assert outcome.rounds[1].tallies == {"C": "2", "B": "1"}
    assert outcome.ties == [Tie(["B", "C", "A"], By.DUEL)]


@pytest.mark.parametrize("lot", ["".join(order) for order in permutations("ABC")])
def test_in_a_circle_of_three_who_has_the_fewest_best_marks_goes_out_whatever_the_lot(lot: str) -> None:
    outcome = counted([((5, 0, 2), 1), ((1, 4, 5), 1), ((1, 3, 0), 1)], lot)  # sums 7 7 7; B beats A, A beats C, C beats B; best 1 0 1
    assert set(outcome.rounds[1].tallies) == {"A", "C"}
    assert outcome.winners == ["A"]
    assert [tie.broken_by for tie in outcome.ties] == [By.BEST_MARKS]


def test_nobody_goes_out_below_the_number_of_places_and_those_who_lost_alike_are_told_apart_by_best_marks() -> None:
    outcome = star.count(
        scored("ABCD", [({0: 4, 1: 5, 2: 3, 3: 5}, 1), ({0: 3, 1: 1, 2: 2, 3: 0}, 1), ({0: 0, 1: 1, 2: 2, 3: 2}, 1)]), lot="BDAC"
    )  # sums 7 7 7 7; A lost two duels, then B one; C and D are the two
    assert set(outcome.rounds[1].tallies) == {"C", "D"}
    assert outcome.winners == ["D"]  # one prefers either; the points are equal; the best mark decides


def test_where_nothing_tells_three_apart_the_last_in_the_lot_goes_out() -> None:
    outcome = counted([((5, 5, 5), 1)], "CBA")
    assert outcome.rounds[1].tallies.keys() == {"C", "B"}
    assert outcome.ties[0] == Tie(["C", "B", "A"], By.LOT)


def test_a_tied_runoff_goes_to_points_then_to_best_marks_then_to_the_lot() -> None:
    points = counted([((5, 0), 1), ((0, 4), 1)], "BA")
    assert (points.winners, points.ties) == (["A"], [Tie(["A", "B"], By.POINTS)])
    best = counted([((5, 2), 1), ((1, 4), 1)], "BA")
    assert (best.winners, best.ties) == (["A"], [Tie(["A", "B"], By.BEST_MARKS)])
    drawn = counted([((5, 0), 1), ((0, 5), 1)], "BA")
    assert (drawn.winners, drawn.ties) == (["B"], [Tie(["B", "A"], By.LOT)])


def test_where_one_option_alone_has_points_it_wins_at_once_and_where_none_has_nobody_does() -> None:
    alone = counted([((0, 3), 1)], "AB")
    assert (alone.winners, len(alone.rounds), alone.rounds[0].elected) == (["B"], 1, ["B"])
    assert counted([((0, 0), 1)], "AB").winners == []


@pytest.mark.skipif(not KNOWN.exists(), reason="the data are not here")
def test_known_profiles_have_their_known_sums_finalists_and_winner() -> None:
    known: Mapping[str, Any] = json.loads(KNOWN.read_text())
    assert known
    for case in known.values():
        options = [str(n) for n in range(1, case["n"] + 1)]
        outcome = star.count(scored(options, [(dict(enumerate(marks)), number) for number, marks in case["ballots"]]), lot=options)
        expected = case["expected"]
        assert [int(points) for points in outcome.scores.values()] == expected["total_scores"]
        assert {*outcome.rounds[1].tallies} == {str(finalist) for finalist in expected["finalists"]}
        assert sorted(map(int, outcome.rounds[1].tallies.values())) == sorted(expected["final_votes"])
        assert outcome.winners == [str(expected["winner"])]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32 - 1).map(Random))
def test_the_winner_is_starvotes_unless_three_are_tied(random: Random) -> None:
    held = cast(Ballots.SCORED, random)
    profile = profile_of(Ballots.SCORED, held.ballots.items(), options=held.options)
    sums = sorted(support(profile).values(), reverse=True)
    assume(len(sums) > 1 and sums[1] > 0 and sums.count(sums[1]) <= 2)
    assert list(star.count(profile, lot=held.lot).winners) == theirs(profile, held.lot)


def theirs(profile: Profile, lot: Sequence[str]) -> list[str]:
    """starvote's winner, by the same lot. Of several tied for a place it takes those with the most votes in all duels together, where the
    protocol lets go who lost the most; with two the same comes out."""
    starvote = imported("starvote")
    ballots = [
        dict(zip(profile.options, row, strict=True))
        for row, number in zip(profile.marks.clip(0).tolist(), profile.counts.tolist(), strict=True)
        for _ in range(number)
    ]
    with unheard():
        tiebreaker = starvote.predefined_permutation_tiebreaker(list(lot))
        found: list[str] = starvote.star_voting(ballots, tiebreaker=tiebreaker, verbosity=0)
    return found
