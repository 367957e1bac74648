"""The automatic numbers of DOCX files, as a reader sees them. Each case is one file."""

from collections.abc import Sequence
from typing import Final

import pytest

from consult.formats.parse_draft import clauses_of
from tests.consult.formats.readers.docx_files import codes, definition, in_list, level, listing, numbers, p, read, starts_at, style, texts

LEGAL: Final = "<w:isLgl/>"
OUTLINE: Final = definition(1, level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3"))


def depths(*said: int, num: str = "1") -> str:
    """A paragraph of list `num` at each of these levels."""
    return "".join(p("kata", num=num, level=one) for one in said)


def test_a_list_on_several_levels_counts_each_below_the_one_above_it() -> None:
    body = depths(0, 1, 1, 2, 2, 1, 0, 1, 2)

    assert numbers(read(body, numbering=OUTLINE + listing(1, 1))) == ["1.", "1.1", "1.2", "1.2.1", "1.2.2", "1.3", "2.", "2.1", "2.1.1"]


def test_the_number_stands_at_the_head_of_the_line_and_its_length_is_said() -> None:
    line = read(p("Kebun dibuka.", num="1"), numbering=definition(1, level(0, "Pasal %1")) + listing(1, 1)).lines[0]

    assert (line.text, line.numbered) == ("Pasal 1 Kebun dibuka.", len("Pasal 1"))


def test_a_level_without_a_level_above_it_takes_that_one_as_begun() -> None:
    assert numbers(read(depths(1, 0, 1, 2, 0, 2, 1), numbering=OUTLINE + listing(1, 1))) == [
        "1.1",
        "2.",
        "2.1",
        "2.1.1",
        "3.",
        "3.1.1",
        "3.2",
    ]


FORMATS: Final = {
    ("decimal", 3): ["3"],
    ("decimalZero", 9): ["09", "10"],
    ("lowerLetter", 26): ["z", "aa", "bb"],
    ("upperLetter", 53): ["AAA", "BBB"],
    ("lowerRoman", 8): ["viii", "ix", "x"],
    ("upperRoman", 39): ["XXXIX", "XL", "XLI"],
    ("ordinal", 10): ["10th", "11th"],
    ("ordinalText", 20): ["Twentieth", "Twenty-first"],
    ("cardinalText", 19): ["Nineteen", "Twenty", "Twenty-one"],
    ("numberInDash", 1): ["- 1 -"],
    ("decimalEnclosedParen", 7): ["(7)"],
    ("bullet", 1): [""],
    ("none", 1): [""],
}


@pytest.mark.parametrize(("format_", "start", "printed"), [(*key, printed) for key, printed in FORMATS.items()])
def test_each_format_of_numbers_is_printed_as_word_does(format_: str, start: int, printed: Sequence[str]) -> None:
    numbering = definition(1, level(0, "%1", format_, start=start)) + listing(1, 1)

    assert numbers(read(depths(*[0] * len(printed)), numbering=numbering)) == printed


def test_a_format_of_ones_own_sets_how_many_digits_a_number_has() -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="7"/>{custom}<w:lvlText w:val="%1:"/></w:lvl>'

    assert numbers(read(depths(0, 0), numbering=f"{numbering}</w:abstractNum>{listing(1, 1)}")) == ["007:", "008:"]


def test_a_format_that_is_not_known_is_printed_as_digits_and_doubted() -> None:
    file = read(depths(0), numbering=definition(1, level(0, "%1.", "aiueo")) + listing(1, 1))

    assert numbers(file) == ["1."]
    assert codes(file) == [(1, "number.format")]


def test_words_for_numbers_are_not_guessed_in_a_language_that_is_not_known() -> None:
    language = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="id-ID"/></w:rPr></w:rPrDefault></w:docDefaults>'
    file = read(depths(0), styles=language, numbering=definition(1, level(0, "Bagian %1", "ordinalText")) + listing(1, 1))

    assert (numbers(file), codes(file)) == (["Bagian 1"], [(1, "number.format")])


def test_lists_of_one_definition_go_on_counting_one_another() -> None:
    body = depths(0, 0) + depths(0, num="2") + depths(0)

    assert numbers(read(body, numbering=OUTLINE + listing(1, 1) + listing(2, 1))) == ["1.", "2.", "3.", "4."]


def test_a_list_that_says_where_it_starts_starts_there_once() -> None:
    body = depths(0, 0) + depths(0, 1, 0, num="2") + depths(0) + depths(0, num="2")
    numbering = OUTLINE + listing(1, 1) + listing(2, 1, starts_at(0, 5))

    assert numbers(read(body, numbering=numbering)) == ["1.", "2.", "5.", "5.1", "6.", "7.", "8."]


def test_an_override_restarts_a_list_for_each_article() -> None:
    ayat = definition(1, level(0, "(%1)"))
    lists = "".join(listing(num, 1, starts_at(0, 1)) for num in (1, 2, 3))
    body = "".join(p("Pasal") + depths(0, 0, num=str(num)) for num in (1, 2, 3))

    assert numbers(read(body, numbering=ayat + lists)) == ["", "(1)", "(2)"] * 3


def test_an_override_may_give_a_level_another_format_and_go_on_counting() -> None:
    lettered = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}</w:lvlOverride>'
    body = depths(0, 0) + depths(0, 0, num="2")

    assert numbers(read(body, numbering=OUTLINE + listing(1, 1) + listing(2, 1, lettered))) == ["1.", "2.", "c)", "d)"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["I", "A", "1", "2", "B", "1", "II", "1"]),
        ('<w:lvlRestart w:val="1"/>', ["I", "A", "1", "2", "B", "3", "II", "1"]),
        ('<w:lvlRestart w:val="0"/>', ["I", "A", "1", "2", "B", "3", "II", "4"]),
    ],
    ids=["after any level above it", "after the first level alone", "never"],
)
def test_a_level_begins_anew_only_after_the_levels_that_it_names(restart: str, expected: Sequence[str]) -> None:
    levels = level(0, "%1", "upperRoman"), level(1, "%2", "upperLetter"), level(2, "%3", more=restart)

    assert numbers(read(depths(0, 1, 2, 2, 1, 2, 0, 2), numbering=definition(1, *levels) + listing(1, 1))) == expected


