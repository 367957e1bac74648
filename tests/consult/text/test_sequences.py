"""What two sequences have in common, and how much is done to find it."""

from collections.abc import Sequence
from random import Random

import pytest

from consult.text.sequences import AT_ONCE, Effort, common, longest, rising


class Word(str):
    """A word that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Word.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def found(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The items in common."""
    pairs = common(old, new, Effort(10**7))
    assert all(old[i] == new[j] for i, j in pairs)
    assert pairs == sorted(set(pairs))
    assert [j for _i, j in pairs] == sorted({j for _i, j in pairs})
    return [old[i] for i, _j in pairs]


def test_the_most_items_in_the_same_order_are_found() -> None:
    assert found("abcde", "xbdye") == list("bde")
    assert found("abc", "") == []
    assert found("", "abc") == []


def test_a_long_text_with_some_words_changed_keeps_all_the_others() -> None:
    chance = Random(7)
    words = [f"kata{chance.randrange(300)}" for _ in range(5_000)]
    edited = [word if at % 25 else "lain" for at, word in enumerate(words)]

    assert len(found(words, edited)) > 0.94 * len(words)


@pytest.mark.parametrize("said", ["a b", "a b c a", "a a a b", "b a"])
def test_no_choice_of_words_costs_more_than_the_words_of_the_one_times_those_of_the_other(said: str) -> None:
    length = int(AT_ONCE**0.5)
    old = [Word(word) for word in (said.split() * length)[:length]]
    new = [Word(word) for word in (said.split()[::-1] * length)[:length]]
    Word.compared = 0

    assert list(longest(old, new))

    assert length * length <= Word.compared <= length * length + 2 * length


def test_where_the_effort_is_spent_a_stretch_counts_as_wholly_different() -> None:
    old, new = list("xaybz"), list("uavbw")

    assert common(old, new, Effort(24)) == []
    assert common(old, new, Effort(25)) == [(1, 1), (3, 3)]


def test_what_both_begin_and_end_with_is_found_without_any_effort() -> None:
    assert common(list("abXcd"), list("abYcd"), Effort(0)) == [(0, 0), (1, 1), (3, 3), (4, 4)]


def test_of_pairs_out_of_order_the_longest_rising_row_is_taken() -> None:
    assert rising([(0, 3), (1, 0), (2, 1), (3, 4), (4, 2)]) == [(1, 0), (2, 1), (4, 2)]
    assert rising([]) == []
