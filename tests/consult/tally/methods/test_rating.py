"""Ratings: means over those who have an opinion."""

import statistics
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from consult.tally.decimals import cut
from consult.tally.methods import rating
from consult.tally.outcome import By, Tie
from consult.tally.profile import scored

LOT = ("C", "B", "A")


def test_who_has_no_opinion_has_no_part_in_a_mean() -> None:
    outcome = rating.count(scored("ABC", [({0: 5}, 1), ({0: 4, 1: 3, 2: 0}, 2), ({}, 7)]), lot=LOT)
    assert outcome.scores == {"A": "4.33333", "B": "3.00000", "C": "0.00000"}
    assert (outcome.winners, outcome.ballots, outcome.abstained) == (["A"], 10, 7)
    assert outcome.figures["B"] == {
        "mean": "3.00000",
        "median": "3.00000",
        "rated": "2",
        "no_opinion": "1",
        "0": "0",
        "1": "0",
        "2": "0",
        "3": "2",
        "4": "0",
        "5": "0",
    }


def test_means_that_differ_behind_the_last_decimal_are_no_tie() -> None:
    outcome = rating.count(scored("AB", [({0: 1, 1: 1}, 1), ({0: 0}, 999_999), ({1: 0}, 999_998)]), lot=("A", "B"))
    assert (outcome.scores["A"], outcome.scores["B"], outcome.winners, outcome.ties) == ("0.00000", "0.00000", ["B"], [])


def test_of_equal_means_the_one_that_more_rated_wins_and_then_the_lot() -> None:
    more = rating.count(scored("ABC", [({0: 4, 1: 4}, 1), ({0: 4}, 1)]), lot=LOT)
    assert (more.winners, more.ties) == (["A"], [Tie(["A", "B"], By.VOTERS)])
    drawn = rating.count(scored("ABC", [({0: 4, 1: 4}, 1)]), lot=LOT)
    assert (drawn.winners, drawn.ties) == (["B"], [Tie(["B", "A"], By.LOT)])


def test_what_nobody_rated_does_not_win_and_what_all_rate_nought_may() -> None:
    assert rating.count(scored("ABC", [({0: 0}, 1)]), lot=LOT).winners == ["A"]
    assert rating.count(scored("ABC", [({}, 1)]), lot=LOT).winners == []


def test_marks_above_five_are_told_where_somebody_gave_them() -> None:
    assert rating.count(scored("AB", [({0: 9, 1: 2}, 1)]), lot="AB").figures["B"].keys() - {"mean", "median", "rated", "no_opinion"} == {
        *"0123459"
    }


marks = st.dictionaries(st.integers(0, 3), st.integers(0, 5))


@given(st.lists(st.tuples(marks, st.integers(1, 3)), max_size=8))
def test_mean_and_median_are_those_of_the_standard_library(cast: list[tuple[dict[int, int], int]]) -> None:
    figures = rating.count(scored("ABCD", cast), lot="ABCD").figures
    for place, option in enumerate("ABCD"):
        given_ = [Fraction(ballot[place]) for ballot, number in cast for _ in range(number) if place in ballot]
        expected = (statistics.mean(given_), statistics.median(given_)) if given_ else (Fraction(0), Fraction(0))
        assert (figures[option]["mean"], figures[option]["median"]) == tuple(map(cut, expected))
        assert figures[option]["rated"] == str(len(given_))