def test_legal_numbering_prints_the_numbers_above_as_digits() -> None:
    levels = level(0, "BAB %1", "upperRoman"), level(1, "%1.%2", more=LEGAL), level(2, "%1.%2 %3", "lowerLetter")
    body = depths(0, 0, 1, 2)

    assert numbers(read(body, numbering=definition(1, *levels) + listing(1, 1))) == ["BAB I", "BAB II", "2.1", "II.1 a"]


def test_what_follows_a_number_is_a_tab_a_space_or_nothing() -> None:
    suffixes = "", '<w:suff w:val="space"/>', '<w:suff w:val="nothing"/>'
    numbering = "".join(definition(n, level(0, "%1.", more=suffix)) + listing(n, n) for n, suffix in enumerate(suffixes, 1))

    assert texts(read("".join(depths(0, num=str(n)) for n in (1, 2, 3)), numbering=numbering)) == ["1. kata", "1. kata", "1.kata"]


HEADINGS: Final = (
    style("Normal", "Normal")
    + style("Bab", "Judul Bab", in_list(1) + '<w:outlineLvl w:val="0"/>', based_on="Normal")
    + style("Pasal", "Judul Pasal", in_list(1, 5) + '<w:outlineLvl w:val="1"/>', based_on="Normal")
    + style("Ayat", "Isi Ayat", based_on="Pasal")
    + style("Biasa", "Tanpa Nomor", in_list(0), based_on="Pasal")
)
STYLED: Final = definition(
    1,
    level(0, "BAB %1", "upperRoman", more='<w:pStyle w:val="Bab"/>'),
    level(1, "Pasal %2", more='<w:pStyle w:val="Pasal"/>'),
    level(2, "(%3)", more='<w:pStyle w:val="Ayat"/>'),
) + listing(1, 1)


def test_a_style_has_the_level_that_names_it_and_styles_based_on_it_have_its_list() -> None:
    body = (
        p("UMUM", style="Bab") + p(style="Pasal") + p("A.", style="Ayat") + p("B.", style="Ayat") + p(style="Pasal") + p("C.", style="Ayat")
    )
    file = read(body, styles=HEADINGS, numbering=STYLED)

    assert texts(file) == ["BAB I UMUM", "Pasal 1", "(1) A.", "(2) B.", "Pasal 2", "(1) C."]
    assert [line.level for line in file.lines] == [1, 2, 2, 2, 2, 2]
    assert file.lines[0].style == "Judul Bab"


def test_the_list_with_number_zero_takes_a_number_away() -> None:
    body = p("x", style="Pasal") + p("y", style="Biasa") + p("z", style="Pasal", num="0") + p("x", style="Pasal")

    assert numbers(read(body, styles=HEADINGS, numbering=STYLED)) == ["Pasal 1", "", "", "Pasal 2"]


def test_a_paragraph_may_move_its_style_to_another_level_of_the_same_list() -> None:
    assert numbers(read(p("x", style="Bab") + p("y", style="Bab", level=1), styles=HEADINGS, numbering=STYLED)) == ["BAB I", "Pasal 1"]


