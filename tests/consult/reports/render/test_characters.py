"""A contribution of every kind of character: each file is made, and reads back what was written; the PDF names what no font has."""

import json
import re
import sys
import unicodedata
from csv import DictReader
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.platform.markup import clean_text
from consult.reports.render import FORMATS
from consult.reports.render.glyphs import by_name, covered, in_xml, settable
from consult.text.cells import read_cell
from tests.consult.reports.invented import invented
from tests.consult.reports.reading import Page, docx_blocks, words_in

EACH = 3  # of each general category and block of 4,096 characters, beside the first of the category


def every_kind() -> list[str]:
    """Texts with characters of every assigned class from every part of Unicode, as they are stored."""
    seen: dict[tuple[str, int], list[str]] = {}
    for code in range(sys.maxunicode + 1):
        one = chr(code)
        kind = unicodedata.category(one)
        if kind not in {"Cn", "Cs"}:
            found = seen.setdefault((kind, code // 4_096), [])
            if len(found) < EACH:
                found.append(one)
    characters = [one for found in seen.values() for one in found]
    return [clean_text(f"awal {' '.join(some)} akhir") for some in in_rows(characters, 40)]


def in_rows(characters: list[str], length: int) -> list[list[str]]:
    """So many in a row."""
    return [characters[n : n + length] for n in range(0, len(characters), length)]


def squeezed(text: str) -> str:
    """Without any white space: where a line ends on paper is not the author's."""
    return "".join(text.split())


HEAD = "RancanganPeraturanDesatentangPasarPagiyangTertataLampiranB:semuamasukanyangtampil"
TEXTS = tuple(every_kind())
FURNITURE = re.compile("Dibuat20Oktober2026,09.00WIB·Hashterakhircatatan9f2e6d33a371…Halaman[0-9]+dari[0-9]+" + HEAD)
LIGATURES = str.maketrans({one: unicodedata.normalize("NFKD", one) for one in map(chr, range(0xFB00, 0xFB07))})  # fonts set their letters


def test_every_class_of_character_is_among_them() -> None:
    kinds = {unicodedata.category(one) for text in TEXTS for one in text}

    assert len(kinds) >= 26
    assert len(TEXTS) > 5
    assert "Cf" in kinds


def test_json_csv_html_and_word_read_back_what_was_written() -> None:
    summary = invented(posts=len(TEXTS), clauses=1, polls=0, texts=TEXTS)

    assert [post["text"] for post in json.loads(FORMATS["json"](summary))["posts"]] == list(TEXTS)
    rows = DictReader(StringIO(FORMATS["csv"](summary).decode("utf-8-sig"), newline=""))
    assert [read_cell(row["text"]) for row in rows if row["section"] == "post"] == list(TEXTS)
    assert [paragraphs[1] for paragraphs in Page(FORMATS["html"](summary).decode()).posts.values()] == list(TEXTS)
    blocks = docx_blocks(FORMATS["docx"](summary))
    assert [text for text in TEXTS if in_xml(text) not in blocks] == []


def test_the_pdf_reads_back_the_same_with_names_for_what_no_font_has() -> None:
    summary = invented(posts=len(TEXTS), clauses=1, polls=0, texts=TEXTS)

    found = FURNITURE.sub("", squeezed(words_in(FORMATS["pdf"](summary), "pdf")))

    assert [text for text in TEXTS if squeezed(settable(text)).translate(LIGATURES) not in found] == []


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("Pasal 5 ayat (2): “ya” – 2 m² ½ é ž", "Pasal 5 ayat (2): “ya” – 2 m² ½ é ž"),
        ("\U0001f600", "[U+1F600 grinning face]"),
        ("\u202e\u200d\x00", "[U+202E right-to-left override][U+200D zero width joiner][U+0000]"),
        ("baris\nbaris", "baris\nbaris"),
    ],
)
def test_what_no_font_has_is_written_by_its_name(written: str, set_as: str) -> None:
    assert settable(written) == set_as


def test_what_is_covered_is_what_the_fonts_say() -> None:
    assert {"a", "é", "“", "\n", "Я"} <= covered()
    assert not {"\u4e2d", "\U0001f600", "\t", "\u200b"} & covered()
    assert by_name("\ue000") == "[U+E000]"


@given(st.text(max_size=60).map(clean_text))
@settings(max_examples=15, deadline=None)
def test_whatever_people_write_the_pdf_is_made(text: str) -> None:
    assert FORMATS["pdf"](invented(posts=1, clauses=1, polls=0, texts=(text or "-",)))[:5] == b"%PDF-"
