"""The body of an Indonesian draft: BAB, Bagian, Paragraf, Pasal, ayat, huruf, angka."""

from textwrap import dedent

import pytest

from tests.consult.formats.drafts import clause, codes, labels, read

GARDENS = dedent("""\
    BAB I
    KETENTUAN UMUM
    Pasal 1
    Dalam peraturan ini yang dimaksud dengan:
    1. Kebun adalah tanah.
    2. Pagar adalah:
    a. kayu; atau
    b. besi.
    BAB II HAK DAN KEWAJIBAN
    Bagian Kesatu Hak
    Paragraf 1
    Warga
    Pasal 2
    (1) Warga berhak atas:
    a. air;
    b. alat, yaitu:
    1) cangkul; dan
    2) sekop, termasuk:
    a) sekop lipat; dan
    b) sekop lebar; dan
    c. tanah.
    (2) Hak pada ayat (1) gratis.
    Bagian Kedua
    Kewajiban
    Pasal 3
    Warga menjaga kebun.
    """)


def test_every_kind_is_counted_in_the_body() -> None:
    assert read(GARDENS).counts() == {"bab": 2, "pasal": 3, "angka": 4, "huruf": 7, "bagian": 2, "paragraf": 1, "ayat": 2}


def test_a_draft_without_faults_gives_no_warning() -> None:
    assert codes(read(GARDENS)) == []


@pytest.mark.parametrize(
    ("key", "label", "parent"),
    [
        ("bab-ii", "BAB II", None),
        ("bab-ii-bagian-kesatu", "BAB II Bagian Kesatu", "bab-ii"),
        ("bab-ii-bagian-kesatu-paragraf-1", "BAB II Bagian Kesatu Paragraf 1", "bab-ii-bagian-kesatu"),
        ("pasal-2", "Pasal 2", "bab-ii-bagian-kesatu-paragraf-1"),
        ("pasal-3", "Pasal 3", "bab-ii-bagian-kedua"),
        ("pasal-1-angka-2", "Pasal 1 angka 2", "pasal-1"),
        ("pasal-1-angka-2-huruf-a", "Pasal 1 angka 2 huruf a", "pasal-1-angka-2"),
        ("pasal-2-ayat-1-huruf-b", "Pasal 2 ayat (1) huruf b", "pasal-2-ayat-1"),
        ("pasal-2-ayat-1-huruf-b-angka-2", "Pasal 2 ayat (1) huruf b angka 2", "pasal-2-ayat-1-huruf-b"),
        ("pasal-2-ayat-1-huruf-b-angka-2-huruf-b", "Pasal 2 ayat (1) huruf b angka 2 huruf b", "pasal-2-ayat-1-huruf-b-angka-2"),
        ("pasal-2-ayat-1-huruf-c", "Pasal 2 ayat (1) huruf c", "pasal-2-ayat-1"),
    ],
)
def test_key_label_and_parent_say_where_a_clause_stands(key: str, label: str, parent: str | None) -> None:
    found = clause(read(GARDENS), key)

    assert (found.label, found.parent) == (label, parent)


def test_depth_is_one_more_than_that_of_the_parent() -> None:
    draft = read(GARDENS)

    assert all(c.depth == (clause(draft, c.parent).depth + 1 if c.parent else 0) for c in draft.clauses)


def test_a_heading_may_stand_on_the_line_of_its_number_or_on_the_next() -> None:
    draft = read(GARDENS)

    assert [clause(draft, key).heading for key in ("bab-i", "bab-ii", "bab-ii-bagian-kedua")] == [
        "KETENTUAN UMUM",
        "HAK DAN KEWAJIBAN",
        "Kewajiban",
    ]


def test_a_heading_in_capitals_goes_on_over_several_lines() -> None:
    assert clause(read("BAB I\nHAK, KEWAJIBAN,\nDAN LARANGAN\nPasal 1\nIsi."), "bab-i").heading == "HAK, KEWAJIBAN, DAN LARANGAN"


def test_the_text_of_a_clause_is_its_own_only() -> None:
    assert clause(read(GARDENS), "pasal-2-ayat-1").text == "Warga berhak atas:"