def test_a_style_without_a_level_that_names_it_has_the_level_that_it_names() -> None:
    styles = style("Satu", "Satu", in_list(1, 0)) + style("Dua", "Dua", in_list(None, 1), based_on="Satu")

    assert numbers(read(p("x", style="Satu") + p("y", style="Dua"), styles=styles, numbering=OUTLINE + listing(1, 1))) == ["1.", "1.1"]


def test_a_definition_may_lie_behind_a_numbering_style() -> None:
    linked = definition(7, level(0, "§ %1"), more='<w:styleLink w:val="Daftar"/>')
    pointing = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Daftar"/></w:abstractNum>'
    styles = style("Daftar", "Daftar Hukum", in_list(3), kind="numbering")
    numbering = linked + pointing + listing(3, 7) + listing(4, 8) + listing(5, 8)

    assert numbers(read(depths(0, num="4") + depths(0, num="5"), styles=styles, numbering=numbering)) == ["§ 1", "§ 2"]


def test_definitions_that_point_at_one_another_end_without_a_number() -> None:
    rings = "".join(f'<w:abstractNum w:abstractNumId="{n}"><w:numStyleLink w:val="S{n}"/></w:abstractNum>' for n in (1, 2))
    styles = style("S1", "S1", in_list(2), kind="numbering") + style("S2", "S2", in_list(1), kind="numbering")

    assert numbers(read(depths(0), styles=styles, numbering=rings + listing(1, 1) + listing(2, 2))) == [""]


def test_styles_based_on_one_another_in_a_ring_are_read() -> None:
    styles = style("A", "A", based_on="B") + style("B", "B", based_on="A")

    assert texts(read(p("kata", style="A"), styles=styles)) == ["kata"]


def test_a_number_that_is_hidden_is_counted_and_not_printed() -> None:
    hidden = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1"/><w:rPr><w:vanish/></w:rPr></w:lvl>'
    )
    numbering = f"{hidden}{level(1, '%1.%2')}</w:abstractNum>{listing(1, 1)}"

    assert numbers(read(depths(0, 0, 1), numbering=numbering)) == ["", "", "2.1"]


def test_a_numbered_paragraph_without_text_has_its_number_and_one_that_only_ends_a_section_has_none() -> None:
    body = p(num="1") + p(num="1", properties="<w:sectPr/>") + p("kata", num="1")

    assert texts(read(body, numbering=OUTLINE + listing(1, 1))) == ["1.", "2. kata"]


@pytest.mark.parametrize("numbering", ["", listing(1, 9), OUTLINE + listing(1, 1)], ids=["no list", "no definition", "no such level"])
def test_a_number_that_the_file_does_not_define_is_none(numbering: str) -> None:
    assert texts(read(p("kata", num="1", level=7), numbering=numbering)) == ["kata"]


def test_a_list_without_a_start_begins_at_zero_as_the_standard_says() -> None:
    assert numbers(read(depths(0, 0), numbering=definition(1, level(0, "%1", start=None)) + listing(1, 1))) == ["0", "1"]


def test_numbers_in_the_cells_of_a_table_count_row_by_row() -> None:
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{depths(0)}</w:tc>' for _ in range(2))}</w:tr>" for _ in range(2))

    assert numbers(read(f"<w:tbl>{cells}</w:tbl>", numbering=OUTLINE + listing(1, 1))) == ["1.", "2.", "3.", "4."]


def test_an_invented_law_whose_numbers_word_made_becomes_its_clauses() -> None:
    levels = (
        level(0, "BAB %1", "upperRoman"),
        level(1, "Pasal %2", more='<w:lvlRestart w:val="0"/>'),
        level(2, "(%3)"),
        level(3, "%4.", "lowerLetter"),
    )
    said = [
        (0, "KETENTUAN UMUM"),
        (1, ""),
        (2, "Kebun kota terbuka bagi warga."),
        (2, "Warga dapat:"),
        (3, "menanam; dan"),
        (3, "memanen."),
    ]
    said += [(0, "PENUTUP"), (1, ""), (2, "Peraturan ini mulai berlaku.")]
    body = "".join(p(text, num="1", level=depth) for depth, text in said)
    draft = clauses_of(read(body, numbering=definition(1, *levels) + listing(1, 1)), name="kebun.docx")

    assert [clause.label for clause in draft.clauses if clause.part == "body"] == [
        "BAB I",
        "Pasal 1",
        "Pasal 1 ayat (1)",
        "Pasal 1 ayat (2)",
        "Pasal 1 ayat (2) huruf a",
        "Pasal 1 ayat (2) huruf b",
        "BAB II",
        "Pasal 2",
        "Pasal 2 ayat (1)",
    ]
