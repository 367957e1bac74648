"""The reader for plain text: what it cleans, and what it refuses."""

import pytest

from consult.errors import BadInput
from consult.formats.outline.lines import Line, words
from consult.formats.readers.text import MAX_CHARACTERS, read_text


def refusal(data: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_text(data)
    return caught.value


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert read_text(b"\xef\xbb\xbfPasal 1\n") == [Line(1, "Pasal 1", True)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_numbers_are_the_same_for_every_kind_of_line_ending(ending: str) -> None:
    lines = read_text(ending.join(["satu", "", "tiga"]).encode())

    assert [(line.number, line.text) for line in lines] == [(1, "satu"), (3, "tiga")]


def test_a_line_after_a_blank_one_begins_a_paragraph() -> None:
    assert [line.begins for line in read_text(b"satu\ndua\n\ntiga")] == [True, False, True]


def test_soft_hyphens_and_characters_without_width_are_taken_out() -> None:
    assert read_text("ke\u00adbun\u200b ko\ufeffta\u202e".encode())[0].text == "kebun kota"


def test_a_letter_and_its_accent_become_one_character() -> None:
    assert read_text("cafe\u0301".encode())[0].text == "caf\u00e9"


def test_white_space_of_any_kind_and_length_becomes_one_space() -> None:
    assert read_text("\tPasal\u00a0\u2003 1\f ".encode())[0].text == "Pasal 1"


def test_the_decoration_of_markdown_is_left_out_of_a_line() -> None:
    assert [line.text for line in read_text(b"## BAB I\n**Pasal 1**")] == ["BAB I", "Pasal 1"]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u200b\n".encode()])
def test_a_file_that_holds_nothing_to_read_is_refused_as_empty(data: bytes) -> None:
    assert (refusal(data).code, refusal(data).field) == ("draft.empty", "file")


def test_a_file_that_is_not_utf_8_is_refused_with_the_line_of_the_first_bad_byte() -> None:
    error = refusal(b"satu\ndua\ntig\xe1")

    assert (error.code, error.facts["line"]) == ("draft.encoding", 3)


@pytest.mark.parametrize("control", ["\x00", "\x1b", "\x7f", "\x9b"])
def test_a_file_with_control_characters_is_refused_with_their_line(control: str) -> None:
    error = refusal(f"satu\r\ndua{control}".encode())

    assert (error.code, error.facts["line"]) == ("draft.binary", 2)


@pytest.mark.parametrize("data", [b"a" * (MAX_CHARACTERS + 1), b"a" * (4 * MAX_CHARACTERS + 1)])
def test_a_text_over_the_limit_is_refused_with_the_limit(data: bytes) -> None:
    assert (refusal(data).code, refusal(data).facts["limit"]) == ("draft.too_large", MAX_CHARACTERS)


def test_words_are_told_apart_from_what_stands_around_them() -> None:
    assert words("(2) dan/atau “pasal 7A”;") == ["2", "dan", "atau", "pasal", "7A"]


def test_signs_of_a_pdf_file_that_came_along_as_control_characters_are_left_out() -> None:
    lines = read_text(b"satu\x01\n\x02 dua\x1ftiga")

    assert [line.text for line in lines] == ["satu", "dua tiga"]
