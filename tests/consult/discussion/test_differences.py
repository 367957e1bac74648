"""Words that go and words that come."""

import pytest

from consult.discussion.differences import MOST, Side, common, difference


def test_words_that_come_stand_between_those_that_stay() -> None:
    found = difference("berhak memperoleh layanan.", "berhak memperoleh layanan tatap muka.")

    assert found == [(Side.BOTH, "berhak memperoleh "), (Side.BEFORE, "layanan."), (Side.AFTER, "layanan tatap muka.")]


def test_what_goes_stands_before_what_comes() -> None:
    assert difference("paling lama 14 hari", "paling lama 5 hari") == [
        (Side.BOTH, "paling lama "),
        (Side.BEFORE, "14 "),
        (Side.AFTER, "5 "),
        (Side.BOTH, "hari"),
    ]


def test_white_space_alone_is_no_difference() -> None:
    assert difference("satu\ndua  tiga", "satu dua tiga") == [(Side.BOTH, "satu dua tiga")]


def test_all_words_of_the_new_text_are_there_in_order() -> None:
    found = difference("a b c d e", "x b d\n\ne f")

    assert "".join(words for side, words in found if side is not Side.BEFORE) == "x b d\n\ne f"


def test_what_is_too_long_to_compare_is_new_in_whole() -> None:
    words = int(MOST**0.5) + 1
    before, after = "a " * words, "b " * words

    assert difference(before, after) == [(Side.AFTER, after)]


def test_a_word_changed_in_a_long_text_is_found_as_in_a_short_one() -> None:
    said = [f"kata{n} " for n in range(2_000)]

    found = difference("".join(said), "".join([*said[:900], "lain ", *said[901:]]))

    assert [side for side, _ in found] == [Side.BOTH, Side.BEFORE, Side.AFTER, Side.BOTH]


class Word(str):
    """A word that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Word.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


@pytest.mark.parametrize("said", ["a b", "a b c a", "a a a b", "b a"])
def test_no_choice_of_words_costs_more_than_the_words_of_the_one_times_those_of_the_other(said: str) -> None:
    length = int(MOST**0.5)
    old = [Word(word) for word in (said.split() * length)[:length]]
    new = [Word(word) for word in (said.split()[::-1] * length)[:length]]
    Word.compared = 0

    assert list(common(old, new))

    assert length * length <= Word.compared <= length * length + 2 * length
