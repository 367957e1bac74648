"""The parts around the body: preamble, closing lines, explanation, annexes; and laws that amend others."""

from textwrap import dedent

import pytest

from tests.consult.formats.drafts import clause, codes, labels, read

WHOLE = dedent("""\
    RANCANGAN
    PERATURAN DAERAH KOTA CONTOH
    NOMOR 1 TAHUN 2030
    TENTANG
    KEBUN KOTA

    DENGAN RAHMAT TUHAN YANG MAHA ESA
    WALI KOTA CONTOH,

    Menimbang:
    a. bahwa kebun perlu;
    b. bahwa pagar perlu;
    Mengingat : 1. Pasal 18 ayat (6) konstitusi;
    2. peraturan lain, yaitu
    Pasal 3
    dan sebagainya;
    Dengan Persetujuan Bersama
    DEWAN CONTOH
    MEMUTUSKAN:
    Menetapkan: PERATURAN DAERAH TENTANG KEBUN KOTA.
    BAB I
    UMUM
    Pasal 1
    Kebun milik warga.
    Pasal 2
    (1) Kebun dijaga.
    (2) Kebun dipagari:
    a. kayu; atau
    b. besi.
    Agar setiap orang mengetahuinya, memerintahkan pengundangan.
    Ditetapkan di Contoh
    pada tanggal 1 Januari 2030
    LEMBARAN DAERAH KOTA CONTOH TAHUN 2030 NOMOR 1

    PENJELASAN
    ATAS
    PERATURAN DAERAH KOTA CONTOH
    I. UMUM
    Kebun itu
    baik.
    Pagar juga baik.
    II. PASAL DEMI PASAL
    Pasal 1
    Cukup jelas.
    Pasal 2
    Ayat (1)
    Cukup jelas.
    Ayat (2)
    Huruf a
    Yang dimaksud dengan “kayu” adalah kayu.
    Huruf b
    Cukup jelas.
    TAMBAHAN LEMBARAN DAERAH KOTA CONTOH NOMOR 1

    LAMPIRAN I
    PERATURAN DAERAH KOTA CONTOH
    Daftar kebun.
    BAB I
    PENDAHULUAN
    Pasal 1
    Isi lampiran.
    LAMPIRAN II
    Peta.
    """)


def test_the_body_counts_nothing_of_the_parts_around_it() -> None:
    assert read(WHOLE).counts() == {"bab": 1, "pasal": 2, "ayat": 2, "huruf": 2, "clause": 3}


def test_every_part_has_its_own_counts() -> None:
    counts = read(WHOLE).counts_by_part()

    assert list(counts) == ["preamble", "body", "explanation", "annex"]
    assert counts["explanation"] == {"heading": 3, "clause": 3, "pasal": 2, "ayat": 2, "huruf": 2}
    assert counts["annex"] == {"heading": 2, "clause": 2, "bab": 1, "pasal": 1}


def test_the_title_runs_from_the_kind_of_law_to_the_recitals() -> None:
    assert read(WHOLE).title == "RANCANGAN PERATURAN DAERAH KOTA CONTOH NOMOR 1 TAHUN 2030 TENTANG KEBUN KOTA"


def test_a_title_that_is_printed_twice_in_a_row_is_given_once() -> None:
    assert read("PERATURAN KOTA PERATURAN KOTA NOMOR 1\nPasal 1\nIsi.").title == "PERATURAN KOTA NOMOR 1"


def test_a_draft_without_title_is_called_by_its_file() -> None:
    assert read("Pasal 1\nIsi.").title == "rancangan"


@pytest.mark.parametrize(
    ("key", "kind", "label"),
    [
        ("preamble-1", "clause", "Pembukaan 1"),
        ("preamble-menimbang", "heading", "Menimbang"),
        ("preamble-menimbang-huruf-b", "huruf", "Menimbang huruf b"),
        ("preamble-mengingat-angka-1", "angka", "Mengingat angka 1"),
        ("preamble-memutuskan", "heading", "Memutuskan"),
        ("closing-1", "clause", "Penutup 1"),
        ("explanation", "heading", "Penjelasan"),
        ("explanation-umum-2", "clause", "Penjelasan Umum 2"),
        ("explanation-pasal-2", "pasal", "Penjelasan Pasal 2"),
        ("explanation-pasal-2-ayat-2-huruf-a", "huruf", "Penjelasan Pasal 2 ayat (2) huruf a"),
        ("annex-i", "heading", "Lampiran I"),
        ("annex-i-pasal-1", "pasal", "Lampiran I Pasal 1"),
        ("annex-ii-1", "clause", "Lampiran II 1"),
    ],
)
def test_keys_and_labels_name_the_part_where_a_clause_stands(key: str, kind: str, label: str) -> None:
    found = clause(read(WHOLE), key)

    assert (found.kind, found.label) == (kind, label)


