"""Answers to statements."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from consult.tally.decimals import cut
from consult.tally.methods import statements
from consult.tally.profile import AGREE, DISAGREE, PASS, answered

LOT = ("C", "B", "A")


def test_shares_are_of_those_who_answered_and_passing_is_an_answer() -> None:
    outcome = statements.count(answered("ABC", [({0: AGREE, 1: DISAGREE}, 2), ({0: PASS}, 1), ({}, 3)]), lot=LOT)
    assert outcome.figures["A"] == {"agree": "2", "disagree": "0", "pass": "1", "agreement": "0.66666", "divisiveness": "0.22222"}
    assert outcome.scores == {"A": "0.66666", "B": "0.00000", "C": "0.00000"}
    assert (outcome.winners, outcome.ballots, outcome.abstained) == (["A"], 6, 3)


def test_half_is_not_more_than_half() -> None:
    assert statements.count(answered("A", [({0: AGREE}, 2), ({0: PASS}, 2)]), lot="A").winners == []
    assert statements.count(answered("A", [({0: AGREE}, 3), ({0: PASS}, 2)]), lot="A").winners == ["A"]


def test_the_highest_share_comes_first_then_what_more_answered_then_the_lot_and_no_tie_is_named() -> None:
    ballots = [({0: AGREE, 1: AGREE, 2: AGREE, 3: AGREE}, 2), ({3: AGREE, 2: DISAGREE}, 1)]
    outcome = statements.count(answered("ABCD", ballots), lot="CBAD")
    assert outcome.winners == ["D", "B", "A", "C"]
    assert outcome.ties == ()


def test_a_statement_divides_most_where_half_agree_and_half_do_not() -> None:
    halves = statements.count(answered("AB", [({0: AGREE, 1: AGREE}, 2), ({0: DISAGREE, 1: AGREE}, 2)]), lot="AB").figures
    assert (halves["A"]["divisiveness"], halves["B"]["divisiveness"]) == ("1.00000", "0.00000")


answers = st.dictionaries(st.integers(0, 2), st.sampled_from([AGREE, PASS, DISAGREE]))


@given(st.lists(st.tuples(answers, st.integers(1, 3)), max_size=8))
def test_divisiveness_is_the_variance_of_the_answers(cast: list[tuple[dict[int, int], int]]) -> None:
    figures = statements.count(answered("ABC", cast), lot="ABC").figures
    for place, option in enumerate("ABC"):
        said = [Fraction(ballot[place]) for ballot, number in cast for _ in range(number) if place in ballot]
        mean = sum(said, Fraction(0)) / max(1, len(said))
        assert figures[option]["divisiveness"] == cut(sum(((answer - mean) ** 2 for answer in said), Fraction(0)) / max(1, len(said)))
