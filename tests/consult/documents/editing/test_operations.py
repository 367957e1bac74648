"""Each operation does what it says, keeps the rest as it was, and is refused by name where it cannot be done."""

from dataclasses import replace

import pytest

from consult.documents.editing.operations import After, Before, Describe, Join, OnClause, Split, Under, as_json, name_of, operation_of
from consult.documents.editing.passages import depths, words_of
from consult.errors import BadInput
from consult.sentences import sentence_of
from tests.consult.documents.editing.drafts import MARKET, desk

PREAMBLE = ["Pembukaan 1", "Menimbang", "Menimbang huruf a", "Menimbang huruf b"]


def test_a_false_beginning_is_joined_to_the_clause_before_and_its_number_is_a_word_of_that_again() -> None:
    before = desk("Pasal 1\n(1) Lapak sebagaimana dimaksud pada ayat ini.\n(2) dan seterusnya tidak dijual.\n(3) Lapak dijaga.\n")

    after = before.does(Join("pasal-1-ayat-2"))

    assert after.labels == ["Pasal 1", "Pasal 1 ayat (1)", "Pasal 1 ayat (3)"]
    assert after.text("Pasal 1 ayat (1)") == "Lapak sebagaimana dimaksud pada ayat ini. (2) dan seterusnya tidak dijual."
    assert words_of(after.passages) == words_of(before.passages)


def test_what_stands_in_a_joined_clause_goes_on_with_the_list_that_is_open() -> None:
    text = "Pasal 1\n(1) Lapak dibagi menurut:\na. urutan;\nb. jenis pada ayat.\n(2) Sisanya:\nc. luas;\nd. letak.\n(3) Lapak dijaga.\n"

    after = desk(text).does(Join("pasal-1-ayat-2"))

    assert after.labels[2:] == [f"Pasal 1 ayat (1) huruf {letter}" for letter in "abcd"] + ["Pasal 1 ayat (3)"]


def test_a_paragraph_that_is_joined_begins_a_line_of_its_own() -> None:
    after = desk("Satu alinea.\n\nDua alinea.\n", profile="paragraphs").does(Join("clause-2"))

    assert [one.text for one in after.passages] == ["Satu alinea.\nDua alinea."]


def test_a_clause_is_split_where_another_begins_in_its_text_and_takes_its_mark_out_of_it() -> None:
    before = desk("Pasal 1\n(1) Lapak dijaga, (2) lapak dibersihkan.\nPasal 2\nLapak gratis.\n")
    at = before.text("Pasal 1 ayat (1)").index("(2)")

    after = before.does(Split("pasal-1-ayat-1", at, "ayat", "2", new="neu"))

    assert after.labels == ["Pasal 1", "Pasal 1 ayat (1)", "Pasal 1 ayat (2)", "Pasal 2"]
    assert (after.one("neu").mark, after.one("neu").text) == ("(2)", "lapak dibersihkan.")
    assert after.text("Pasal 1 ayat (1)") == "Lapak dijaga,"


def test_a_clause_whose_text_is_all_another_clauses_keeps_its_own_number_alone() -> None:
    after = desk().does(Split("pasal-3", 0, "ayat", "1", new="neu"))

    assert (after.one("pasal-3").text, after.one("neu").parent) == ("", "pasal-3")


def test_what_follows_a_split_stands_in_the_clause_that_begins_there() -> None:
    at = desk().text("Pasal 2 ayat (1)").index("memperoleh")

    after = desk().does(Split("pasal-2-ayat-1", at, "pasal", "2A", new="neu"))

    assert after.labels[9:16] == [
        "Pasal 2 ayat (1)",
        "Pasal 2A",
        "Pasal 2A ayat (2)",
        "Pasal 2A ayat (2) huruf a",
        "Pasal 2A ayat (2) huruf b",
        "Pasal 2A ayat (3)",
        "BAB II",
    ]


def test_a_chapter_found_in_an_item_stands_beside_the_other_chapters() -> None:
    at = desk().text("Pasal 2 ayat (2) huruf b").index("sebagaimana")

    after = desk().does(Split("pasal-2-ayat-2-huruf-b", at, "bab", "IA", new="neu"))

    assert [line for line in after.outline if line.startswith("BAB")] == ["BAB I", "BAB IA", "BAB II"]
    assert "  BAB IA ayat (3)" in after.outline


