"""What a reading warns of, with the line; and texts of no tradition that it knows."""

import pytest

from consult.errors import BadInput
from consult.formats.outline.doubts import SENTENCES, Doubt
from tests.consult.formats.drafts import clause, codes, labels, read


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("Pasal 1\nA.\nPasal 3\nB.", [(3, "number.missing")]),
        ("Pasal 1\nA.\nPasal 1\nB.", [(3, "number.doubled")]),
        ("Pasal 2\nA.\nPasal 1\nB.", [(1, "number.late"), (3, "number.out_of_order")]),
        ("BAB I\nX\nPasal 1\nA.\nBAB III\nY\nPasal 2\nB.", [(5, "number.missing")]),
        ("BAB I\nX\nBagian Kesatu\nP\nPasal 1\nA.\nBagian Ketiga\nQ\nPasal 2\nB.", [(7, "number.missing")]),
        ("Pasal 1\n(1) A.\n(3) B.", [(3, "number.missing")]),
        ("Pasal 1\n(2) A.\n(3) B.", [(2, "number.late")]),
        ("Pasal 1\nBenda:\na. kayu;\na. batu.", [(4, "number.doubled")]),
        ("Pasal 1\nBenda:\na. kayu;\n1. batu.", [(4, "list.unannounced")]),
        ("Pasal 1\nBenda:\na. kayu;\nb. batu.\nSemua itu baik.", [(5, "text.after_list")]),
        ("BAB I\nUMUM\nIni sebuah kalimat.\nPasal 1\nIsi.", [(3, "text.under_heading")]),
        ("Pasal 1\nKalimat tanpa akhir\nPasal 2\nIsi.", [(3, "mark.after_unfinished")]),
        ("Pasal 1\nIsi.\nAgar setiap orang mengetahuinya.\nPasal 2\nIsi.", [(4, "body.reopened")]),
    ],
)
def test_each_fault_of_a_draft_is_named_with_its_line(text: str, warnings: list[tuple[int, str]]) -> None:
    assert codes(read(text)) == warnings


def test_a_warning_reads_as_a_sentence_that_names_both_clauses() -> None:
    message = read("Pasal 1\nA.\nPasal 3\nB.").warnings[0].as_json()

    assert message == {"line": 3, "message": "Pasal 3 follows Pasal 1: is something missing between them?"}


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_can_be_filled_from_the_facts_that_readings_give(code: str) -> None:
    facts = dict.fromkeys(("label", "before", "start", "lines", "name", "format", "page", "texts", "profile", "other"), "kata")

    assert Doubt(1, code, facts).message


def test_a_warning_of_a_file_with_pages_names_the_page_too() -> None:
    doubt = Doubt(3, "draft.no_clauses", {}, page=2)

    assert doubt.as_json()["page"] == 2
    assert (doubt.place, Doubt(3, "draft.no_clauses", {}).place) == ("page 2, line 3", "line 3")


def test_text_after_a_list_stays_with_the_clause_above_it() -> None:
    draft = read("Pasal 1\nBenda:\na. kayu;\nb. batu.\nSemua itu baik.\nPasal 2\nIsi.")

    assert clause(draft, "pasal-1-huruf-b").text == "batu.\nSemua itu baik."


def test_headings_glued_into_a_line_are_read_and_doubted() -> None:
    draft = read("BAB I UMUM Pasal 1 (1) Kebun baik. (2) Pagar baik. Pasal 2 (1) Air baik. BAB II AKHIR\nPasal 3\nIsi.")

    assert labels(draft, "pasal") == ["Pasal 1", "Pasal 2", "Pasal 3"]
    assert labels(draft, "ayat") == ["Pasal 1 ayat (1)", "Pasal 1 ayat (2)", "Pasal 2 ayat (1)"]
    assert [code for _, code in codes(draft)] == ["mark.glued"] * 4


def test_a_glued_explanation_never_mixes_with_the_body() -> None:
    end = "Agar setiap orang tahu. PENJELASAN ATAS PERATURAN KOTA I. UMUM Kebun baik. II. PASAL DEMI PASAL"
    draft = read(f"Pasal 1\nIsi.\n{end}\nPasal 1\nCukup jelas.")

    assert labels(draft, "pasal") == ["Pasal 1"]
    assert labels(draft, "pasal", part="explanation") == ["Penjelasan Pasal 1"]
    assert draft.warnings


@pytest.mark.parametrize("text", ["Pasal 1\n(1) Kebun baik (2) Pagar baik.", "Pasal 1\nIsi. Pasal 7 (1) Kebun."])
def test_a_glued_mark_that_is_not_believed_leaves_a_warning(text: str) -> None:
    assert "mark.in_sentence" in [code for _, code in codes(read(text))]


@pytest.mark.parametrize("text", ["Satu baris\nlagi.\n\n1. Kedua.\n\nKetiga.", "Satu baris lagi.\n1. Kedua.\nKetiga."])
def test_a_text_without_clauses_becomes_one_clause_a_paragraph(text: str) -> None:
    draft = read(text)

    assert [(c.key, c.kind, c.label, c.text) for c in draft.clauses] == [
        ("clause-1", "clause", "1", "Satu baris lagi."),
        ("clause-2", "clause", "2", "1. Kedua."),
        ("clause-3", "clause", "3", "Ketiga."),
    ]
    assert (draft.profile, draft.language, codes(draft)) == ("paragraphs", "und", [(1, "draft.no_clauses")])


def test_paragraphs_that_were_asked_for_give_no_warning() -> None:
    draft = read("Pasal 1\nIsi.", profile="paragraphs")

    assert (draft.counts(), codes(draft)) == ({"clause": 2}, [])


def test_an_unknown_profile_is_refused_by_its_name() -> None:
    with pytest.raises(BadInput) as caught:
        read("Pasal 1", profile="atlantis")

    assert (caught.value.code, caught.value.field, caught.value.facts["profile"]) == ("draft.unknown_profile", "profile", "atlantis")


@pytest.mark.parametrize(
    "second",
    ["Kebun baik. Pasal 2\nIsi.", "Kebun baik. Pasal 2.\nIsi.", "Kebun baik. pasal 2 Isi.", "Kebun baik.\nBAB I AIR pasal 2 Isi."],
)
def test_a_pasal_glued_behind_a_sentence_or_a_heading_is_found_as_scans_print_it(second: str) -> None:
    draft = read(f"Pasal 1\n{second}\nPasal 3\nIsi.")

    assert labels(draft, "pasal") == ["Pasal 1", "Pasal 2", "Pasal 3"]
    assert "mark.glued" in [code for _, code in codes(draft)]


@pytest.mark.parametrize("mention", ["Warga menurut pasal 2 Peraturan ini.", "Lihat pasal 2.", "Hak menurut\npasal 2 ayat (1)."])
def test_a_pasal_that_is_mentioned_in_small_letters_begins_none(mention: str) -> None:
    assert labels(read(f"Pasal 1\n{mention}"), "pasal") == ["Pasal 1"]


def test_an_explanation_glued_into_a_line_is_known_by_the_law_that_it_names() -> None:
    end = "Agar setiap orang tahu. PENJELASAN PERATURAN KOTA TENTANG KEBUN UMUM Kebun baik. PASAL DEMI PASAL"
    draft = read(f"Pasal 1\nIsi.\n{end}\nPasal 1 Cukup jelas.")

    assert labels(draft, "pasal") == ["Pasal 1"]
    assert labels(draft, "heading", part="explanation")[:2] == ["Penjelasan", "Penjelasan Umum"]
