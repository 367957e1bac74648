"""The Word file: real styles, a contents field, captions, header rows that repeat, language and title; what people wrote stays text."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Emu

from consult.reports.render import csv
from consult.reports.render.docx import render
from consult.reports.summary import Frozen
from tests.consult.reports.invented import invented
from tests.consult.reports.reading import docx_blocks

HOSTILE = ("{ TOC } & <w:p/> ]]>", "=1+1", "baris\n\nbaris\tlajur", "akhir \r\n lain \x0b \ufffe")


@pytest.fixture(scope="module")
def made() -> Document:
    """A report of two polls in English, whose people wrote in Indonesian."""
    return docx.Document(BytesIO(render(invented(language="en"))))


def test_it_names_its_title_language_author_and_instant(made: Document) -> None:
    core = made.core_properties

    assert (core.title, core.language) == ("Rancangan Peraturan Desa tentang Pasar Pagi yang Tertata", "en")
    assert (core.author, core.subject) == ("Pemerintah Desa Contoh", "Consultation summary")
    assert core.created is not None
    assert core.created.year == 2026
    default = made.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    assert default.get(qn("w:val")) == "en"


def test_its_headings_are_headings_and_go_down_by_one_level_at_a_time(made: Document) -> None:
    levels = [int(p.style.name[-1]) for p in made.paragraphs if p.style is not None and p.style.name.startswith("Heading ")]

    assert levels.count(1) == 9
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_has_a_contents_field_that_word_works_out(made: Document) -> None:
    fields = [element.text.strip() for element in made.element.body.iter(qn("w:instrText"))]
    begins = [element for element in made.element.body.iter(qn("w:fldChar")) if element.get(qn("w:dirty"))]

    assert [field for field in fields if field.startswith("TOC")] == ['TOC \\o "1-2" \\h \\z \\u']
    assert len(begins) == 1


def test_each_table_repeats_its_header_row_and_has_a_caption_before_it(made: Document) -> None:
    blocks = list(made.iter_inner_content())
    tables = [n for n, block in enumerate(blocks) if isinstance(block, docx.table.Table)]

    assert len(tables) == 10
    for number, at in enumerate(tables, start=1):
        head = blocks[at].rows[0]._tr  # type: ignore[union-attr]
        assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert blocks[at - 1].style.name == "Caption"  # type: ignore[union-attr]
        assert blocks[at - 1].text.startswith(f"Table {number}: ")  # type: ignore[union-attr]


def test_what_a_proposal_takes_out_is_struck_and_what_it_puts_in_underlined(made: Document) -> None:
    runs = [run for p in made.paragraphs if p.style is not None and p.style.name == "Wording" for run in p.runs if run.style is not None]
    by_style = {name: "".join(run.text for run in runs if run.style.name == name) for name in ("Inserted Words", "Deleted Words")}

    assert "diundi setiap tahun" in by_style["Inserted Words"]
    assert "urutan pendaftaran" in by_style["Deleted Words"]
    assert made.styles["Deleted Words"].font.strike
    assert made.styles["Inserted Words"].font.underline


def test_peoples_words_have_their_own_language(made: Document) -> None:
    assert {element.get(qn("w:val")) for element in made.element.body.iter(qn("w:lang"))} == {"id"}


def test_the_head_of_the_record_stands_whole_on_the_cover_and_is_marked_where_it_is_cut(made: Document) -> None:
    head = invented().record_head

    assert [p.text for p in made.paragraphs if head[:12] in p.text] == [head, head]
    assert f"{head[:12]}…" in made.sections[0].footer.paragraphs[0].text


def test_at_the_foot_the_page_number_stands_at_the_right_margin(made: Document) -> None:
    section, stops = made.sections[0], made.sections[0].footer.paragraphs[0].style.paragraph_format.tab_stops
    width = Emu(section.page_width - section.left_margin - section.right_margin)  # type: ignore[operator]

    assert [(stop.position.pt, stop.alignment) for stop in stops] == [(pytest.approx(width.pt, abs=1), WD_TAB_ALIGNMENT.RIGHT)]


def test_what_people_wrote_is_read_back_as_they_wrote_it() -> None:
    blocks = docx_blocks(render(invented(texts=HOSTILE)))

    assert [text for text in HOSTILE[:3] if text not in blocks] == []
    assert "akhir [U+000D]\n lain [U+000B] [U+FFFE]" in blocks


def test_of_more_than_two_thousand_the_list_is_the_csv_named_by_its_hash() -> None:
    many = replace(invented(posts=2_001, clauses=3), edition=Frozen(1, "ab" * 32))

    blocks = docx_blocks(render(many))

    assert not any("(1999)" in block for block in blocks[-10:])
    assert sha256(csv.render(many)).hexdigest() in blocks[-1]
    assert "SHA-256" not in docx_blocks(render(replace(many, edition=None)))[-1]  # the CSV of another moment has another one
    assert any("(1999)" in block for block in docx_blocks(render(invented(posts=2_000, clauses=3)))[-10:])


def test_nothing_received_gives_a_whole_report_all_the_same() -> None:
    blocks = docx_blocks(render(invented(posts=0, clauses=0, polls=0, language="en")))

    assert "There is no clause yet that some support and others oppose." in blocks
    assert "Nothing is shown yet." in blocks
