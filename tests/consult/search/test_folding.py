"""Words and their roots."""

import pytest

from consult.search.folding import LONGEST, MOST_WORDS, facet, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pelayanan", "melayani"),
        ("mengusulkan", "usulan"),
        ("menyampaikan", "disampaikan"),
        ("pembayarannya", "bayar"),
        ("kebersihan", "bersih"),
        ("pedagang", "dagangan"),
        ("anak-anak", "anak"),
        ("Jum'at", "jumat"),
        ("jum’at", "Jumat"),
        ("meetings", "meeting"),
        ("policies", "policy"),
        ("café", "CAFE"),
        ("ﬁnal", "final"),
        ("Straße", "strasse"),
        ("İzmir", "izmir"),
    ],
)
def test_two_forms_of_a_word_are_found_by_one_root(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("tetap", "tetapi"), ("beli", "beliau"), ("berita", "beri"), ("7", "7a"), ("中文", "中"), ("нет", "да")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


def test_words_keep_their_order_and_lose_what_is_between_them() -> None:
    assert words_of("Pasal 7A, ayat (2):", "Rp1.000.000") == "pasal 7a ayat 2 rp 1 000 000"


def test_every_root_is_letters_and_digits_whatever_was_written() -> None:
    assert all(root.isascii() and root.isalnum() for root in words_of("नमस्ते ﷺ ½ ² 𝔣𝔯𝔢𝔢 _x_ a_b 😀 ʼaʼ").split())


def test_no_word_is_as_long_as_a_facet_so_none_is_taken_for_one() -> None:
    named = facet("consultation", "pasar-pagi")

    assert len(named) > LONGEST
    assert named.isalpha()
    assert words_of(named) != named


def test_a_text_has_no_more_words_than_both_databases_can_place() -> None:
    assert len(words_of("a b " * MOST_WORDS).split()) == MOST_WORDS


def test_a_text_without_a_word_has_none() -> None:
    assert words_of("… — !? 😀", "") == ""