def test_a_list_that_begins_in_a_text_stands_in_it() -> None:
    before = desk("Pasal 1\nLapak dibagi menurut a. urutan dan jenis.\n")

    after = before.does(Split("pasal-1", before.text("Pasal 1").index("a."), "huruf", "a", new="neu"))

    assert after.outline == ["Pasal 1", "  Pasal 1 huruf a"]
    assert after.one("neu").mark == "a."


@pytest.mark.parametrize(
    ("said", "kind", "number", "mark"),
    [
        ("Pasal 4 lapak dijaga.", "pasal", "4", "Pasal 4"),
        ("(2)lapak dijaga.", "ayat", "2", "(2)"),
        ("2. lapak dijaga.", "ayat", "2", "2."),
        ("2.000 lapak dijaga.", "ayat", "2", ""),
        ("2a lapak dijaga.", "ayat", "2", ""),
        ("lapak dijaga.", "ayat", "2", ""),
        ("b) lapak dijaga.", "huruf", "b", "b)"),
        ("bagian kedua belas lapak.", "bagian", "Kedua Belas", "bagian kedua belas"),
    ],
)
def test_the_words_that_say_kind_and_number_are_the_mark_and_no_others(said: str, kind: str, number: str, mark: str) -> None:
    before = desk(f"Pasal 1\nAwal kata {said}\n")
    assert before.one("pasal-1").text == f"Awal kata {said}"

    after = before.does(Split("pasal-1", len("Awal kata "), kind, number, new="neu"))

    assert after.one("neu").mark == mark
    assert words_of(after.passages) == words_of(before.passages)


def test_another_number_changes_the_labels_and_keys_of_the_clause_and_of_all_that_stands_in_it() -> None:
    before, after = desk(), desk().does(Describe("pasal-2", "pasal", "4"))

    changed = [(id_, *after.named[id_]) for id_ in before.named if before.named[id_] != after.named[id_]]
    assert changed[0] == ("pasal-2", "Pasal 4", "pasal-4")
    assert ("pasal-2-ayat-2-huruf-b", "Pasal 4 ayat (2) huruf b", "pasal-4-ayat-2-huruf-b") in changed
    assert len(changed) == 6
    assert "Penjelasan Pasal 2" in after.labels


def test_a_number_that_two_clauses_had_is_free_again_when_one_of_them_gets_another() -> None:
    before = desk("Pasal 1\nSatu.\nPasal 1\nDua.\nPasal 3\nTiga.\n")
    assert [key for _label, key in before.named.values()] == ["pasal-1", "pasal-1-2", "pasal-3"]

    after = before.does(Describe("pasal-1", "pasal", "0"))

    assert [key for _label, key in after.named.values()] == ["pasal-0", "pasal-1", "pasal-3"]


def test_a_label_of_ones_own_takes_the_place_of_kind_and_number_and_goes_again() -> None:
    own = desk().does(Describe("pasal-2-ayat-3", "ayat", "3", label="kalimat terakhir"))

    assert "Pasal 2 kalimat terakhir" in own.labels
    assert own.does(Describe("pasal-2-ayat-3", "ayat", "3")).labels == desk().labels


def test_the_head_of_a_part_gives_its_label_to_all_that_it_holds() -> None:
    after = desk().does(Describe("explanation", "heading", "", label="Memori", heading="PENJELASAN"))

    assert after.labels[-4:] == ["Memori", "Memori Pasal 1", "Memori Pasal 2", "Memori Pasal 2 ayat (1)"]
    assert after.named["explanation-pasal-1"] == ("Memori Pasal 1", "explanation-pasal-1")


def test_a_heading_is_as_many_of_the_first_words_as_one_says() -> None:
    before = desk("BAB I KETENTUAN UMUM\nPasal 1\nLapak (meja), dijaga. Selalu.\n")

    longer = before.does(Describe("pasal-1", "pasal", "1", heading="Lapak (meja)"))
    none = before.does(Describe("bab-i", "bab", "I"))

    assert (longer.one("pasal-1").heading, longer.one("pasal-1").text) == ("Lapak (meja),", "dijaga. Selalu.")
    assert (none.one("bab-i").heading, none.one("bab-i").text) == ("", "KETENTUAN UMUM")
    assert none.labels == before.labels


