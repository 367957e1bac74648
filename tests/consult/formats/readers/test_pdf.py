"""PDF files: rows of print become paragraphs again, what repeats is taken out, and all of it is a proposal."""

import re
from collections.abc import Sequence
from io import BytesIO

import pikepdf
import pytest

from consult.errors import BadInput
from consult.formats.outline.read_file import ReadFile
from consult.formats.parse_draft import clauses_of
from consult.formats.readers.pdf import read_pdf
from tests.consult.formats.readers.pdf_files import at, drawn, locked, pdf_file, saved

SENTENCE = "Setiap warga kota menjaga kebun dan pagar di sekitarnya, merawat air dan tanah, dan membagi hasil panen dengan tetangga. "


def texts(file: ReadFile) -> list[str]:
    """Its lines."""
    return [line.text for line in file.lines]


def codes(file: ReadFile) -> list[tuple[int, str]]:
    """Page and code of each doubt."""
    return [(doubt.page, doubt.code) for doubt in file.doubts]


def test_rows_are_joined_to_the_paragraphs_that_were_typed() -> None:
    typed = [f"({n}) {SENTENCE * 2}".strip() for n in (1, 2, 3)]

    assert texts(read_pdf(pdf_file("\n\n".join(typed)))) == typed


def test_a_list_with_hanging_numbers_is_read_item_by_item() -> None:
    items = "\n".join(f"+ {SENTENCE}" for _ in range(3))
    lines = texts(read_pdf(pdf_file(items, set_='#set enum(numbering: "a.")')))

    assert lines == [f"{letter}. {SENTENCE.strip()}" for letter in "abc"]


def test_a_paragraph_that_goes_on_over_a_page_is_one_line_of_the_page_where_it_begins() -> None:
    file = read_pdf(pdf_file(SENTENCE * 22 + "\n\nAkhir."))

    assert texts(file) == [(SENTENCE * 22).strip(), "Akhir."]
    assert [line.page for line in file.lines] == [1, 2]


def test_running_heads_feet_and_page_numbers_are_taken_out_and_named() -> None:
    head = "#set page(header: [PEMERINTAH KOTA HIJAU], footer: context [Rancangan, halaman #counter(page).display() dari 4])"
    file = read_pdf(pdf_file("\n#pagebreak()\n".join(f"= Bagian {n}\n{SENTENCE}" for n in range(1, 5)), set_=head))

    assert [text for text in texts(file) if "PEMERINTAH" in text or "halaman" in text] == []
    assert [line.page for line in file.lines if line.text.startswith("Bagian")] == [1, 2, 3, 4]
    told = next(doubt for doubt in file.doubts if doubt.code == "page.repeated")
    assert told.facts["texts"] == "“PEMERINTAH KOTA HIJAU”, “Rancangan, halaman 1 dari 4”"


def test_heads_that_differ_between_left_and_right_pages_are_taken_out_too() -> None:
    head = "#set page(header: context if calc.odd(counter(page).get().first()) [Kota Hijau] else [Rancangan Kebun])"
    said = [f"{name} {SENTENCE}".strip() for name in ("Air", "Batu", "Cahaya", "Daun", "Embun", "Fajar")]
    file = read_pdf(pdf_file("\n#pagebreak()\n".join(said), set_=head))

    assert texts(file) == said


def test_a_head_may_have_other_numbers_than_that_of_the_page_where_they_are_always_the_same() -> None:
    pages = [at(150, 570, f"SALINAN - 2026 {n}") + at(50, 500, f"Isi kebun kota {'x' * n}.") for n in (1, 2, 3)]

    assert texts(read_pdf(drawn(*pages))) == [f"Isi kebun kota {'x' * n}." for n in (1, 2, 3)]


def test_a_head_whose_other_numbers_change_is_text() -> None:
    pages = [at(150, 570, f"Tarif {tariff} kelas {n}") + at(50, 500, f"Isi {'x' * n}.") for n, tariff in ((1, 70), (2, 30), (3, 55))]

    assert sum(text.startswith("Tarif") for text in texts(read_pdf(drawn(*pages)))) == 3


def test_the_number_of_an_article_at_the_top_of_each_page_is_no_page_number() -> None:
    pages = [at(50, 560, f"Pasal {n}") + at(50, 545, f"Isi {'x' * n} kebun kota yang hijau.") for n in (1, 3, 4, 8, 9)]

    assert [text for text in texts(read_pdf(drawn(*pages))) if text.startswith("Pasal")] == [f"Pasal {n}" for n in (1, 3, 4, 8, 9)]


def test_an_article_a_page_is_no_page_number_either_as_its_text_follows_at_once() -> None:
    pages = [at(50, 560, f"Pasal {n}", size=12) + at(50, 545, f"Isi {'x' * n} kebun.") for n in (1, 2, 3, 4)]

    assert sum(text == f"Pasal {n}" for n, text in enumerate(texts(read_pdf(drawn(*pages)))[::2], 1)) == 4


def test_what_stands_in_a_margin_once_is_text() -> None:
    assert "Rahasia negara" in texts(read_pdf(drawn(at(50, 580, "Rahasia negara") + at(50, 300, "Isi kebun."), at(50, 300, "Akhir."))))


