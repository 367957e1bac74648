"""The known laws beside the project as other programs would hold them: nothing of them changes on the way, and no word is lost."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consult.formats.outline.lines import words
from consult.formats.parse_draft import parse_draft
from tests.consult.formats.readers.docx_files import docx_file, p
from tests.consult.formats.readers.pdf_files import pdf_file

DOCUMENTS: Final = Path(__file__).resolve().parents[3] / "../shared/data/documents"
TRUTH: Final = DOCUMENTS / "expected.json"
KNOWN: Final[Mapping[str, Any]] = json.loads(TRUTH.read_text())["documents"] if TRUTH.exists() else {}
LAWS: Final = [name for name, known in KNOWN.items() if known["language"] == "id" and name.endswith(".txt")]
HEAD: Final = '#set page(header: [Lembaran Kota], numbering: "- 1 -")'


def in_docx(lines: list[str]) -> bytes:
    """A paragraph a line."""
    return docx_file("".join(p(escape(line)) for line in lines))


def in_html(lines: list[str]) -> bytes:
    """A paragraph a line."""
    return "".join(["<!doctype html>", *(f"<p>{escape(line)}" for line in lines)]).encode()


def in_pdf(lines: list[str], head: str = HEAD) -> bytes:
    """Typeset in justified rows on small pages with a head and numbers."""
    return pdf_file("\n\n".join(f"#{json.dumps(line, ensure_ascii=False)}" for line in lines), set_=head)


FORMATS: Final[Mapping[str, Callable[[list[str]], bytes]]] = {"docx": in_docx, "html": in_html, "pdf": in_pdf}


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", LAWS)
def test_a_known_law_in_another_format_has_the_same_clauses_and_words(name: str, format_: str) -> None:
    lines = [" ".join(line.split()) for line in (DOCUMENTS / name).read_text().split("\n") if line.strip()]
    draft = parse_draft(FORMATS[format_](lines), name=f"naskah.{format_}")
    plain = parse_draft("\n".join(lines).encode(), name="naskah.txt")

    assert draft.counts_by_part() == plain.counts_by_part()
    assert [clause.label for clause in draft.clauses] == [clause.label for clause in plain.clauses]
    assert Counter(draft.words()) == Counter(word for line in lines for word in words(line))


WORDS: Final = st.sampled_from(["kebun", "kota", "Pasal", "BAB", "air", "dan", "1", "(2)", "a.", "undang-undang", "m²", "§", "naïf"])
PARAGRAPHS: Final = st.lists(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=8)


@given(PARAGRAPHS)
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("format_", ["docx", "html"])
def test_no_word_of_a_generated_text_is_lost_or_moved(format_: str, lines: list[str]) -> None:
    read = parse_draft(FORMATS[format_](lines), name=f"naskah.{format_}", profile="paragraphs")

    assert read.words() == [word for line in lines for word in words(line)]


@given(PARAGRAPHS)
@settings(max_examples=50, deadline=None)
def test_no_word_of_a_typeset_text_is_lost(lines: list[str]) -> None:
    assume("1" not in lines)  # alone at the edge of the first page it is its number
    read = parse_draft(in_pdf(lines, head=""), name="naskah.pdf", profile="paragraphs")

    assert read.words() == [word for line in lines for word in words(line)]
