"""From clauses to rows."""

from uuid import uuid4

import pytest

from consult.documents.models import Wording
from consult.documents.queries import published_revision, wordings_of
from frontend.documents.reading.outline import contents, outlined
from tests.cast import Scene


def wording(kind: str, number: str = "", *, heading: str = "", text: str = "", parent: Wording | None = None, depth: int = 0) -> Wording:
    """A clause that is not stored."""
    label = f"{kind} {number}".strip()
    return Wording(
        id=uuid4(), clause_id=uuid4(), kind=kind, number=number, label=label, heading=heading, text=text, parent=parent, depth=depth
    )


def test_items_are_hung_into_the_clause_that_holds_them_however_deep() -> None:
    pasal = wording("pasal", "4", text="berasaskan:")
    huruf = wording("huruf", "a", text="kepentingan umum:", parent=pasal, depth=1)
    angka = wording("angka", "1", text="semua;", parent=huruf, depth=2)

    [row] = outlined([pasal, huruf, angka])

    assert row.items[0].wording is huruf
    assert row.items[0].items[0].wording is angka


@pytest.mark.parametrize(
    ("kind", "number", "hanging"),
    [
        ("ayat", "2", "(2)"),
        ("absatz", "1", "(1)"),
        ("huruf", "a", "a."),
        ("angka", "1", "1."),
        ("pasal", "4", ""),
        ("point", "a)", "a)"),
        ("paragraph", "3.1", "3.1"),
        ("clause", "3.1.1", "3.1.1"),
    ],
)
def test_a_number_hangs_as_the_tradition_writes_it(kind: str, number: str, hanging: str) -> None:
    [row] = outlined([wording(kind, number, text="Teks.")])

    assert row.hanging == hanging


def test_a_chapter_is_a_heading_and_a_unit_without_text_of_its_own_is_not() -> None:
    bab = wording("bab", "I", heading="KETENTUAN UMUM")
    pasal = wording("pasal", "2", parent=bab, depth=1)
    ayat = wording("ayat", "1", text="Teks.", parent=pasal, depth=2)

    rows = outlined([bab, pasal, ayat])

    assert [row.shape for row in rows] == ["heading", "unit", "verse"]
    assert [entry.row.wording for entry in contents(rows)] == [bab, pasal]


def test_a_heading_over_nothing_but_items_shows_them() -> None:
    menimbang = wording("heading", heading="Menimbang")
    huruf = wording("huruf", "a", text="bahwa …", parent=menimbang, depth=1)

    [row] = outlined([menimbang, huruf])

    assert row.shape == "unit"
    assert [item.wording for item in row.items] == [huruf]


def test_a_heading_that_only_repeats_the_label_is_not_said_twice() -> None:
    assert outlined([wording("Memutuskan", heading="MEMUTUSKAN")])[0].heading == ""
    assert outlined([wording("pasal", "1", heading="Pengertian")])[0].heading == "Pengertian"


def test_levels_of_headings_leave_none_out() -> None:
    assert [outlined([wording("bab", "I", heading="x", depth=depth)])[0].level for depth in range(5)] == [2, 3, 4, 4, 4]


def test_a_heading_that_begins_with_its_label_stands_for_both() -> None:
    explanation = wording("Penjelasan", heading="PENJELASAN ATAS PERATURAN DESA")

    assert outlined([explanation])[0].says_label
    assert not outlined([wording("bab", "I", heading="KETENTUAN UMUM")])[0].says_label


def test_a_heading_is_not_called_after_the_one_just_above_it(lively: Scene) -> None:
    rows = outlined(wordings_of(published_revision(lively.row)))

    assert [row.name for row in rows if row.shape == "heading" and row.wording.part == "body"] == [
        "BAB I",
        "BAB II",
        "Bagian Kesatu",
        "Bagian Kedua",
    ]
