"""Where hits stand in a text, and the stretch around them."""

from hypothesis import given
from hypothesis import strategies as st

from consult.search.asking import wanted
from consult.search.marking import LENGTH, stretch


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
