"""The body of an HTML file as lines: one a block, in the order of the file."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from lxml import html

from consult.errors import BadInput
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.read_file import ReadFile
from consult.formats.readers.html.encoding import decoded
from consult.formats.readers.html.list_numbers import Counting
from consult.formats.readers.text_cleaning import BAR, Lines, clean, is_one_line, is_punctuation, lowered, raised
from consult.formats.readers.xml_trees import Element
from consult.formats.rembuk.own_files import html_of_ours

MEDIA_TYPE: Final = "text/html"

_DEEPEST: Final = 150  # elements in one another; pages of word processors have some thirty
_START: Final = 40  # characters that a doubt quotes
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_MARKUP: Final = re.compile(r"<\s*(?:!doctype|html|head|body|p|div|h[1-6]|ol|ul|table|article|section)\b", re.IGNORECASE)
_HEADINGS: Final[Mapping[str, int]] = {f"h{level}": level for level in range(1, 7)}


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS: Final = _names(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
    h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul"""
)
_LEFT_OUT: Final = _names("head script style input")  # no words of the page stand in them
_UNSEEN: Final = _names("template select option optgroup datalist")  # their words are not shown, or not all at once
_PICTURES: Final = _names("img svg canvas video audio iframe object embed picture math")


def read_html(data: bytes) -> ReadFile:
    """What a browser would show of an HTML file without style sheets and scripts: nothing is fetched, nothing is run.

    Ordered lists have their numbers printed at the head of each item, as automatic ones. Links keep their text alone. Words marked as
    deleted, hidden ones, lists to choose from, navigation and pictures are left out, and doubts say so.

    Raises:
        BadInput: `draft.charset`, `draft.encoding`, `draft.kind`, `draft.empty`, `draft.part_deep`, and what `Lines.add` says.
    """
    text = decoded(data)
    if not _MARKUP.search(text):
        raise BadInput("draft.empty" if not text.strip() else "draft.kind", field="file", expected="HTML")
    root = _tree(text)
    if ours := html_of_ours(root):
        return ours
    page = _Page()
    page.read(root)
    if not page.lines.made:
        raise BadInput("draft.empty", field="file")
    title = clean(root.xpath("string(.//title)"))
    doubts = tuple(sorted(page.doubts, key=lambda doubt: doubt.line))
    return ReadFile(MEDIA_TYPE, tuple(page.lines.made), title=title, language=root.get("lang") or "", doubts=doubts)


def _tree(text: str) -> Element:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    if any("depth" in said.message.lower() for said in parser.error_log):
        raise BadInput("draft.part_deep", field="file", part="HTML")
    return root


