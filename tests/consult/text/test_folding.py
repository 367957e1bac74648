"""Words and their roots."""

from itertools import chain
from pathlib import Path
from time import process_time

import pytest

from consult.management import demonstration
from consult.text import folding
from consult.text.folding import LONGEST, MOST_WORDS, PLAIN, WORD, facet, fold, may_have, root_of, words_of


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


def test_what_may_have_a_root_is_told_by_its_letters_of_all_words_of_the_demonstration() -> None:
    said = "".join(path.read_text() for path in Path(demonstration.__file__).parent.iterdir() if path.suffix in {".txt", ".json"})
    words = {fold(word) for word in chain.from_iterable(found[0].split("-") for found in WORD.finditer(said))}
    plain = {word for word in words if PLAIN.fullmatch(word) and len(root_of(word)) > 2}

    assert len(plain) > 2_000
    assert [word for word in plain if not may_have(word, root_of(word))] == []
    assert len([word for word in plain if may_have(word, "bayar")]) < len(plain) / 100


def test_a_word_without_an_end_is_looked_at_to_its_hundredth_letter_and_not_remembered_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []

    def fold_and_note(word: str) -> str:
        folded.append(word)
        return fold(word)

    monkeypatch.setattr(folding, "fold", fold_and_note)
    root_of.cache_clear()
    began = process_time()

    words_of("\ufdfa" * 100_000, "x" * 100_000)

    assert [len(word) for word in folded] == [4 * LONGEST] * 2
    assert process_time() - began < 1
