"""The PDF: tagged and described as PDF/UA asks, read in order by a library that did not make it, and what people wrote stays text."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from typing import Any, Final

import pikepdf
import pypdfium2
import pytest

from consult.reports.poll_outcomes import OptionFigures, TieFigures
from consult.reports.render import csv, pdf
from consult.reports.summary import Frozen
from tests.consult.reports.invented import invented, invented_poll
from tests.consult.reports.reading import pdf_pages, words_in

MARKUP: Final = (
    '#panic("x") #let a = 1; #a',
    "*tebal* _miring_ `kode` $x^2$ <label> @rujukan",
    'kurung ] ) } " \\ // /* */ = judul',
    "= Judul\n- butir\n+ nomor\n/ istilah: arti",
    "https://contoh.example/a?b=c#d",
    "#sys.inputs #read(\"/etc/passwd\") #eval('1+1') \\u{41}",
)


def elements(node: Any) -> Iterator[tuple[str, Any]]:
    """Tag and element of everything in the structure tree, in reading order."""
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S)[1:], kid
            yield from elements(kid)


@pytest.fixture(scope="module")
def made() -> Iterator[pikepdf.Pdf]:
    """A report of two polls in English, whose people wrote in Indonesian."""
    with pikepdf.open(BytesIO(pdf.render(invented(language="en")))) as document:
        yield document


def test_it_is_tagged_and_names_its_title_and_language(made: pikepdf.Pdf) -> None:
    assert made.Root.MarkInfo.Marked
    assert str(made.Root.Lang) == "en"
    assert str(made.docinfo.Title) == "Consultation summary: Rancangan Peraturan Desa tentang Pasar Pagi yang Tertata"
    assert made.Root.ViewerPreferences.DisplayDocTitle
    with made.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_its_headings_go_down_by_one_level_at_a_time(made: pikepdf.Pdf) -> None:
    levels = [int(tag[1:]) for tag, _ in elements(made.Root.StructTreeRoot) if tag[0] == "H" and tag[1:].isdigit()]

    assert levels[0] == 1
    assert len(levels) > 20
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_table_has_a_header_row_whose_cells_say_so(made: pikepdf.Pdf) -> None:
    tables = [element for tag, element in elements(made.Root.StructTreeRoot) if tag == "Table"]

    assert len(tables) == 9  # two polls, three of what came in, hidden by rule, three in the annex
    for table in tables:
        heads = [element for tag, element in elements(table) if tag == "TH"]
        assert len(heads) >= 3
        assert all(str(head.A[0].Scope if isinstance(head.A, pikepdf.Array) else head.A.Scope) == "/Column" for head in heads)


def test_bars_are_no_part_of_what_is_read(made: pikepdf.Pdf) -> None:
    figures = [element for tag, element in elements(made.Root.StructTreeRoot) if tag == "Figure"]

    assert [str(figure.Alt) for figure in figures] == ["A chart of support and oppose by clause; the figures stand in annex A."]


def test_peoples_words_are_tagged_with_their_own_language(made: pikepdf.Pdf) -> None:
    assert "id" in {str(element.Lang) for _tag, element in elements(made.Root.StructTreeRoot) if "/Lang" in element}


def test_it_has_an_outline_of_its_sections(made: pikepdf.Pdf) -> None:
    with made.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert titles == [
        "Summary for the decision maker",
        "What was asked, and of whom",
        "Clause by clause",
        "Polls",
        "What came in, and how it was moderated",
        "Method and limits",
        "The record, and how to verify",
        "Annex A: figures",
        "Annex B: every shown contribution",
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_decision_makers_page_is_one_page_right_after_the_cover(language: str) -> None:
    pages = [" ".join(page.split()) for page in pdf_pages(pdf.render(invented(language=language, polls=7)))]
    front, contents = (
        ("Ringkasan bagi pengambil keputusan", "Daftar isi") if language == "id" else ("Summary for the decision maker", "Contents")
    )

    assert front in pages[1]
    assert contents in pages[2]
    assert "Pukul berapa pasar dibuka?" in pages[1]


def test_text_is_read_in_the_order_in_which_it_stands() -> None:
    words = words_in(pdf.render(invented(language="en")), "pdf")
    entry = words[words.index("clauses have contributions") :]
    said = ("Wording", "Setiap pedagang memperoleh", "Stance", "In support", "Opposed", "Proposals", "Contributions by number")

    places = [entry.index(one) for one in said]
    assert places == sorted(places)
    contributions = [words.rindex(f"({n})") for n in (11, 40, 81, 119)]
    assert contributions == sorted(contributions)


def test_each_page_but_the_cover_names_the_consultation_and_its_number() -> None:
    pages = [" ".join(page.split()) for page in pdf_pages(pdf.render(invented(language="en")))]

    for n, page in enumerate(pages[1:], start=2):
        assert f"Page {n} of {len(pages)}" in page
        assert "Rancangan Peraturan Desa tentang Pasar Pagi" in page
        assert "Head of the record 9f2e6d33a371" in page
    assert "Page 1 of" not in pages[0]


def test_the_head_of_the_record_stands_whole_on_the_cover_and_is_marked_where_it_is_cut() -> None:
    summary = invented(language="en")
    pages = ["".join(page.split()) for page in pdf_pages(pdf.render(summary))]

    assert summary.record_head in pages[0]
    assert f"{summary.record_head[:12]}…" in pages[1]


def test_markup_of_the_typesetter_is_text_wherever_people_wrote_it() -> None:
    found = "".join(words_in(pdf.render(invented(texts=MARKUP)), "pdf").split())

    for text in MARKUP:
        assert "".join(text.split()) in found


def test_a_word_longer_than_a_line_is_broken_and_stays_on_the_paper() -> None:
    word = "https://contoh.example/" + "panjang" * 60
    data = pdf.render(invented(posts=1, clauses=1, polls=0, texts=(word,)))

    assert word in "".join(words_in(data, "pdf").split())
    assert beyond_the_paper(data) == 0


def beyond_the_paper(data: bytes) -> int:
    """How many characters lie outside the margins."""
    document = pypdfium2.PdfDocument(data)
    found = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        found += sum(text.get_charbox(n)[2] > page.get_width() - 40 for n in range(text.count_chars()))
        text.close()
        page.close()
    document.close()
    return found


def test_of_more_than_two_thousand_the_list_is_the_csv_named_by_its_hash() -> None:
    many = replace(invented(posts=2_001, clauses=3), edition=Frozen(1, "ab" * 32))
    found = words_in(pdf.render(many), "pdf").replace(" ", "").replace("\u200b", "")

    assert sha256(csv.render(many)).hexdigest() in found
    assert "(1999)" not in found
    assert "(1999)" in words_in(pdf.render(invented(posts=2_000, clauses=3)), "pdf")


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert pdf.render(invented(posts=12, clauses=2)) == pdf.render(invented(posts=12, clauses=2))


def test_nothing_received_gives_a_whole_report_all_the_same() -> None:
    words = words_in(pdf.render(invented(posts=0, clauses=0, polls=0, language="en")), "pdf")

    assert "There is no clause yet that some support and others oppose." in words
    assert "Nothing is shown yet." in words
    assert "Polls" not in words


def test_a_tie_has_the_winner_of_the_lot_on_each_page_and_in_front_those_it_tied_with() -> None:
    pages = [" ".join(page.split()) for page in pdf_pages(pdf.render(invented(language="en")))]
    front = pages[1].partition("Di mana sampah dipilah?")[2]

    assert "Equal in votes with “Pukul lima pagi”, chosen by lot: “Pukul enam pagi”, 3, 50.0% of 6." in front
    assert any("Equal in votes with others, and first by lot: “Pukul enam pagi”." in page for page in pages)


def test_a_tie_of_many_long_options_leaves_the_decision_makers_page_one_page() -> None:
    titles = tuple(f"Pilihan {n} yang {'sangat ' * 20}panjang" for n in range(40))
    tied = replace(
        invented_poll(1),
        options=tuple(OptionFigures(title, 1, title == titles[3]) for title in titles),
        ties=(TieFigures(titles, "lot"),),
    )
    pages = pdf_pages(pdf.render(replace(invented(language="en"), polls=(tied,) * 4)))

    assert "Summary for the decision maker" in pages[1]
    assert "Contents" in pages[2]
