"""Approvals."""

from hypothesis import given
from hypothesis import strategies as st

from consult.tally.methods import approval
from consult.tally.outcome import By, Tie
from consult.tally.profile import chosen

LOT = ("C", "B", "A")


def test_each_ballot_counts_for_all_that_it_chooses() -> None:
    outcome = approval.count(chosen("ABC", [((0, 1), 3), ((1,), 2), ((), 4)]), lot=LOT)
    assert outcome.scores == {"A": "3", "B": "5", "C": "0"}
    assert (outcome.winners, outcome.ballots, outcome.abstained, outcome.ties) == (["B"], 9, 4, [])


def test_the_lot_breaks_a_tie_for_the_last_seat_and_says_so() -> None:
    outcome = approval.count(chosen("ABC", [((0, 1, 2), 1), ((1,), 1)]), seats=2, lot=LOT)
    assert outcome.winners == ["B", "C"]
    assert outcome.ties == [Tie(["C", "A"], By.LOT)]


def test_a_tie_of_two_who_both_win_is_none() -> None:
    outcome = approval.count(chosen("ABC", [((0, 1), 2), ((2,), 1)]), seats=2, lot=LOT)
    assert (outcome.winners, outcome.ties) == (["B", "A"], [])


def test_what_nobody_chose_does_not_win_a_free_seat() -> None:
    assert approval.count(chosen("ABC", [((0,), 1)]), seats=3, lot=LOT).winners == ["A"]
    assert approval.count(chosen("ABC", [((), 2)]), lot=LOT).winners == []


ballots = st.lists(st.tuples(st.sets(st.integers(0, 4)), st.integers(1, 3)), max_size=8)


@given(ballots, st.permutations("ABCDE"), st.integers(1, 5))
def test_winners_are_those_with_the_most_by_plain_arithmetic(cast: list[tuple[set[int], int]], lot: list[str], seats: int) -> None:
    outcome = approval.count(chosen("ABCDE", cast), seats=seats, lot=lot)
    votes = {option: sum(number for choice, number in cast if place in choice) for place, option in enumerate("ABCDE")}
    order = sorted(filter(votes.__getitem__, votes), key=lambda option: (-votes[option], lot.index(option)))
    assert (outcome.winners, outcome.scores) == (order[:seats], {option: str(number) for option, number in votes.items()})
    assert bool(outcome.ties) == (len(order) > seats and votes[order[seats - 1]] == votes[order[seats]])
