"""The text of DOCX files as a reader sees it, and what is said of what it is not."""

from typing import Final

import pytest

from consult.formats.outline.read_file import Picture
from consult.formats.parse_draft import clauses_of
from consult.formats.readers.docx import read_docx
from tests.consult.formats.readers.docx_files import codes, docx_file, p, read, relation, run, style, texts

PICTURE: Final = '<w:r><w:drawing><a:graphic><a:blip r:embed="p1"/></a:graphic></w:drawing></w:r>'
NOTE: Final = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def t(text: str) -> str:
    """A run without properties."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str) -> str:
    """A row of a table."""
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (t("Kebun ") + t("kota"), "Kebun kota"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>undang</w:t><w:noBreakHyphen/><w:t>undang</w:t></w:r>", "undang‑undang"),
        ("<w:r><w:t>ke</w:t><w:softHyphen/><w:t>bun</w:t></w:r>", "kebun"),
        (f'<w:hyperlink r:id="x">{t("tautan")}</w:hyperlink>', "tautan"),
        (f"<w:smartTag>{t('Bandung')}</w:smartTag>", "Bandung"),
        (f"<w:sdt><w:sdtPr><w:alias w:val='n'/></w:sdtPr><w:sdtContent>{t('isi')}</w:sdtContent></w:sdt>", "isi"),
        (f'<w:fldSimple w:instr=" REF x ">{t("Pasal 3")}</w:fldSimple>', "Pasal 3"),
        (t("m") + run("2", '<w:vertAlign w:val="superscript"/>'), "m²"),
        (t("H") + run("2", '<w:vertAlign w:val="subscript"/>') + t("O"), "H₂O"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + t(" kayu"), "• kayu"),
        ('<w:r><w:sym w:font="Arial" w:char="00A7"/></w:r>' + t(" 4"), "§ 4"),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
        (t("a") + "<w:bookmarkStart w:id='1' w:name='b'/>" + t("b"), "ab"),
    ],
)
def test_what_stands_in_a_line_is_read_as_it_is_shown(runs: str, shown: str) -> None:
    assert texts(read(p(runs=runs))) == [shown]


def field(*runs: str) -> str:
    """A field between its marks."""
    return "".join(f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' if one in {"begin", "separate", "end"} else one for one in runs)


def instruction(text: str) -> str:
    """What a field is told to do."""
    return f"<w:r><w:instrText> {text} </w:instrText></w:r>"


def test_of_a_field_the_result_is_read_and_not_the_instruction() -> None:
    inner = field("begin", instruction("MERGEFIELD x"), "separate", t("tersembunyi"), "end")
    runs = t("lihat ") + field("begin", instruction("IF"), inner, "separate", t("Pasal 4"), "end") + t(".")

    assert texts(read(p(runs=runs))) == ["lihat Pasal 4."]


def test_a_field_that_never_ends_hides_no_text() -> None:
    assert texts(read(p(runs=field("begin", instruction("REF"))) + p("Isi tetap ada."))) == ["Isi tetap ada."]


def test_a_number_that_only_the_word_processor_works_out_is_doubted() -> None:
    file = read(p(runs=field("begin", instruction("LISTNUM"), "end") + t("kata")))

    assert codes(file) == [(1, "field.unread")]
    assert file.doubts[0].facts == {"name": "LISTNUM"}


def test_a_table_of_contents_is_left_out_and_its_place_is_said() -> None:
    contents = p(runs=field("begin", instruction("TOC \\o"), "separate", t("BAB I 1"))) + p(runs=t("BAB II 4") + field("end"))
    part = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    control = f"<w:sdt><w:sdtPr>{part}</w:sdtPr><w:sdtContent>{p('x')}</w:sdtContent></w:sdt>"
    file = read(p("Judul") + contents + control + p("BAB I"))

    assert texts(file) == ["Judul", "BAB I"]
    assert codes(file) == [(1, "contents.left_out")]


def test_a_break_in_a_paragraph_begins_a_line_but_no_paragraph() -> None:
    file = read(p(runs="<w:r><w:t>BAB I</w:t><w:br/><w:t>KETENTUAN UMUM</w:t></w:r>", properties='<w:outlineLvl w:val="0"/>'))

    assert [(line.text, line.begins, line.level) for line in file.lines] == [("BAB I", True, 1), ("KETENTUAN UMUM", False, 1)]


@pytest.mark.parametrize(
    ("styles", "own", "expected"),
    [
        (style("J", "Judul Bab", '<w:outlineLvl w:val="2"/>'), "", 3),
        (style("A", "Dasar", '<w:outlineLvl w:val="1"/>') + style("J", "Judul", based_on="A"), "", 2),
        (style("J", "heading 4"), "", 4),
        (style("J", "Judul", '<w:outlineLvl w:val="2"/>'), '<w:outlineLvl w:val="9"/>', 0),
        (style("J", "Judul"), '<w:outlineLvl w:val="0"/>', 1),
        ("", "", 0),
    ],
)
def test_the_level_of_a_heading_comes_from_the_paragraph_or_through_its_styles(styles: str, own: str, expected: int) -> None:
    assert read(p("x", style="J", properties=own), styles=styles).lines[0].level == expected


def test_the_first_paragraph_in_the_style_title_is_the_title() -> None:
    body = p("Kota Hijau", style="T") + p("Rancangan  Kebun", style="T")

    assert read(body, styles=style("T", "Title")).title == "Kota Hijau"


def test_a_table_is_read_row_by_row_and_merged_cells_once() -> None:
    below = "<w:tcPr><w:vMerge/></w:tcPr>"
    table = row('<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("satu"), p("dua")) + row(below + p(), p("tiga") + p("empat"))
    wide = row('<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("lima"))

    assert texts(read(f"<w:tbl>{table}{wide}</w:tbl>")) == ["satu | dua", "tiga", "empat", "lima"]


def test_a_row_of_data_is_one_line_and_one_that_only_places_a_paragraph_is_not() -> None:
    data = row(p("No."), p("Lapak"), p("Tarif")) + row(p("1."), p("Kecil"), p("Rp5.000"))
    file = read(f"<w:tbl>{data}{row(p('a.'), p('bahwa kebun itu baik;'))}</w:tbl>")

    assert [(line.text, line.begins) for line in file.lines] == [
        ("No. | Lapak | Tarif", True),
        ("1. | Kecil | Rp5.000", True),
        ("a.", True),
        ("bahwa kebun itu baik;", True),
    ]


def test_rows_of_a_table_stay_lines_of_their_own_in_the_clause() -> None:
    table = row(p("Lapak"), p("Tarif")) + row(p("kecil"), p("Rp5.000"))
    body = p("Pasal 1") + p("Tarif tercantum dalam tabel:") + f"<w:tbl>{table}</w:tbl>" + p("Pasal 2") + p("Kebun dirawat.")
    draft = clauses_of(read(body), name="tarif.docx")

    assert [(clause.label, clause.text) for clause in draft.clauses] == [
        ("Pasal 1", "Tarif tercantum dalam tabel:\nLapak | Tarif\nkecil | Rp5.000"),
        ("Pasal 2", "Kebun dirawat."),
    ]
    assert draft.warnings == ()


def test_text_that_a_merged_cell_hides_is_named() -> None:
    file = read(f"<w:tbl>{row(p('satu'))}{row('<w:tcPr><w:vMerge/></w:tcPr>' + p('rahasia'))}</w:tbl>")

    assert (texts(file), codes(file)) == (["satu"], [(1, "hidden.left_out")])


def test_a_colon_in_a_cell_of_its_own_stays_with_the_words_before_it() -> None:
    table = row(p("Menimbang"), p(":"), p("a. bahwa kebun itu baik;") + p("b. bahwa air itu perlu;"))

    assert texts(read(f"<w:tbl>{table}</w:tbl>{p(':')}")) == ["Menimbang :", "a. bahwa kebun itu baik;", "b. bahwa air itu perlu;", ":"]


def test_a_table_in_a_table_is_read_where_it_stands() -> None:
    inner = f"<w:tbl>{row(p('dua'), p('tiga'))}</w:tbl>"

    assert texts(read(f"<w:tbl>{row(p('satu') + inner + p('empat'), p('lima'))}</w:tbl>")) == ["satu", "dua | tiga", "empat", "lima"]


NOTES: Final = '<w:footnote w:id="0" w:type="separator"/>' + "".join(
    f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{t(f" catatan {n}")}</w:p></w:footnote>' for n in (2, 3)
)


def test_a_footnote_stands_behind_its_paragraph_with_the_mark_that_stands_in_it() -> None:
    body = p(runs=t("Kebun") + NOTE + t(" kota.")) + p(runs=t("Pagar") + NOTE.replace('"2"', '"3"')) + p("Air")
    file = read(body, footnotes=NOTES)

    assert texts(file) == ["Kebun[1] kota.", "[1] catatan 2", "Pagar[2]", "[2] catatan 3", "Air"]
    assert [line.begins for line in file.lines] == [True, False, True, False, True]


def test_endnotes_count_apart_from_footnotes_and_in_roman_digits() -> None:
    endnote = f'<w:endnote w:id="5">{p("di akhir")}</w:endnote>'
    body = p(runs=t("Satu") + NOTE + '<w:r><w:endnoteReference w:id="5"/></w:r>')

    assert texts(read(body, footnotes=NOTES, endnotes=endnote)) == ["Satu[1][i]", "[1] catatan 2", "[i] di akhir"]


def test_a_note_with_a_mark_of_its_own_keeps_it() -> None:
    body = p(runs=t("Satu") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>')
    note = f'<w:footnote w:id="4">{p("* penjelasan")}{p("lanjutan")}</w:footnote>'

    assert texts(read(body, footnotes=note)) == ["Satu*", "* penjelasan", "lanjutan"]


def test_a_note_that_is_not_in_the_file_leaves_its_mark() -> None:
    assert texts(read(p(runs=t("Satu") + NOTE), footnotes="")) == ["Satu[1]"]


def test_tracked_changes_are_read_as_accepted_and_their_lines_are_named_once() -> None:
    changed = t("Warga ") + f"<w:del>{'<w:r><w:delText>boleh</w:delText></w:r>'}</w:del>" + f"<w:ins>{t('wajib')}</w:ins>" + t(" menanam.")
    moved = f"<w:moveFrom>{t('pindah')}</w:moveFrom>", f"<w:moveTo>{t('pindah')}</w:moveTo>"
    file = read(p("Satu") + p(runs=changed) + p(runs=moved[0]) + p("Dua") + p(runs=moved[1]))

    assert texts(file) == ["Satu", "Warga wajib menanam.", "Dua", "pindah"]
    assert codes(file) == [(2, "changes.accepted")]
    assert file.doubts[0].facts == {"lines": "2, 4"}


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next_which_gives_the_style() -> None:
    styles = style("Satu", "Satu") + style("Dua", "Dua")
    file = read(p("awal ", style="Satu", properties="<w:rPr><w:del/></w:rPr>") + p("akhir", style="Dua"), styles=styles)

    assert [(line.text, line.style) for line in file.lines] == [("awal akhir", "Dua")]


def test_a_deleted_end_before_the_end_of_the_text_loses_nothing() -> None:
    assert texts(read(p("satu") + p("dua", properties="<w:rPr><w:del/></w:rPr>"))) == ["satu", "dua"]


def test_a_deleted_row_of_a_table_is_left_out() -> None:
    file = read(f"<w:tbl>{row(p('satu'))}<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('dua')}</w:tc></w:tr></w:tbl>")

    assert (texts(file), codes(file)) == (["satu"], [(1, "changes.accepted")])


def test_a_paragraph_whose_text_was_deleted_leaves_no_number_behind() -> None:
    deleted = "<w:del><w:r><w:delText>dua</w:delText></w:r></w:del>"
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = p("satu", num="1") + p(num="1", runs=deleted, properties="<w:rPr><w:del/></w:rPr>") + p("tiga", num="1")

    assert texts(read(body, numbering=numbering)) == ["1. satu", "2. tiga"]


@pytest.mark.parametrize(
    ("hidden", "styles"),
    [
        (run("rahasia", "<w:vanish/>"), ""),
        (run("rahasia", '<w:rStyle w:val="H"/>'), style("H", "H", kind="character", runs="<w:vanish/>")),
    ],
    ids=["by the run", "by its style"],
)
def test_hidden_text_is_left_out_and_named(hidden: str, styles: str) -> None:
    file = read(p(runs=t("Kebun") + hidden + run(" kota", '<w:vanish w:val="0"/>')), styles=styles)

    assert texts(file) == ["Kebun kota"]
    assert [(doubt.line, doubt.code, doubt.facts) for doubt in file.doubts] == [(1, "hidden.left_out", {"start": "rahasia"})]


def test_a_heading_whose_end_is_hidden_goes_on_with_the_paragraph_behind_it() -> None:
    file = read(p("Pagar.", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("Pagar dirawat.") + p("Air."))

    assert [(line.text, line.begins) for line in file.lines] == [("Pagar.", True), ("Pagar dirawat.", False), ("Air.", True)]


def test_a_text_box_is_read_once_though_it_is_written_twice() -> None:
    box = f"<w:txbxContent>{p('di dalam kotak')}</w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    file = read(p(runs=t("di luar") + both) + p("sesudahnya"))

    assert texts(file) == ["di luar", "di dalam kotak", "sesudahnya"]
    assert file.doubts == ()


def test_a_picture_is_handed_out_once_and_each_place_of_it_is_named() -> None:
    related = relation("p1", "image", "media/peta.png")
    file = read_docx(
        docx_file(p("Satu") + p(runs=PICTURE) + p(runs=t("Dua") + PICTURE), related=related, extra={"word/media/peta.png": b"png"})
    )

    assert file.pictures == (Picture("peta.png", "image/png", b"png", 1),)
    assert codes(file) == [(1, "picture.kept"), (2, "picture.kept")]


@pytest.mark.parametrize(
    "related",
    ["", relation("p1", "image", "http://127.0.0.1:9/peta.png", external=True), relation("p1", "image", "media/peta.exe")],
    ids=["of no relation", "of another machine", "of no kind of picture"],
)
def test_a_picture_that_cannot_be_taken_out_is_named(related: str) -> None:
    file = read_docx(docx_file(p(runs=t("Satu") + PICTURE), related=related, extra={"word/media/peta.exe": b"MZ"}))

    assert (file.pictures, codes(file)) == ((), [(1, "picture.left_out")])


def test_comments_embedded_files_formulas_and_unknown_symbols_are_named() -> None:
    comment, symbol = '<w:commentReference w:id="1"/>', '<w:sym w:font="Pribadi" w:char="F041"/>'
    odd = f"<w:r>{comment}</w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:r>{symbol}</w:r>"

    assert codes(read(p(runs=odd) + '<w:altChunk r:id="a"/>')) == [
        (1, "formula.flat"),
        (1, "symbol.unknown"),
        (1, "part.left_out"),
        (1, "comments.left_out"),
    ]


def test_a_file_saved_by_the_strict_names_of_the_standard_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{strict}"><w:body>{p("kata ketat")}</w:body></w:document>'

    assert texts(read_docx(docx_file("", extra={"word/document.xml": document.encode()}))) == ["kata ketat"]


def test_the_text_beside_the_outline_has_the_line_numbers_of_the_doubts() -> None:
    file = read(p("satu") + p("dua"))

    assert file.text.split("\n")[1] == file.lines[1].text == "dua"
