"""A PDF file page by page, as lines: one a paragraph, as far as that can be seen."""

from bisect import bisect_left
from typing import Final

import pypdfium2 as pdfium

from consult.errors import BadInput
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.lines import Line
from consult.formats.outline.read_file import ReadFile
from consult.formats.readers.pdf.columns import in_columns
from consult.formats.readers.pdf.margins import Cleared, cleared
from consult.formats.readers.pdf.paragraphs import paragraphs
from consult.formats.readers.pdf.rows import Page, page_of
from consult.formats.readers.text_cleaning import Lines, clean

MEDIA_TYPE: Final = "application/pdf"

_MAGIC: Final = b"%PDF-"
_LOCKED: Final = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_UNREAD: Final = 0.2  # of the characters of a page
_MOST_NAMED: Final = 5  # repeated texts that a doubt lists
_START: Final = 60  # characters that a doubt quotes


def read_pdf(data: bytes) -> ReadFile:
    """The text layer of a PDF file, in the order in which the file holds it, with the page of each line.

    Running heads and feet, page numbers and catchwords are taken out, rows are joined to paragraphs, words that were divided at the end
    of a row are joined where the file shows how they are written. Levels of headings come from the size of the letters.
    One doubt says that all of it must be looked through; others name what was taken out, and pages without text.

    Raises:
        BadInput: `draft.kind`, `draft.encrypted`, `draft.damaged` (`part`), `draft.no_text_layer`, and what `Lines.add` says.
    """
    if not data.startswith(_MAGIC):
        raise BadInput("draft.kind", field="file", expected="PDF")
    pages = _pages(data)
    if not any(page.rows for page in pages):
        raise BadInput("draft.no_text_layer", field="file")
    found = cleared(pages)
    lines, doubts = _lines(found)
    if not lines:
        raise BadInput("draft.no_text_layer", field="file")
    every = [Doubt(1, "pdf.proposal", {}, page=lines[0].page), *_page_doubts(pages, lines), *_margin_doubts(found, lines), *doubts]
    return ReadFile(MEDIA_TYPE, lines, doubts=tuple(sorted(every, key=lambda doubt: doubt.line)))


def _pages(data: bytes) -> list[Page]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise BadInput("draft.encrypted", field="file") from None
        raise BadInput("draft.damaged", field="file", part="PDF") from None
    try:
        return [_page(document, index) for index in range(len(document))]
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, index: int) -> Page:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        raise BadInput("draft.damaged", field="file", part=str(index + 1)) from None
    try:
        return page_of(page, index + 1)
    finally:
        page.close()


def _lines(found: Cleared) -> tuple[tuple[Line, ...], list[Doubt]]:
    made, doubts = Lines(), []
    for one in paragraphs([row for page in found.pages for row in in_columns(page.rows)]):
        number, page = made.next, one.rows[0].page
        if made.add(one.text, begins=one.begins, page=page, level=one.level):
            doubts += [Doubt(number, "hyphen.kept", {"start": word}, page=page) for word in one.unsure]
    return tuple(made.made), doubts


def _page_doubts(pages: list[Page], lines: tuple[Line, ...]) -> list[Doubt]:
    """Pages that are not blank and hold no text, and pages whose text means nothing."""
    blank = [("page.no_text", page.number) for page in pages if not page.rows and not page.empty]
    odd = [("page.unreadable", page.number) for page in pages if page.unread > _UNREAD]
    return [Doubt(_line(page, lines), code, {"page": str(page)}, page=page) for code, page in blank + odd]


def _margin_doubts(found: Cleared, lines: tuple[Line, ...]) -> list[Doubt]:
    texts = [f"“{clean(text)[:_START]}”" for text in found.repeated]
    named = ", ".join(texts[:_MOST_NAMED]) + (", …" if len(texts) > _MOST_NAMED else "")
    repeated = [Doubt(1, "page.repeated", {"texts": named}, page=lines[0].page)] if texts else []
    return repeated + [
        Doubt(_line(page, lines), "page.carried", {"start": clean(text)[:_START]}, page=page) for page, text in found.carried
    ]


def _line(page: int, lines: tuple[Line, ...]) -> int:
    """The first line that begins on that page or after it; the last where none does."""
    return lines[min(bisect_left([line.page for line in lines], page), len(lines) - 1)].number