def test_a_recital_that_mentions_a_pasal_on_its_own_line_begins_no_body() -> None:
    draft = read(WHOLE)

    assert clause(draft, "preamble-mengingat-angka-2").text == "peraturan lain, yaitu Pasal 3 dan sebagainya;"
    assert (15, "mark.in_sentence") in codes(draft)


def test_the_closing_lines_are_no_part_of_the_last_pasal() -> None:
    draft = read(WHOLE)

    assert clause(draft, "pasal-2-ayat-2-huruf-b").text == "besi."
    assert clause(draft, "closing-2").text == "Ditetapkan di Contoh pada tanggal 1 Januari 2030"


def test_a_paragraph_of_the_general_explanation_is_a_clause_of_its_own() -> None:
    draft = read(WHOLE)

    assert [clause(draft, f"explanation-umum-{n}").text for n in (1, 2)] == ["Kebun itu baik.", "Pagar juga baik."]


def test_the_numbers_of_an_explanation_begin_anew() -> None:
    assert {code for _, code in codes(read(WHOLE))} == {"mark.in_sentence"}


def test_a_bab_in_an_annex_stands_below_the_annex() -> None:
    assert clause(read(WHOLE), "annex-i-bab-i").parent == "annex-i"


def test_a_bab_in_an_explanation_leaves_the_explanation_open() -> None:
    draft = read("Pasal 1\nIsi.\nPENJELASAN\nBAB I\nUMUM SEKALI\nI. UMUM\nKebun baik.")

    assert [c.parent for c in draft.clauses if c.part == "explanation"] == [None, "explanation", "explanation", "explanation-umum"]


AMENDING = dedent("""\
    Pasal I
    Beberapa ketentuan diubah sebagai berikut:
    1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:
    Pasal 5
    (1) Kebun meliputi:
    1. taman;
    2. pagar.
    (2) Cukup.
    2. Di antara Pasal 7 dan Pasal 8 disisipkan 1 (satu) pasal yang berbunyi sebagai berikut:
    Pasal 7A
    Benda:
    1. kayu.
    3. Di antara BAB IV dan BAB V disisipkan 1 (satu) bab yang berbunyi sebagai berikut:
    BAB IVA
    KEBUN ATAP
    Pasal 20A
    Atap dijaga.
    Pasal II
    Peraturan ini mulai berlaku pada tanggal diundangkan.
    """)


def test_what_an_amending_law_quotes_stands_below_the_item_that_quotes_it() -> None:
    draft = read(AMENDING)

    assert labels(draft, "pasal") == ["Pasal I", "Pasal 5", "Pasal 7A", "Pasal 20A", "Pasal II"]
    assert [clause(draft, f"pasal-{n}").parent for n in ("5", "7a", "20a", "ii")] == ["pasal-i-angka-1", "pasal-i-angka-2", "bab-iva", None]


def test_an_instruction_goes_on_with_the_instructions_and_not_with_a_quoted_list() -> None:
    assert clause(read(AMENDING), "pasal-i-angka-2").text.startswith("Di antara Pasal 7")


def test_numbers_inside_a_quotation_may_begin_anywhere() -> None:
    assert codes(read(AMENDING)) == []


def test_what_an_explanation_says_of_each_ayat_is_found_where_it_stands_on_one_line() -> None:
    talk = "Pasal 1 Ayat (1) Kebun baik. Ayat (2) Huruf a Pagar baik. Huruf b Air baik. Pasal 2 Cukup jelas."
    draft = read(f"Pasal 1\nIsi.\nPasal 2\nIsi.\nPENJELASAN ATAS PERATURAN\nII. PASAL DEMI PASAL\n{talk}")

    assert [(c.label.removeprefix("Penjelasan "), c.text) for c in draft.clauses if c.part == "explanation"][2:] == [
        ("Pasal 1", ""),
        ("Pasal 1 ayat (1)", "Kebun baik."),
        ("Pasal 1 ayat (2)", ""),
        ("Pasal 1 ayat (2) huruf a", "Pagar baik."),
        ("Pasal 1 ayat (2) huruf b", "Air baik."),
        ("Pasal 2", "Cukup jelas."),
    ]