def test_a_page_number_is_known_on_a_file_of_two_pages() -> None:
    pages = [at(200, 20, f"- {n} -") + at(50, 400, f"Isi kebun kota yang {n}.") for n in (1, 2)]

    assert texts(read_pdf(drawn(*pages))) == ["Isi kebun kota yang 1.", "Isi kebun kota yang 2."]


def test_a_number_that_is_not_that_of_its_page_or_is_all_of_it_stays() -> None:
    assert texts(read_pdf(drawn(at(200, 590, "1")))) == ["1"]
    assert "45" in texts(read_pdf(drawn(at(50, 590, "45") + at(50, 400, "Isi."))))


def test_the_word_that_leads_over_to_the_next_page_is_taken_out_and_named() -> None:
    first = at(50, 400, "Kebun dirawat.") + at(300, 100, "Pasal 2 . . .")
    file = read_pdf(drawn(first, at(50, 500, "Pasal 2") + at(50, 400, "Air dijaga.")))

    assert texts(file) == ["Kebun dirawat.", "Pasal 2", "Air dijaga."]
    assert (1, "page.carried") in codes(file)


def test_a_sentence_that_breaks_off_with_dots_stays() -> None:
    assert "dan seterusnya . . ." in texts(read_pdf(drawn(at(50, 400, "dan seterusnya . . ."), at(50, 500, "Pasal 2"))))


@pytest.mark.parametrize(
    ("rows", "shown", "doubted"),
    [
        (["Warga menjaga kebun dan perka-", "rangan kota. Setiap perkarangan itu hijau."], "perkarangan kota", False),
        (["Warga taat pada undang-", "undang kota yang berlaku di sini."], "undang-undang kota", False),
        (["Warga menjaga tata-", "kota. Semua ikut tata-kota itu."], "tata-kota. Semua", False),
        (["Warga menjaga kebun dan perka-", "rangan kota yang hijau selalu."], "perka-rangan kota", True),
    ],
    ids=["the word stands elsewhere", "a word said twice", "its hyphen stands elsewhere", "nobody knows"],
)
def test_a_divided_word_is_joined_where_the_file_shows_how_it_is_written(rows: Sequence[str], shown: str, doubted: bool) -> None:
    width = max(map(len, rows))
    file = read_pdf(drawn("".join(at(50, 400 - 12 * n, row.ljust(width)) for n, row in enumerate(rows))))

    assert shown in file.text
    assert ("hyphen.kept" in {doubt.code for doubt in file.doubts}) is doubted


def test_a_word_that_is_divided_at_two_places_is_known_from_both() -> None:
    narrow = '#set page(width: 8cm, margin: 1cm)\n#set text(lang: "de", hyphenate: true)'
    file = read_pdf(pdf_file("Die Bewässerungseinrichtungen werden instandgehalten. " * 12, set_=narrow))

    assert file.text.count("Bewässerungseinrichtungen") == 12


def test_paragraphs_of_one_row_each_stay_apart_though_no_row_shows_how_close_rows_of_one_are() -> None:
    said = [
        "Pasal 1",
        "Kebun kota dirawat oleh setiap warga yang tinggal",
        "Tarif tercantum dalam papan di depan kebun besar",
        "Nama Jumlah",
        "Ditanam di Kota Hijau pada waktu pagi yang cerah",
    ]
    rows = "".join(at(50, 500 - 25 * n, row) for n, row in enumerate(said)) + at(50, 386, "Oleh Wali Kota.")

    assert texts(read_pdf(drawn(rows))) == [*said[:-1], f"{said[-1]} Oleh Wali Kota."]


def test_rows_that_stand_as_far_apart_as_paragraphs_usually_do_are_joined_where_sentences_go_on_over_them() -> None:
    rows = [f"warga menjaga kebun kota dan pagar nomor {n} di" for n in range(6)]

    assert texts(read_pdf(drawn("".join(at(50, 500 - 24 * n, row) for n, row in enumerate(rows))))) == [" ".join(rows)]


@pytest.mark.parametrize(
    "head",
    [
        *("Pasal 4", "BAB II KEBUN", "Bagian Kedua", "Mengingat: Air itu perlu.", "MEMUTUSKAN:", "Ditetapkan di Arunika", "PENJELASAN"),
        *("LAMPIRAN I", "Article 4", "CHAPTER II", "SECTION 3 Water", "ANNEX II", "§ 4 Wasser", "Artikel 4", "Kapitel 2"),
        "Abschnitt 3 Wasser",
    ],
)
def test_the_head_of_a_part_begins_a_line_wherever_it_stands(head: str) -> None:
    rows = ["Warga kota menjaga kebun, merawat air, dan membagi hasil panen dengan", head, "Begitu seterusnya."]
    file = read_pdf(drawn("".join(at(50, 500 - 12 * n, row) for n, row in enumerate(rows))))

    assert any(text.startswith(head) for text in texts(file))


