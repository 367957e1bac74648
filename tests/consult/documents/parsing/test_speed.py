"""Reading takes time in proportion to the text, whatever the text is made to look like."""

from time import process_time

import pytest

from tests.consult.documents.parsing.drafts import read

ARTICLE = "(1) Setiap warga menjaga kebun kota dan pagar di sekitarnya:\na. pada hari kerja; dan\nb. pada hari libur.\n"

HOSTILE = {
    "one word": "x" * 200_000,
    "one number": "1" * 200_000,
    "brackets": "Pasal 1\n" + "( " * 100_000,
    "Roman digits": "BAB " + "I" * 200_000,
    "marks on one line": "Pasal 1\n" + "a. 1. " * 33_000,
    "glued items": "Pasal 1\n" + " ".join(f"({n}) Warga." for n in range(1, 15_000)),
    "glued headings": "Pasal 1\nIsi. " + ". ".join(f"Pasal {n} (1) Warga" for n in range(2, 9_000)),
    "recitals": "Menimbang : " * 17_000,
    "spaces": "Pasal 1\n" + " " * 200_000 + "x",
    "explanations": "Pasal 1\nIsi.\n" + "PENJELASAN ATAS I. UMUM " * 8_000,
    "the same number": "Pasal 5\n" * 25_000,
    "lists in lists": "Pasal 1\n" + "a. x:\n1. y:\na) z:\n1) w:\n(a) v:\n" * 5_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_of_two_hundred_thousand_characters_is_read_in_seconds(text: str) -> None:
    start = process_time()
    read(text)

    assert process_time() - start < 4


def test_a_megabyte_of_articles_is_read_within_three_seconds() -> None:
    text = "".join(f"Pasal {n}\n{ARTICLE}" for n in range(1, 9_000))
    start = process_time()
    draft = read(text)

    assert len(text) > 1_000_000
    assert draft.counts()["huruf"] == 2 * 8_999
    assert process_time() - start < 3


def test_lists_in_lists_never_nest_deeper_than_a_reader_can_follow() -> None:
    assert max(clause.depth for clause in read(HOSTILE["lists in lists"]).clauses) < 20
