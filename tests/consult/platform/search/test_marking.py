"""Where hits stand in a text, and the stretch around them."""

from itertools import product
from string import ascii_lowercase
from time import process_time
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.discussion.rules import TEXT_LIMIT
from consult.platform.search.asking import wanted
from consult.platform.search.marking import BEFORE, LENGTH, MOST_STEMMED, densest, stretch
from consult.text import folding

ODD: Final = [f"mempera{first}{second}atapkannyalah" for first, second in product(ascii_lowercase, repeat=2)]
HOSTILE: Final = {
    "one letter again and again": "a " * TEXT_LIMIT,
    "one word again and again": "atap " * TEXT_LIMIT,
    "one word without an end": "x" * TEXT_LIMIT,
    "hyphens": "atap-" * TEXT_LIMIT,
    "apostrophes": "a'" * TEXT_LIMIT,
    "marks and nothing under them": "\u0301" * TEXT_LIMIT,
    "letters that fold to eighteen": "\ufdfa" * TEXT_LIMIT,
    "words that are nearly the one": " ".join(ODD),
    "a clause of a million letters": "atap " * 200_000,
}
QUESTIONS: Final = ["a", "atap", '"atap atap atap atap atap atap"', 'atap "a a" "a a a" "a a a a" "a a a a a" "a a a a a a"']


def shown(text: str, question: str) -> str:
    """The stretch with its hits in brackets."""
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in stretch(text, wanted(question)))


def test_every_form_of_a_word_is_marked() -> None:
    assert shown("Layanan dan pelayanan yang melayani.", "pelayanan") == "[Layanan] dan [pelayanan] yang [melayani]."


def test_a_phrase_is_marked_as_one_and_its_words_alone_are_not() -> None:
    assert shown("Pagi di pasar, pasar pagi.", '"pasar pagi"') == "Pagi di pasar, [pasar pagi]."


def test_what_is_not_wanted_is_not_marked() -> None:
    assert shown("Lapak tanpa pajak", "lapak -sewa") == "[Lapak] tanpa pajak"


def test_markup_stays_text() -> None:
    assert shown("<mark>lapak</mark> & 'lain'", "lapak") == "<mark>[lapak]</mark> & 'lain'"


def test_of_a_long_text_the_part_with_most_hits_is_shown_between_whole_words() -> None:
    text = f"{'awal ' * 100}lapak {'tengah ' * 100}lapak di pasar, lapak {'akhir ' * 100}"

    told = shown(text, "lapak")

    assert told.startswith("…tengah")
    assert "[lapak] di pasar, [lapak]" in told
    assert told.endswith("akhir…")


def test_lines_become_one() -> None:
    assert shown("lapak\n\n  pasar", "pasar") == "lapak [pasar]"


@given(st.text(alphabet='ab c\n"-é<&', max_size=600))
def test_a_stretch_says_nothing_that_the_text_does_not(text: str) -> None:
    pieces = stretch(text, wanted("ab"))
    told = "".join(piece.text for piece in pieces if piece.text != "…")

    assert told in " ".join(text.split())
    assert len(told) <= LENGTH
    assert all(piece.text for piece in pieces)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long_to_be_marked(text: str) -> None:
    folding.indonesian()
    folding.root_of.cache_clear()
    began = process_time()

    for question in QUESTIONS:
        stretch(text, wanted(question))

    assert process_time() - began < 1


def test_few_words_of_a_text_are_stemmed_however_like_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = wanted("atap")
    stemmed: list[str] = []

    def stem(word: str) -> str:
        stemmed.append(word)
        return "atap"

    monkeypatch.setattr(folding, "stem", stem)
    folding.root_of.cache_clear()

    pieces = stretch(" ".join(["Pasal yang memberatkan pedagang", *ODD]), asked)
    folding.root_of.cache_clear()

    assert stemmed == ODD[:MOST_STEMMED]
    assert any(piece.is_hit for piece in pieces)


def test_words_of_another_script_are_marked_however_many_there_are() -> None:
    many = " ".join(chr(ord("一") + n) for n in range(300))

    assert "[屋根]" in shown(f"{many} 屋根", "屋根")


@given(st.lists(st.integers(0, 2_000), min_size=1, max_size=60, unique=True).map(sorted))
def test_the_stretch_begins_where_most_beginnings_follow(starts: list[int]) -> None:
    def followed(start: int) -> int:
        return sum(start <= other < start + LENGTH - BEFORE for other in starts)

    assert densest(starts) == max(starts, key=lambda start: (followed(start), -start))
