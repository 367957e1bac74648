"""Ties: a step may decide, or only leave fewer for the next one."""

from consult.tally.outcome import By, Tie
from consult.tally.tie_breaking import Key, first_of

LOT = ["Dewi", "Citra", "Bayu", "Asih"]


def by(**keys: int) -> Key:
    """So much for each option."""
    return keys.__getitem__


def test_of_one_there_is_no_tie() -> None:
    assert first_of(["Asih"], lot=LOT, steps=[(By.DUEL, by(Asih=0))]) == ("Asih", None)


def test_without_a_step_the_lot_decides() -> None:
    assert first_of(["Asih", "Bayu"], lot=LOT) == ("Bayu", Tie(["Bayu", "Asih"], By.LOT))


def test_the_step_that_sets_one_apart_decides_and_the_others_follow_by_the_lot() -> None:
    steps = [(By.DUEL, by(Asih=1, Bayu=0, Citra=0)), (By.POINTS, by(Asih=0, Bayu=0, Citra=9))]

    assert first_of(["Asih", "Bayu", "Citra"], lot=LOT, steps=steps) == ("Asih", Tie(["Asih", "Citra", "Bayu"], By.DUEL))


def test_whoever_a_step_leaves_behind_does_not_come_back_with_the_next_one() -> None:
    steps = [(By.DUEL, by(Asih=1, Bayu=1, Citra=0)), (By.POINTS, by(Asih=4, Bayu=3, Citra=9))]

    assert first_of(["Asih", "Bayu", "Citra"], lot=LOT, steps=steps) == ("Asih", Tie(["Asih", "Bayu"], By.POINTS))


def test_nor_does_the_lot_bring_them_back() -> None:
    steps = [(By.DUEL, by(Asih=1, Bayu=1, Citra=0))]

    assert first_of(["Asih", "Bayu", "Citra"], lot=LOT, steps=steps) == ("Bayu", Tie(["Bayu", "Asih"], By.LOT))
