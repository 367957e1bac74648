"""Where quoted words stand in a clause."""

from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.anchoring.quotes import Quote, Span, anchored, joined, quotable, sentences, span_of, starts
from consult.errors import BadInput

TEXT = "Lapak diberikan menurut: urutan; dan jenis dagangan. Lapak dijaga."


def refused(quote: Quote, text: str = TEXT) -> tuple[str, str]:
    """Code and field of the refusal."""
    with pytest.raises(BadInput) as found:
        anchored(quote, text)
    return found.value.code, found.value.field


def test_words_that_stand_once_need_nothing_around_them() -> None:
    assert (anchored(Quote("urutan"), TEXT).start, anchored(Quote("urutan"), TEXT).end) == (25, 31)


def test_the_same_words_twice_are_told_apart_by_what_is_before_or_after_them() -> None:
    assert anchored(Quote("Lapak", suffix=" dijaga"), TEXT).start == 53
    assert anchored(Quote("Lapak", prefix=". "), TEXT).start == 53
    assert anchored(Quote("Lapak", suffix=" diberikan"), TEXT).start == 0


def test_the_same_words_twice_are_refused_where_nothing_tells_them_apart() -> None:
    assert refused(Quote("Lapak")) == ("post.quote_twice", "quote.exact")


def test_words_that_overlap_themselves_stand_there_twice() -> None:
    assert refused(Quote("aa"), "baaab") == ("post.quote_twice", "quote.exact")


@pytest.mark.parametrize("quote", [Quote("lapak"), Quote(""), Quote(" "), Quote("urutan", prefix="x"), Quote("urutan", suffix="x")])
def test_words_that_do_not_stand_there_are_refused(quote: Quote) -> None:
    assert refused(quote) == ("post.quote", "quote.exact")


def test_much_too_much_around_the_words_is_refused() -> None:
    assert refused(Quote("urutan", suffix="x" * 1_001)) == ("post.too_long", "quote")


def test_places_are_counted_in_code_points() -> None:
    found = anchored(Quote("pasar"), "\U0001f33f\U0001f33f pasar")

    assert (found.start, found.end) == (3, 8)


def test_a_stored_place_counts_where_the_words_stand_there() -> None:
    stored = asdict(anchored(Quote("Lapak", suffix=" dijaga"), TEXT))

    assert span_of(stored, TEXT) == Span(53, 58)
    assert span_of({**stored, "start": 1, "end": 6}, TEXT) == Span(53, 58)


def test_a_quote_that_was_stored_without_its_place_is_looked_up() -> None:
    assert span_of({"exact": "urutan", "prefix": "", "suffix": ""}, TEXT) == Span(25, 31)
    assert span_of({"exact": "Lapak", "prefix": "", "suffix": ""}, TEXT) is None
    assert span_of({"exact": "hilang", "prefix": "", "suffix": ""}, TEXT) is None


def test_sentences_are_cut_without_the_space_between_them() -> None:
    found = [TEXT[begin:end] for begin, end in sentences(TEXT)]

    assert found == ["Lapak diberikan menurut: urutan; dan jenis dagangan.", "Lapak dijaga."]


def test_what_goes_on_in_small_letters_is_no_new_sentence() -> None:
    assert len(sentences("Biaya sebesar Rp. lima ribu, lihat No. 5 dsb. dan seterusnya.")) == 1


def test_a_sentence_that_comes_twice_is_offered_with_what_is_around_it() -> None:
    first, second, third = quotable(["Dihapus.", "Tetap.", "Dihapus."])

    assert [quote.exact for quote in (first, second, third)] == ["Dihapus.", "Tetap.", "Dihapus."]
    assert (second.prefix, second.suffix) == ("", "")
    assert (first.start, third.start) == (0, 16)


def test_parts_begin_where_the_joined_text_has_them() -> None:
    parts = ["", "Satu.", "", "Dua."]

    assert [joined(parts)[at:].startswith(part) for at, part in zip(starts(parts), parts, strict=True)] == [True] * 4


@given(parts=st.lists(st.text(alphabet="Ab. ;\U0001f33f", max_size=12), max_size=5))
@settings(max_examples=200, deadline=None)
def test_whatever_a_clause_says_each_passage_offered_is_taken_back_at_its_place(parts: list[str]) -> None:
    text = joined(parts)

    for quote in quotable(parts):
        found = anchored(quote, text)
        assert (found.start, found.end) == (quote.start, quote.end)
        assert text[found.start : found.end] == quote.exact
