"""A composed clause is taken apart into its parts again, and not at all where that is in doubt."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.documents.next_draft.clause_parts import taken_apart
from consult.documents.next_draft.pieces import Piece
from consult.formats.outline.composed_text import composed
from consult.formats.parse_draft import parse_draft

PASAL = """RANCANGAN PERATURAN DESA TENTANG PASAR PAGI
BAB I UMUM
Pasal 1
(1) Setiap pedagang memperoleh satu lapak.
(2) Lapak diberikan menurut:
a. urutan pendaftaran; dan
b. jenis dagangan.
(3) Lapak diperiksa setiap bulan.
"""


def block(draft: str = PASAL, label: str = "Pasal 1") -> list[Piece]:
    """A clause of a draft with its parts, whose ids are their labels."""
    clauses = parse_draft(draft.encode(), name="draft.txt").clauses
    start = next(n for n, one in enumerate(clauses) if one.label == label)
    found = [clauses[start], *(one for one in clauses[start + 1 :] if one.key.startswith(f"{clauses[start].key}-"))]
    places = {one.key: n for n, one in enumerate(found)}
    return [
        Piece(one.label, places.get(one.parent or ""), one.kind, one.number, one.label, one.heading, one.text, one.mark) for one in found
    ]


def text_of(pieces: Sequence[Piece]) -> str:
    return composed([SimpleNamespace(**{name: getattr(one, name) for name in Piece.__slots__}) for one in pieces])


def told(pieces: Sequence[Piece] | None) -> list[tuple[str, str, str]]:
    assert pieces is not None
    return [(one.id.removeprefix("Pasal 1").strip(), f"{one.kind} {one.number}", one.text) for one in pieces]


def test_what_was_composed_is_taken_apart_as_it_was() -> None:
    before = block()

    pieces = taken_apart(text_of(before), before, "id")

    assert pieces == [replace(one, label="") for one in before]


def test_reworded_parts_keep_their_clauses() -> None:
    text = text_of(block()).replace("setiap bulan", "setiap pekan").replace("jenis dagangan", "jenis barang")

    found = told(taken_apart(text, block(), "id"))

    assert found[-1] == ("ayat (3)", "ayat 3", "Lapak diperiksa setiap pekan.")
    assert found[4] == ("ayat (2) huruf b", "huruf b", "jenis barang.")
    assert len(found) == 6


def test_a_part_that_comes_in_is_a_new_clause() -> None:
    text = text_of(block()).replace("\n(3)", "\nc. usia pedagang.\n(3)") + "\n(4) Biaya ditanggung desa."

    found = told(taken_apart(text, block(), "id"))

    assert [one[:2] for one in found] == [
        ("", "pasal 1"),
        ("ayat (1)", "ayat 1"),
        ("ayat (2)", "ayat 2"),
        ("ayat (2) huruf a", "huruf a"),
        ("ayat (2) huruf b", "huruf b"),
        ("", "huruf c"),
        ("ayat (3)", "ayat 3"),
        ("", "ayat 4"),
    ]


def test_a_part_that_only_got_another_number_is_the_same_clause() -> None:
    text = text_of(block()).replace("(3) Lapak", "(4) Lapak").replace("\n(4)", "\n(3) Lapak kosong dilelang.\n(4)")

    found = told(taken_apart(text, block(), "id"))

    assert found[-2:] == [("", "ayat 3", "Lapak kosong dilelang."), ("ayat (3)", "ayat 4", "Lapak diperiksa setiap bulan.")]


def test_a_part_that_goes_leaves_the_others_as_they_are() -> None:
    text = text_of(block()).replace("(1) Setiap pedagang memperoleh satu lapak.\n", "")

    assert [one[0] for one in told(taken_apart(text, block(), "id"))] == [
        "",
        "ayat (2)",
        "ayat (2) huruf a",
        "ayat (2) huruf b",
        "ayat (3)",
    ]


def test_a_clause_without_parts_may_get_some() -> None:
    before = block(PASAL + "Pasal 2\nPasar buka pagi.\n", "Pasal 2")

    found = taken_apart("Pasar buka:\na. pagi; dan\nb. sore.", before, "id")

    assert found is not None
    assert [(one.kind, one.number, one.text, one.parent) for one in found] == [
        ("pasal", "2", "Pasar buka:", None),
        ("huruf", "a", "pagi; dan", 0),
        ("huruf", "b", "sore.", 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(1) Satu.\n(1) Dua.",  # twice the same
        "(1) Satu.\n(7) Tujuh.",  # a number that goes on with nothing
        "(3) Tiga.\n(2) Dua.",  # out of order
        "(1) Satu.\nPasal 2\nDua.",  # a clause of another level
        "(1) Satu.\nc. tiga;",  # a list that begins in its middle
    ],
)
def test_what_is_in_doubt_is_not_taken_apart(text: str) -> None:
    assert taken_apart(text, block(), "id") is None


def test_a_tradition_that_has_no_marks_takes_nothing_apart() -> None:
    before = [Piece("1", None, "clause", "1", "1", "", "Satu.")]

    assert taken_apart("(1) Satu.\nDua.", before, "paragraphs") == [replace(before[0], label="", text="(1) Satu.\nDua.")]


def test_nothing_said_is_a_clause_without_words() -> None:
    before = [Piece("1", None, "pasal", "1", "Pasal 1", "", "Satu.", "Pasal 1")]

    assert taken_apart("", before, "id") == [replace(before[0], label="", text="")]


WORDS = st.text(alphabet="abcdefghij ", min_size=1, max_size=20).map(lambda text: f"Kata {' '.join(text.split())} akhir")


@given(st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=4)), min_size=1, max_size=5))
def test_any_clause_of_verses_and_items_comes_back(verses: list[tuple[str, list[str]]]) -> None:
    before = [Piece("whole", None, "pasal", "1", "Pasal 1", "", "", "Pasal 1")]
    for n, (text, items) in enumerate(verses, start=1):
        verse = len(before)
        before.append(Piece(f"v{n}", 0, "ayat", str(n), f"Pasal 1 ayat ({n})", "", text, f"({n})"))
        before += [
            Piece(f"v{n}{c}", verse, "huruf", c, f"Pasal 1 ayat ({n}) huruf {c}", "", item, f"{c}.")
            for c, item in zip("abcd", items, strict=False)
        ]

    assert taken_apart(text_of(before), before, "id") == [replace(one, label="") for one in before]
    assert taken_apart(text_of(before), before[:1], "id") == [
        replace(one, label="", id=one.id if n == 0 else "") for n, one in enumerate(before)
    ]