def test_number_is_printed_without_brackets_and_full_stop() -> None:
    draft = read(GARDENS)

    assert [clause(draft, key).number for key in ("pasal-2-ayat-1", "pasal-2-ayat-1-huruf-a", "bab-ii")] == ["1", "a", "II"]


def test_inserted_clauses_keep_their_letters_and_disturb_no_order() -> None:
    inserted = "Pasal 7A\n(1) Satu.\n(1a) Satu a.\n(2) Dua.\nPasal 8\nIsi.\nBAB IA\nB\nPasal 9\nIsi."
    draft = read(f"BAB I\nA\nPasal 7\nIsi.\n{inserted}\nBAB II\nC\nPasal 10\nIsi.")

    assert labels(draft, "pasal") == ["Pasal 7", "Pasal 7A", "Pasal 8", "Pasal 9", "Pasal 10"]
    assert labels(draft, "ayat") == ["Pasal 7A ayat (1)", "Pasal 7A ayat (1a)", "Pasal 7A ayat (2)"]
    assert codes(draft) == [(3, "number.late")]


def test_a_line_without_mark_goes_on_with_the_clause_above() -> None:
    draft = read("Pasal 1\n(1) Kebun kota\nadalah milik warga.\nParagraf kedua.\n(2) Selesai.")

    assert clause(draft, "pasal-1-ayat-1").text == "Kebun kota adalah milik warga.\nParagraf kedua."


@pytest.mark.parametrize(
    "sentence",
    [
        "Ketentuan dalam\nPasal 25 ayat (1) berlaku.",
        "Ketentuan dalam\nPasal 2 Undang-Undang ini berlaku.",
        "Ketentuan dalam Pasal 1 dan\nPasal 2\ntetap berlaku.",
        "Menurut ketentuan\nPasal 20.",
        "Ketentuan dalam\nBAB II berlaku.",
        "Ketentuan dalam\nBagian Kedua berlaku.",
        "Menurut Bab I.\nPasal 2 ayat (1) berlaku pula.",
    ],
)
def test_a_pasal_mentioned_inside_a_sentence_opens_no_clause(sentence: str) -> None:
    draft = read(f"Pasal 1\n{sentence}")

    assert len(draft.clauses) == 1
    assert draft.clauses[0].text.split() == sentence.split()


@pytest.mark.parametrize(
    "sentence", ["Sesuai dengan ayat\n(1) hal itu.", "Sesuai dengan ayat (1) dan\n(2) hal itu.", "Menurut huruf\na. hal itu."]
)
def test_a_number_that_a_sentence_points_to_opens_no_clause(sentence: str) -> None:
    draft = read(f"Pasal 1\n(1) Satu.\n(2) {sentence}")

    assert draft.counts() == {"pasal": 1, "ayat": 2}


def test_a_number_behind_the_word_that_asks_for_it_is_not_even_doubted() -> None:
    assert codes(read("Pasal 1\n(1) Satu.\n(2) Sesuai dengan ayat\n(1) hal itu.")) == []


def test_a_line_that_was_broken_behind_a_semicolon_goes_on_with_its_item() -> None:
    draft = read("Pasal 1\nBenda:\na. kayu;\ndan\nb. batu.")

    assert clause(draft, "pasal-1-huruf-a").text == "kayu; dan"
    assert codes(draft) == []


def test_i_and_v_are_letters_where_the_letter_before_them_says_so() -> None:
    items = "\n".join(f"{letter}. benda;" for letter in "abcdefghijklmnopqrstuvwx")
    draft = read(f"Pasal 1\nBenda:\n{items}")

    assert [c.number for c in draft.clauses[1:]] == list("abcdefghijklmnopqrstuvwx")
    assert draft.counts()["huruf"] == 24


def test_i_and_v_are_roman_where_they_begin_a_list_of_their_own() -> None:
    draft = read("Pasal 1\nBenda:\na. satu:\ni. kayu;\nii. batu;\niii. air;\nb. dua.")

    assert [c.label for c in draft.clauses[2:5]] == [f"Pasal 1 huruf a angka {n}" for n in ("i", "ii", "iii")]