@pytest.mark.parametrize("mention", ["Pasal 5 ayat", "Article 5 of", "Lampiran yang", "Penjelasan umum", "Abschnitt 3 und"])
def test_a_mention_of_a_part_at_the_start_of_a_row_begins_no_line(mention: str) -> None:
    rows = ["Warga kota menjaga kebun sebagaimana diatur dalam", f"{mention} dan merawat air bersama para tetangganya"]

    assert len(texts(read_pdf(drawn("".join(at(50, 500 - 12 * n, row) for n, row in enumerate(rows)))))) == 1


def test_two_columns_are_read_one_after_the_other() -> None:
    sentences = [f"Kalimat {n} tentang kebun kota yang cukup panjang untuk beberapa baris." for n in range(20)]
    lines = texts(read_pdf(pdf_file(f"#columns(2)[{'#parbreak()'.join(sentences)}]")))

    assert lines == sentences


def test_columns_that_the_file_prints_row_by_row_are_parted_at_the_gap() -> None:
    left, right = ([f"{side} baris {n} yang cukup penuh" for n in range(8)] for side in ("kiri", "kanan"))
    rows = "".join(at(30, 500 - 12 * n, a) + at(230, 500 - 12 * n, b) for n, (a, b) in enumerate(zip(left, right, strict=True)))
    text = read_pdf(drawn(rows)).text.replace("\n", " ")

    assert text == " ".join([*left, *right])


def test_a_gap_in_a_row_between_a_word_and_its_text_is_no_column() -> None:
    rows = at(30, 500, "Menimbang") + at(120, 500, ": bahwa kebun itu baik;") + at(120, 470, "bahwa air itu perlu.")

    assert texts(read_pdf(drawn(rows))) == ["Menimbang : bahwa kebun itu baik;", "bahwa air itu perlu."]


def test_larger_letters_hint_at_the_level_of_a_heading() -> None:
    file = read_pdf(pdf_file(f"= Kebun\n{SENTENCE}\n== Air\n{SENTENCE}\n= Pagar\n{SENTENCE}"))

    assert [(line.text, line.level) for line in file.lines if line.level] == [("Kebun", 1), ("Air", 2), ("Pagar", 1)]


def test_every_pdf_is_a_proposal_that_a_person_looks_through() -> None:
    assert codes(read_pdf(pdf_file("Kebun."))) == [(1, "pdf.proposal")]


def test_a_page_without_text_is_named_and_a_blank_one_is_not() -> None:
    file = read_pdf(drawn(at(50, 400, "Kebun."), "10 10 100 100 re f\n", "", at(50, 400, "Air.")))

    assert [code for code in codes(file) if code[1] == "page.no_text"] == [(2, "page.no_text")]


def test_a_file_without_any_text_is_refused_as_a_picture() -> None:
    with pytest.raises(BadInput) as refused:
        read_pdf(drawn("10 10 100 100 re f\n"))

    assert refused.value.code == "draft.no_text_layer"


def test_characters_that_mean_nothing_are_named_with_their_page() -> None:
    data = pdf_file("Kebun kota hijau dan air.")
    with pikepdf.open(BytesIO(data)) as file:
        for font in (one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one):
            meaning = font.ToUnicode.read_bytes().decode()
            font.ToUnicode.write(private(meaning).encode())
        broken = saved(file)

    assert (1, "page.unreadable") in codes(read_pdf(broken))


def private(meaning: str) -> str:
    """A table of characters that puts all of them where none has a meaning."""
    return re.sub(r"(<[0-9A-Fa-f]{4}>)\s+<[0-9A-Fa-f]{4}>", r"\1 <E000>", meaning)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "draft.kind"),
        (b"<html>", "draft.kind"),
        (b"<html></html>\n%PDF-1.7\n", "draft.kind"),
        (b"%PDF-1.7\n", "draft.damaged"),
        (b"%PDF-1.7\n" + b"\xff" * 10_000, "draft.damaged"),
    ],
)
def test_what_is_no_whole_pdf_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_pdf(data)

    assert refused.value.code == code


def test_a_file_with_a_password_is_refused_and_one_that_opens_without_is_read() -> None:
    data = pdf_file("Kebun.")
    with pytest.raises(BadInput) as refused:
        read_pdf(locked(data, password="rahasia"))

    assert refused.value.code == "draft.encrypted"
    assert texts(read_pdf(locked(data, password=""))) == ["Kebun."]


def test_an_invented_regulation_in_pdf_becomes_its_clauses_with_pages_for_what_is_doubted() -> None:
    body = f"BAB I\n\nUMUM\n\nPasal 1\n\n(1) {SENTENCE}\n\n(2) {SENTENCE}\n#pagebreak()\nPasal 3\n\n{SENTENCE}"
    draft = clauses_of(read_pdf(pdf_file(body)), name="kebun.pdf")

    assert [clause.label for clause in draft.clauses] == ["BAB I", "Pasal 1", "Pasal 1 ayat (1)", "Pasal 1 ayat (2)", "Pasal 3"]
    assert [(doubt.page, doubt.code) for doubt in draft.warnings] == [(1, "pdf.proposal"), (2, "number.missing")]
