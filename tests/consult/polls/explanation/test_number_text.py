"""Numbers and titles as people write them."""

from fractions import Fraction

import pytest
from django.utils import translation

from consult.polls.explanation.number_text import MOST_DECIMALS, clean, decimals_of, listed, money, number, share, short, title_in_sentence


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("1234567", "1.234.567", "1,234,567"),
        ("1234.50000", "1.234,50000", "1,234.50000"),
        ("1234.00000", "1.234", "1,234"),
        ("-3.25", "-3,25", "-3.25"),
        ("0", "0", "0"),
        ("–", "–", "–"),
        (Fraction(7, 3), "2,33333", "2.33333"),
        (Fraction(1000), "1.000", "1,000"),
        (100, "100", "100"),
    ],
)
def test_numbers_are_written_as_in_the_language(text: str | int | Fraction, indonesian: str, english: str) -> None:
    with translation.override("en"):
        assert number(text) == english
    assert number(text) == indonesian


def test_a_drawing_has_two_decimals_at_most_and_they_are_cut() -> None:
    assert short("404.62999") == "404,62"
    assert short("404.00999") == "404"
    assert short("404") == "404"


def test_a_sum_of_money_has_two_decimals_or_none() -> None:
    assert money(Fraction(3001, 2)) == "1.500,50"
    assert money(Fraction(1500)) == "1.500"


def test_a_sum_of_money_with_smaller_parts_has_as_many_decimals_as_they_need() -> None:
    assert money(Fraction(12345, 10000)) == "1,2345"
    assert money(Fraction(-3, 2)) == "-1,50"


@pytest.mark.parametrize(
    ("amounts", "decimals"),
    [([], 0), (["3", "12"], 0), (["3", "1.5"], 2), (["1.25", "1.125"], 3), (["1/3"], MOST_DECIMALS)],
    ids=str,
)
def test_amounts_side_by_side_have_as_many_decimals_as_all_of_them_need(amounts: list[str], decimals: int) -> None:
    assert decimals_of(map(Fraction, amounts)) == decimals


@pytest.mark.parametrize(("part", "base", "said"), [(1, 3, "33,3%"), (2, 3, "66,7%"), (0, 5, "0,0%"), (5, 5, "100,0%"), (0, 0, "–")])
def test_shares_are_rounded_to_tenths(part: int, base: int, said: str) -> None:
    assert share(part, base) == said


def test_lists_end_with_and() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a dan b"
    assert listed(["a", "b", "c"]) == "a, b dan c"
    assert listed(["a", "b", "c", "d"], most=2) == "a, b dan 2 lainnya"


def test_a_title_keeps_what_may_stand_and_loses_what_may_not() -> None:
    assert clean(" a\n\tb\x00\u202e ") == "a b"
    assert clean("\x00") == "–"
    assert clean("שלום") == "\u2068שלום\u2069"
    assert clean("👨\u200d👩") == "👨\u200d👩"


def test_a_long_title_is_cut_in_a_sentence_and_its_direction_closed() -> None:
    said = title_in_sentence(clean("שלום " * 40))

    assert said.startswith("“\u2068")
    assert said.endswith("…\u2069”")
