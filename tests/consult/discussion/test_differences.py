"""Words that go and words that come."""

from consult.discussion.differences import MOST, Side, difference


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
    long = "a " * (int(MOST**0.5) + 1)

    assert difference(long, long) == [(Side.AFTER, long)]