def test_what_becomes_a_heading_says_its_first_line_as_heading() -> None:
    before = desk("Satu dua\n\nTiga empat\n", profile="paragraphs").does(Join("clause-2"))

    after = before.does(Split("clause-1", before.one("clause-1").text.index("dua"), "heading", "", new="new"))

    assert (after.one("new").heading, after.one("new").text) == ("dua", "Tiga empat")
    assert after.named["new"][0] == "dua"


def test_nothing_is_left_without_a_name() -> None:
    before = desk("Satu dua\n", profile="paragraphs")
    heading = before.does(Describe("clause-1", "heading", "", heading="Satu"))

    for here in (before, heading):
        with pytest.raises(BadInput) as refused:
            here.does(Describe("clause-1", "heading", ""))
        assert refused.value.code == "edit.label"


def test_another_kind_is_cited_as_its_tradition_cites_it() -> None:
    after = desk().does(Describe("pasal-1-angka-2", "huruf", "b"))

    assert after.named["pasal-1-angka-2"] == ("Pasal 1 huruf b", "pasal-1-huruf-b")


def test_what_has_no_number_is_counted_where_it_stands() -> None:
    after = desk().does(Describe("pasal-2-ayat-3", "clause"), Describe("pasal-2-ayat-1", "clause"))

    assert [label for label in after.labels if label.startswith("Pasal 2 ") and "ayat" not in label] == ["Pasal 2 1", "Pasal 2 2"]


def test_a_clause_is_put_into_another_where_it_is_read() -> None:
    after = desk().does(Under("pasal-2-ayat-3", "pasal-2-ayat-2"))

    assert after.outline[12:14] == ["      Pasal 2 ayat (2) huruf b", "      Pasal 2 ayat (2) ayat (3)"]


def test_a_clause_taken_out_takes_the_rest_of_its_list_along_so_that_the_order_of_reading_stays() -> None:
    before = desk()
    after = before.does(Under("pasal-2-ayat-2-huruf-a", "pasal-2"))

    assert [one.id for one in after.passages] == [one.id for one in before.passages]
    assert after.outline[11:14] == ["    Pasal 2 huruf a", "    Pasal 2 huruf b", "    Pasal 2 ayat (3)"]


def test_a_clause_is_put_at_the_end_of_another_that_is_not_open_where_it_is_read() -> None:
    after = desk().does(Under("pasal-3", "bab-i"))

    assert [line for line in after.outline if "Pasal 3" in line or "BAB" in line] == ["BAB I", "  Pasal 3", "BAB II"]


def test_a_clause_is_put_into_another_part_and_belongs_to_it() -> None:
    after = desk().does(Under("pasal-3", "explanation"))

    assert after.one("pasal-3").part == "explanation"
    assert after.named["pasal-3"] == ("Penjelasan Pasal 3", "explanation-pasal-3")


def test_a_clause_is_read_before_or_after_another_with_all_that_stands_in_it() -> None:
    up = desk().does(Before("pasal-2", "pasal-1"))
    down = desk().does(After("pasal-1", "pasal-2"))

    assert up.labels == down.labels
    assert [label for label in up.labels if label in {"Pasal 1", "Pasal 2", "BAB I", "BAB II"}] == ["BAB I", "Pasal 2", "Pasal 1", "BAB II"]
    assert up.labels.index("Pasal 2 ayat (3)") < up.labels.index("Pasal 1") < up.labels.index("Pasal 1 angka 1")


