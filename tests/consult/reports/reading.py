"""The summary of a scene, and its files read back."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any, Final

import docx
import pypdfium2

from consult.accounts.viewer import OPERATOR
from consult.reports.queries import summary
from consult.reports.render import FORMATS
from consult.reports.summary import Summary
from consult.text.cells import read_cell
from tests.cast import Scene, moment


def made(scene: Scene, language: str = "id") -> Summary:
    """The summary as the operator sees it."""
    return summary(scene.row.slug, viewer=OPERATOR, now=moment(), language=language)


def as_json(scene: Scene) -> dict[str, Any]:
    """The JSON read back."""
    value: dict[str, Any] = json.loads(FORMATS["json"](made(scene)))
    return value


def as_rows(scene: Scene, language: str = "id") -> list[dict[str, str]]:
    """The CSV read back, each cell as `cells.read_cell` reads it."""
    text = FORMATS["csv"](made(scene, language)).decode("utf-8-sig")
    return [{column: read_cell(cell) for column, cell in row.items()} for row in csv.DictReader(StringIO(text, newline=""))]


class Everything(HTMLParser):
    """All words of a page but its style, in reading order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.is_style = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.is_style = False

    def handle_data(self, data: str) -> None:
        if not self.is_style:
            self.said.append(data)


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page of a PDF, as a library that did not make it reads it."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page_text(document, n) for n in range(len(document))]
    finally:
        document.close()


def page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    """The text of one page."""
    page = document[number]
    found = page.get_textpage()
    try:
        text = str(found.get_text_bounded())
        return text.replace("\x02", "-").replace("\u200b", "")  # a hyphen at the end of a line; where one may end
    finally:
        found.close()
        page.close()


def docx_blocks(data: bytes) -> list[str]:
    """The text of each paragraph and each row of a table of a Word document, in order."""
    blocks = []
    for block in docx.Document(BytesIO(data)).iter_inner_content():
        if isinstance(block, docx.table.Table):
            blocks += [" ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            blocks.append(block.text)
    return blocks


READERS: Final[Mapping[str, Callable[[bytes], str]]] = {
    "html": lambda data: " ".join(Everything(data.decode()).said),
    "pdf": lambda data: " ".join(pdf_pages(data)),
    "docx": lambda data: " ".join(docx_blocks(data)),
    "csv": lambda data: data.decode("utf-8-sig"),
    "json": lambda data: data.decode(),
}


def words_in(data: bytes, form: str) -> str:
    """All words of a file, with single blanks between them."""
    return " ".join(READERS[form](data).split())


class Page(HTMLParser):
    """What a reader of the report sees: the text of each post, the cells of each table; and which tags there are."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.cells: list[list[str]] = []
        self.posts: dict[str, list[str]] = {}
        self.inside: list[str] | None = None
        self.post = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        assert not [name for name, _value in attrs if name.startswith("on")]
        if tag == "article":
            self.post = str(dict(attrs)["id"])
            self.posts[self.post] = []
        elif tag == "tr":
            self.cells.append([])
        elif tag in {"th", "td"}:
            self.cells[-1].append("")
            self.inside = self.cells[-1]
        elif tag == "p" and self.post:
            self.posts[self.post].append("")
            self.inside = self.posts[self.post]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td", "p"}:
            self.inside = None
        if tag == "article":
            self.post = ""

    def handle_data(self, data: str) -> None:
        if self.inside is not None:
            self.inside[-1] += data
