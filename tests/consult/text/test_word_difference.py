"""Words that go and words that come."""

from random import Random
from time import process_time

import pytest

from consult.text.word_difference import Side, difference, marked


def test_words_that_come_stand_between_those_that_stay() -> None:
    found = difference("berhak memperoleh layanan.", "berhak memperoleh layanan tatap muka.")

    assert found == [(Side.BOTH, "berhak memperoleh layanan "), (Side.AFTER, "tatap muka"), (Side.BOTH, ".")]


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


def test_what_is_wholly_other_and_too_long_to_compare_goes_and_comes_in_whole() -> None:
    before, after = " ".join(["a"] * 5_000), " ".join(["b"] * 5_000)

    assert difference(before, after) == [(Side.BEFORE, before), (Side.AFTER, after)]


def test_a_word_changed_in_a_long_text_is_found_as_in_a_short_one() -> None:
    said = [f"kata{n} " for n in range(2_000)]

    found = difference("".join(said), "".join([*said[:900], "lain ", *said[901:]]))

    assert [side for side, _ in found] == [Side.BOTH, Side.BEFORE, Side.AFTER, Side.BOTH]


AYAT = "(1) Setiap pedagang memperoleh satu lapak.\n(2) Lapak diberikan menurut:\na. urutan pendaftaran; dan\nb. jenis dagangan."


def sides(before: str, after: str, side: Side) -> list[str]:
    """The stretches of one side, without white space around them."""
    return [words.strip() for found, words in difference(before, after) if found is side]


def test_an_ayat_put_in_before_another_leaves_the_others_as_they_are() -> None:
    after = AYAT.replace("(2)", "(2) Lapak dekat pintu diberikan kepada lansia.\n(3)")

    assert sides(AYAT, after, Side.BEFORE) == ["(2)"]
    assert sides(AYAT, after, Side.AFTER) == ["(2) Lapak dekat pintu diberikan kepada lansia.\n(3)"]


def test_a_huruf_taken_out_takes_no_word_of_the_next_one_with_it() -> None:
    after = AYAT.replace("a. urutan pendaftaran; dan\nb.", "a.")

    assert sides(AYAT, after, Side.BEFORE) == ["a. urutan pendaftaran; dan\nb."]
    assert sides(AYAT, after, Side.AFTER) == ["a."]


def test_words_never_pair_across_parts() -> None:
    before = "(1) Lapak dibagi oleh kepala pasar.\n(2) Sampah dipilah setiap pagi."
    after = "(1) Lapak dibagi oleh kepala pasar.\n(2) Kepala desa menunjuk petugas pasar."

    assert sides(before, after, Side.BEFORE) == ["(2) Sampah dipilah setiap pagi."]
    assert sides(before, after, Side.AFTER) == ["(2) Kepala desa menunjuk petugas pasar."]


def test_a_word_changed_in_one_huruf_is_all_that_differs() -> None:
    assert sides(AYAT, AYAT.replace("jenis", "luas"), Side.BEFORE) == ["jenis"]
    assert sides(AYAT, AYAT.replace("jenis", "luas"), Side.AFTER) == ["luas"]


def test_parts_are_known_where_somebody_typed_them_in_one_line() -> None:
    flat = AYAT.replace("\n", " ")

    assert sides(AYAT, flat.replace("jenis", "luas"), Side.BEFORE) == ["jenis"]


@pytest.mark.parametrize("seed", range(40))
def test_both_texts_can_be_read_out_of_any_difference(seed: int) -> None:
    chance = Random(seed)
    pieces = ["(1) ", "(2) ", "a. ", "b. ", "kata ", "lain; ", "dan ", "lagi.\n", "x", "\n\n"]
    before, after = ("".join(chance.choices(pieces, k=chance.randrange(40))) for _ in range(2))

    found = difference(before, after)

    assert "".join(words for side, words in found if side is not Side.BEFORE) == after
    assert "".join("".join(words for side, words in found if side is not Side.AFTER).split()) == "".join(before.split())


@pytest.mark.parametrize("seed", range(40))
def test_no_white_space_is_marked_and_no_letter_of_the_text_is_another_for_it(seed: int) -> None:
    chance = Random(seed)
    pieces = ["(1) ", "a. ", "kata ", "lain; ", "dan  ", "lagi.\n", "x", "\n\n", "\t", " "]
    before, after = ("".join(chance.choices(pieces, k=chance.randrange(1, 40))) for _ in range(2))
    found = difference(before, after)

    shown = marked(found)

    assert [words for side, words in shown if side is not Side.BOTH and words != words.strip()] == []
    assert "".join(words for _, words in shown) == "".join(words for _, words in found)
    assert [(side, words.strip()) for side, words in found if side is not Side.BOTH and words.strip()] == [
        (side, words) for side, words in shown if side is not Side.BOTH
    ]


@pytest.mark.parametrize("between", [" ", "\n", "\n(1) "])
def test_twenty_thousand_chosen_words_are_compared_in_well_under_a_second(between: str) -> None:
    chance = Random(3)
    before, after = (between.join(chance.choice("ab") for _ in range(20_000)) for _ in range(2))
    began = process_time()

    difference(before, after)

    assert process_time() - began < 2  # some 0.2 s on a free processor


def test_a_word_that_stays_is_not_struck_for_the_full_stop_behind_it() -> None:
    assert difference("tidak boleh lambat.", "tidak boleh lambat dan mahal.") == [
        (Side.BOTH, "tidak boleh lambat "),
        (Side.AFTER, "dan mahal"),
        (Side.BOTH, "."),
    ]


def test_the_number_of_an_ayat_keeps_its_point() -> None:
    assert sides("a. pasar;\nb. lapak.", "a. pasar;\nc. lapak.", Side.BEFORE) == ["b."]


def test_what_goes_keeps_apart_from_the_word_before_it() -> None:
    assert difference("tidak lambat dan mahal.", "tidak lambat.") == [
        (Side.BOTH, "tidak lambat"),
        (Side.BEFORE, " dan mahal"),
        (Side.BOTH, "."),
    ]


def test_a_line_whose_last_word_is_another_ends_once() -> None:
    found = difference("Taman buka sampai 18.00.\nLampu menyala.", "Taman buka sampai 21.00.\nLampu menyala.")

    assert [text for side, text in found if side is Side.BEFORE] == ["18.00. "]
    assert "".join(text for side, text in found if side is not Side.BEFORE) == "Taman buka sampai 21.00.\nLampu menyala."