BAD: list[tuple[OnClause, str, str]] = [
    (Join("pasal-9"), "clause", "edit.unknown"),
    (Join("preamble-1"), "clause", "edit.first"),
    (Split("preamble-1", 0, "clause"), "at", "edit.place"),
    (Split("pasal-3", 1, "pasal", "4"), "at", "edit.place"),
    (Split("pasal-3", 9, "pasal", "4"), "at", "edit.place"),
    (Split("pasal-3", 999, "pasal", "4"), "at", "edit.place"),
    (Split("pasal-3", -3, "pasal", "4"), "at", "edit.place"),
    (Split("pasal-3", 10, "bait", "4"), "kind", "input.choice"),
    (Split("pasal-3", 10, "pasal", ""), "number", "input.required"),
    (Split("pasal-3", 10, "pasal", "x" * 41), "number", "edit.number"),
    (Describe("pasal-3", "bait", "3"), "kind", "input.choice"),
    (Describe("pasal-3", "pasal", ""), "number", "input.required"),
    (Describe("pasal-3", "pasal", "3\x00"), "number", "edit.number"),
    (Describe("pasal-3", "pasal", "—"), "number", "edit.number"),
    (Describe("pasal-3", "pasal", "3", label="x" * 201), "label", "edit.label"),
    (Describe("pasal-3", "pasal", "3", label="…"), "label", "edit.label"),
    (Describe("pasal-3", "pasal", "3", heading="Kata lain"), "heading", "edit.heading"),
    (Describe("pasal-3", "heading", ""), "label", "edit.label"),
    (Describe("pasal-3", "pasal", "3"), "clause", "edit.same"),
    (Under("pasal-2", "pasal-2-ayat-1"), "under", "edit.inside"),
    (Under("pasal-2", "pasal-2"), "under", "edit.inside"),
    (Under("pasal-2", "pasal-9"), "under", "edit.unknown"),
    (Under("pasal-2", "bab-i"), "clause", "edit.same"),
    (Before("pasal-2", "pasal-2-ayat-1"), "before", "edit.inside"),
    (Before("pasal-2", "pasal-9"), "before", "edit.unknown"),
    (After("pasal-2", "pasal-1"), "clause", "edit.same"),
    (After("pasal-2", "pasal-2"), "after", "edit.inside"),
]


@pytest.mark.parametrize(("operation", "field", "code"), BAD, ids=[f"{n}-{code}" for n, (_, _, code) in enumerate(BAD)])
def test_what_cannot_be_done_names_its_field(operation: OnClause, field: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        desk().does(operation)

    assert (refused.value.field, refused.value.code) == (field, code)
    assert sentence_of(refused.value)


def test_nothing_is_nested_so_deeply_that_nobody_could_read_it() -> None:
    text = "Pasal 1\n" + "".join(f"({n}) Kata.\n" for n in range(1, 30))
    before = desk(text)

    with pytest.raises(BadInput) as refused:
        before.does(*(Under(f"pasal-1-ayat-{n}", f"pasal-1-ayat-{n - 1}") for n in range(2, 30)))

    assert refused.value.code == "edit.too_deep"


def test_a_draft_that_was_read_deeper_can_be_edited_but_gets_no_deeper() -> None:
    before = desk("Pasal 1\n" + "".join(f"({n}) Kata.\n" for n in range(1, 30)))
    hung = tuple(replace(one, parent=f"pasal-1-ayat-{n - 1}" if 1 < n < 24 else "pasal-1") for n, one in enumerate(before.passages[1:], 1))
    deep = replace(before, passages=(before.passages[0], *hung))

    assert deep.does(Describe("pasal-1-ayat-29", "ayat", "30")).labels[-1] == "Pasal 1 ayat (30)"
    assert depths(deep.does(Under("pasal-1-ayat-24", "pasal-1-ayat-22")).passages)["pasal-1-ayat-24"] == 23
    with pytest.raises(BadInput) as refused:
        deep.does(Under("pasal-1-ayat-24", "pasal-1-ayat-23"))
    assert refused.value.code == "edit.too_deep"


@pytest.mark.parametrize("operation", [one for one, _, _ in BAD])
def test_an_operation_is_stored_as_plain_values_and_comes_back(operation: OnClause) -> None:
    assert operation_of(name_of(operation), as_json(operation)) == operation


@pytest.mark.parametrize(("name", "given"), [("burn", {}), ("join", {"clause": "a", "all": True})])
def test_what_is_no_operation_is_refused(name: str, given: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        operation_of(name, given)

    assert refused.value.code == "edit.operation"


def test_the_invented_draft_of_these_tests_is_read_without_a_doubt() -> None:
    assert desk(MARKET).labels[: len(PREAMBLE)] == PREAMBLE