def test_letters_after_z_are_doubled() -> None:
    items = "\n".join(f"{letter}. benda;" for letter in [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb"])

    assert clause(read(f"Pasal 1\nBenda:\n{items}"), "pasal-1-huruf-bb").text == "benda;"


def test_the_same_key_twice_gets_a_number_so_that_anchors_stay_unique() -> None:
    assert [c.key for c in read("Pasal 5\nA.\nPasal 5\nB.").clauses] == ["pasal-5", "pasal-5-2"]


def test_the_profile_reads_in_capitals_and_with_full_stops_too() -> None:
    draft = read("BAB I.\nUMUM\nBAGIAN KESATU\nHAK\nPASAL 1\nIsi.\nPasal 2.\nIsi.")

    assert draft.counts() == {"bab": 1, "bagian": 1, "pasal": 2}


def test_an_item_may_open_its_first_part_on_its_own_line() -> None:
    draft = read("Pasal 1\n(1) a. kayu;\nb. batu.\n(2) Selesai.")

    assert [c.label for c in draft.clauses[2:4]] == ["Pasal 1 ayat (1) huruf a", "Pasal 1 ayat (1) huruf b"]


def test_a_pasal_that_was_put_in_is_cited_with_its_letter_close_to_its_number() -> None:
    draft = read("Pasal 43\nIsi.\nPasal 43 A\nIsi.\nPasal 43 B\nIsi.\nPasal 44\nIsi.")

    assert labels(draft, "pasal") == ["Pasal 43", "Pasal 43A", "Pasal 43B", "Pasal 44"]


def test_what_an_instruction_puts_in_behind_a_quotation_mark_is_a_pasal_with_any_number() -> None:
    text = """\
        Pasal I
        Beberapa ketentuan diubah sebagai berikut:
        1. Ketentuan Pasal 7 diubah sehingga berbunyi sebagai berikut: “Pasal 7 (1) Kebun baik.
        (2) Pagar baik.”
        2. Ketentuan Pasal 9 diubah sehingga berbunyi sebagai berikut:
        “Pasal 9
        Air baik.”
        Pasal II
        Peraturan ini berlaku.
        """
    draft = read(dedent(text))

    assert labels(draft, "pasal") == ["Pasal I", "Pasal 7", "Pasal 9", "Pasal II"]
    assert labels(draft, "ayat") == ["Pasal 7 ayat (1)", "Pasal 7 ayat (2)"]


def test_a_pasal_that_the_file_forgot_to_mark_as_a_heading_is_one_where_it_stands_alone_and_is_due() -> None:
    text = """\
        ## BAB I KEBUN

        ## Pasal 1

        Kebun baik.

        Pasal 2

        Pagar baik menurut

        Pasal 9

        yang berlaku.

        Bagian Kesatu Air

        ## Pasal 3

        Air baik.

        ## Bagian Kedua Alat

        ## Bagian Ketiga Pagar

        ## Pasal 4

        Pagar baik.
        """
    draft = read(dedent(text))

    assert labels(draft, "pasal") == ["Pasal 1", "Pasal 2", "Pasal 3", "Pasal 4"]
    assert labels(draft, "bagian") == [f"BAB I Bagian {number}" for number in ("Kesatu", "Kedua", "Ketiga")]


def test_a_number_with_its_text_close_behind_it_begins_an_item_and_an_abbreviation_does_not() -> None:
    draft = read("Pasal 1\nBenda:\na.kayu;\nb.Besi:\n1.pagar;\n2.gerbang;\nc. alat milik\na.n. warga.")

    assert labels(draft, "huruf") == ["Pasal 1 huruf a", "Pasal 1 huruf b", "Pasal 1 huruf c"]
    assert labels(draft, "angka") == ["Pasal 1 huruf b angka 1", "Pasal 1 huruf b angka 2"]
    assert clause(draft, "pasal-1-huruf-c").text == "alat milik a.n. warga."