class _Page:
    """The reading of one file: text is gathered until a block ends, then it is a line."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.doubts: list[Doubt] = []
        self._text: list[str] = []
        self._level = 0
        self._number = ""
        self._begins = True
        self._is_kept = False  # inside of preformatted text
        self._row = 0  # the first line of the table's row; 0 outside
        self._is_data = False  # the row is one line
        self._shift: Callable[[str], str] | None = None
        self._depth = 0

    def read(self, root: Element) -> None:
        """All of it."""
        self._element(root)
        self._end()

    def _element(self, element: Element) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadInput("draft.part_deep", field="file", part="HTML")
        if isinstance(element.tag, str) and not self._is_left_out(element):
            take = _TAKEN.get(element.tag)
            if take is not None:
                take(self, element)
            elif element.tag in _BLOCKS:
                self._block(element)
            else:
                self._inside(element)
        self._depth -= 1

    def _inside(self, element: Element) -> None:
        self._put(element.text)
        for child in element:
            self._element(child)
            self._put(child.tail)

    def _block(self, element: Element) -> None:
        outer, self._level = self._level, _HEADINGS.get(element.tag, self._level)
        self._end()
        self._inside(element)
        self._end()
        self._level = outer

    def _put(self, text: str | None) -> None:
        if not text:
            return
        shifted = self._shift(text) if self._shift else text
        if not self._is_kept:
            self._text.append(shifted)
            return
        first, *others = shifted.split("\n")
        self._text.append(first)
        for one in others:
            self._break()
            self._text.append(one)

    def _end(self) -> None:
        """A paragraph ends."""
        self._write()
        self._begins = True

    def _break(self, _: Element | None = None) -> None:
        """A line ends inside a paragraph."""
        if self._write():
            self._begins = False

    def _write(self) -> bool:
        text, self._text = "".join(self._text), []
        if not text.strip():
            return False
        if self._row and self._row < self.lines.next and not self._number and (self._is_data or is_punctuation(text)):
            self.lines.go_on(f"{BAR} {text}" if self._is_data else text)
            return False
        number, self._number = self._number, ""
        return self.lines.add(text, begins=self._begins, level=self._level, number=number)

    # How each element is taken.

    def _list(self, element: Element) -> None:
        self._end()
        self._bare_number()
        counting = Counting(element)
        for child in element:
            if child.tag == "li":
                self._number = counting.number(child)
            self._element(child)
            self._put(child.tail)
        self._end()

    def _item(self, element: Element) -> None:
        number = self._number
        self._end()
        self._number = number
        self._inside(element)
        self._end()
        self._bare_number()

    def _bare_number(self) -> None:
        """The number of an item that has no text of its own."""
        number, self._number = self._number, ""
        self.lines.add("", begins=True, number=number)

    def _line_of_table(self, element: Element) -> None:
        self._end()
        outer = self._row, self._is_data
        self._row, self._is_data = self.lines.next, _is_data(element)
        self._inside(element)
        self._end()
        self._row, self._is_data = outer

    def _preformatted(self, element: Element) -> None:
        self._end()
        outer, self._is_kept = self._is_kept, True
        self._inside(element)
        self._is_kept = outer
        self._end()

    def _above(self, element: Element) -> None:
        self._shifted(element, raised)

    def _below(self, element: Element) -> None:
        self._shifted(element, lowered)

    def _shifted(self, element: Element, shift: Callable[[str], str]) -> None:
        outer, self._shift = self._shift, shift
        self._inside(element)
        self._shift = outer

    def _deleted(self, _: Element) -> None:
        self._doubt("changes.accepted", lines=str(self._here))

    def _navigation(self, _: Element) -> None:
        self._end()
        self._doubt("navigation.left_out", lines=str(self._here))

    def _is_left_out(self, element: Element) -> bool:
        if element.tag in _LEFT_OUT:
            return True
        if element.tag in _PICTURES:
            self._doubt("picture.left_out")
            return True
        if not _is_unseen(element):
            return False
        if said := clean(element.text_content()):
            self._doubt("hidden.left_out", start=said[:_START])
        return True

    @property
    def _here(self) -> int:
        """The line that is being made, or the last one."""
        return self.lines.next if any(map(str.strip, self._text)) else max(self.lines.next - 1, 1)

    def _doubt(self, code: str, **facts: str) -> None:
        self.doubts.append(Doubt(self._here, code, facts))


def _is_unseen(element: Element) -> bool:
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", "").lower())
    return bool(hidden) or element.tag in _UNSEEN


def _is_data(row: Element) -> bool:
    """Whether each cell of a row is one block, and none of them is only put into its place by the table."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    blocks = [[one.tag for one in cell.iterdescendants() if one.tag in _BLOCKS or one.tag == "br"] for cell in cells]
    return all(one in ([], ["p"], ["div"]) for one in blocks) and is_one_line([cell.text_content() for cell in cells])


_TAKEN: Final[Mapping[str, Callable[[_Page, Element], None]]] = {
    **dict.fromkeys(("ol", "ul", "menu"), _Page._list),
    **dict.fromkeys(("pre", "listing", "plaintext", "xmp"), _Page._preformatted),
    "li": _Page._item,
    "br": _Page._break,
    "tr": _Page._line_of_table,
    "sup": _Page._above,
    "sub": _Page._below,
    "del": _Page._deleted,
    "nav": _Page._navigation,
}
