"""Printed numbers as values."""

from itertools import pairwise

import pytest

from consult.formats.outline.printed_numbers import (
    FIRST,
    NUMERALS,
    Value,
    arabic,
    follows,
    german_ordinal,
    inserted_letter,
    letter,
    ordinal,
    roman,
)


@pytest.mark.parametrize(("printed", "value"), [("7", (7, 0)), ("7A", (7, 1)), ("12b", (12, 2)), ("A7", None), ("", None)])
def test_an_arabic_number_may_carry_one_letter(printed: str, value: Value | None) -> None:
    assert arabic(printed) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("I", (1, 0)),
        ("iv", (4, 0)),
        ("XIV", (14, 0)),
        ("XC", (90, 0)),
        ("IVA", (4, 1)),
        ("IIII", None),
        ("VX", None),
        ("A", None),
        ("", None),
    ],
)
def test_a_roman_number_is_read_only_where_it_is_well_formed(printed: str, value: Value | None) -> None:
    assert roman(printed) == value


@pytest.mark.parametrize(("printed", "value"), [("a", (1, 0)), ("z", (26, 0)), ("aa", (27, 0)), ("ab", None), ("A", None), ("", None)])
def test_letters_go_on_after_z_with_the_same_letter_twice(printed: str, value: Value | None) -> None:
    assert letter(printed) == value


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Pertama", 1),
        ("Kesatu", 1),
        ("Kesepuluh", 10),
        ("Kesebelas", 11),
        ("Kedua Belas", 12),
        ("Keduabelas", 12),
        ("KEDUA PULUH", 20),
        ("Kedua Puluh Satu", 21),
        ("Ke-3", 3),
    ],
)
def test_an_indonesian_ordinal_is_read_however_it_is_spaced(printed: str, number: int) -> None:
    assert ordinal(printed) == (number, 0)


def test_a_word_that_only_begins_like_an_ordinal_is_none() -> None:
    assert ordinal("Keuangan") is None


@pytest.mark.parametrize(("before", "now"), [((7, 0), (8, 0)), ((7, 0), (7, 1)), ((7, 1), (7, 2)), ((7, 2), (8, 0)), (None, FIRST)])
def test_a_whole_number_or_the_next_letter_may_follow(before: Value | None, now: Value) -> None:
    assert follows(before, now)


@pytest.mark.parametrize(("before", "now"), [((7, 0), (7, 0)), ((7, 0), (9, 0)), ((7, 0), (7, 2)), (None, (2, 0)), (None, (1, 1))])
def test_a_gap_or_a_repetition_does_not_follow(before: Value | None, now: Value) -> None:
    assert not follows(before, now)


@pytest.mark.parametrize(
    ("numerals", "printed", "value"),
    [
        ("arabic", "2aa", (2, 27)),
        ("arabic", "5 bis", (5, 1)),
        ("arabic", "5 and", None),
        ("arabic", "-1b", (0, 2)),
        ("path", "3.1.4", (4, 0)),
        ("path", "A.3a", (3, 1)),
        ("path", "B", (2, 0)),
        ("capital", "C", (3, 0)),
        ("capital", "c", None),
        ("cardinal", "Twelve", (12, 0)),
        ("cardinal", "Dozen", None),
        ("doubled letter", "bb", (2, 0)),
        ("doubled letter", "bbb", (2, 0)),
        ("doubled letter", "b", None),
    ],
)
def test_each_way_of_writing_a_number_is_read(numerals: str, printed: str, value: Value | None) -> None:
    assert NUMERALS[numerals](printed) == value


@pytest.mark.parametrize(
    ("printed", "number"),
    [("Erster", 1), ("Zweites", 2), ("Siebenter", 7), ("Siebte", 7), ("Elfter", 11), ("Siebzehnter", 17), ("Einundzwanzigstes", 21)],
)
def test_a_german_ordinal_is_read_in_every_gender(printed: str, number: int) -> None:
    assert german_ordinal(printed) == (number, 0)


def test_a_german_word_that_is_no_ordinal_is_none() -> None:
    assert german_ordinal("Besonderer") is None


def test_inserted_letters_follow_the_one_they_are_inserted_after() -> None:
    order = [inserted_letter(printed) for printed in ("-a", "a", "aa", "ab", "b", "ba", "c")]

    assert all(follows(before, now) for before, now in zip([None, *order], order, strict=False) if now)


def test_numbers_that_are_inserted_twice_stand_between_their_neighbours() -> None:
    order = [arabic(printed) for printed in ("2", "2a", "2aa", "2ab", "2b", "3")]

    assert all(follows(before, now) for before, now in pairwise(order) if now)
