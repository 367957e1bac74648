"""The body of a DOCX file in reading order, paragraph by paragraph."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from consult.errors import BadInput
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.read_file import ReadFile
from consult.formats.readers.docx.fields import Fields
from consult.formats.readers.docx.names import child, number, other, switch, value, w
from consult.formats.readers.docx.notes import KINDS, Marks, Notes
from consult.formats.readers.docx.numbering import Number, Numbering
from consult.formats.readers.docx.package import Package
from consult.formats.readers.docx.paragraphs import BREAK, Running, Surroundings, chosen, is_contents, is_removed
from consult.formats.readers.docx.pictures import Pictures
from consult.formats.readers.docx.styles import Styles, heading_level, number_reference
from consult.formats.readers.text_cleaning import BAR, Lines, clean, is_one_line, is_punctuation
from consult.formats.readers.xml_trees import Element
from consult.formats.rembuk.docx_shapes import docx_of_ours
from consult.formats.rembuk.own_files import NAMESPACE

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MOST_NAMED: Final = 20  # lines that one doubt lists
_START: Final = 40  # characters of a text that a doubt quotes
_TITLE: Final = "title"  # the style of that name
_NO_NUMBER: Final = Number("", "")
_GATHERED: Final = ("changes.accepted", "comments.left_out", "contents.left_out")
"""Doubts that come once for the whole file, with all lines that they are about."""


def read_docx(data: bytes) -> ReadFile:
    """The body of a DOCX file: its paragraphs as lines, with style, heading level and the automatic number at the head of each.

    A line break inside a paragraph begins a line that does not begin a paragraph. The accepted view of tracked changes is read;
    footnotes and endnotes stand as lines of their own behind their paragraph, with the mark that stands in it (`[1]`). Headers, footers,
    comments, hidden text and a table of contents that the word processor made are no body; doubts name all of these but the first two.

    Raises:
        BadInput: see `Package`; `draft.empty`, `draft.part_deep` (`part`), and what `Lines.add` says.
    """
    package = Package(data)
    try:
        body = _Body(package)
        body.read()
    except RecursionError:
        raise BadInput("draft.part_deep", field="file", part=package.main) from None
    if not body.lines.made:
        raise BadInput("draft.empty", field="file")
    doubts = (*body.doubts, *body.pictures.doubts, *body.gathered_doubts())
    in_order = tuple(sorted(doubts, key=lambda doubt: doubt.line))
    if ours := docx_of_ours(_description(package), body.lines.made, in_order):
        return replace(ours, pictures=tuple(body.pictures.kept))
    return ReadFile(MEDIA_TYPE, tuple(body.lines.made), title=body.title, doubts=in_order, pictures=tuple(body.pictures.kept))


def _description(package: Package) -> Element | None:
    """What we put beside the text of a file of ours."""
    beside = [one.target for one in package.relations.values() if one.kind == "customXml" and not one.external and package.has(one.target)]
    return next((package.xml(part) for part in beside if NAMESPACE.encode() in package.bytes_of(part)), None)


class _Body:
    """The reading of one file. Everything in it happens in the order of the text, since numbers are counted on the way."""

    def __init__(self, package: Package) -> None:
        self._root = package.xml(package.main)
        styles_root = package.related_xml("styles")
        self._styles = Styles(styles_root)
        self._numbering = Numbering(package.related_xml("numbering"), self._styles)
        self._notes = Notes({kind: package.related_xml(f"{kind}s") for kind in KINDS})
        hides = self._styles.hides or next(self._root.iter(w("vanish")), None) is not None
        self._around = Surroundings(self._styles, Fields(self._root), Marks(package.related_xml("settings")), hides)
        self.lines = Lines()
        self.doubts: list[Doubt] = []
        self.pictures = Pictures(package)
        self.title = ""
        self._gathered: dict[str, list[int]] = {code: [] for code in _GATHERED}
        self._open: Running | None = None  # a paragraph whose mark was deleted: the next one goes on with it
        self._note_mark = ""
        self._goes_on = False  # the mark of the paragraph before is hidden, or a note is read
        self._row_begins = 0  # the first line of the table's row; 0 outside of tables
        self._is_data = False  # the row is one line

    def read(self) -> None:
        """Read all of it."""
        self._blocks(child(self._root, "body") if child(self._root, "body") is not None else self._root[:0])
        self._close()

    def gathered_doubts(self) -> list[Doubt]:
        """What is said once for the whole file."""
        return [Doubt(lines[0], code, {"lines": _listed(lines)}) for code, lines in self._gathered.items() if lines]

    def _blocks(self, container: Element) -> None:
        for block in container:
            read = _BLOCKS.get(block.tag)
            if read is None:
                self._blocks(block)
            else:
                read(self, block)

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        running = self._open or Running(self._around, mark=self._note_mark)
        running.style = value(properties, "pStyle")
        running.read(element)
        self._note_mark = running.mark
        self._open = None
        if child(properties, "rPr", "ins") is not None or is_removed(properties):
            running.is_changed = True
        if is_removed(properties):
            self._open = running
        else:
            self._write(running, properties)

    def _write(self, running: Running, properties: Element | None) -> None:
        """Put a paragraph down, and what hangs on it behind it."""
        first, level = self.lines.next, _level(properties, self._styles)
        style = self._styles.name(running.style)
        number_ = self._number(running, properties)
        if self._row_begins and self._row_begins < first and not number_.text:
            self._go_on_in_row(running)
        begins = not self._goes_on
        for text in running.text.split(BREAK):
            written = self.lines.add(text, begins=begins, level=level, style=style, number=number_.text, joint=number_.joint)
            if written:
                begins, number_ = False, _NO_NUMBER
        if number_.text:
            self.lines.add("", begins=begins, level=level, style=style, number=number_.text)
        if self.lines.next > first or not _hides_mark(properties):
            self._goes_on = _hides_mark(properties)
        if style.lower() == _TITLE and not self.title:
            self.title = clean(running.text)
        self._note_doubts(running, first)
        self._hanging(running, first)

    def _go_on_in_row(self, running: Running) -> None:
        """Put a cell behind the one before it where they are one line: in a row of data, and the colon of a recital."""
        if self._is_data and clean(running.text):
            self.lines.go_on(f"{BAR} {running.text}")
            running.pieces = []
        elif is_punctuation(running.text):
            self.lines.go_on(running.text)
            running.pieces = []

    def _number(self, running: Running, properties: Element | None) -> Number:
        """The automatic number, counted one further; none for what is not there for a reader."""
        chain = tuple(self._styles.chain(running.style))
        placed = self._numbering.place(number_reference(properties), chain)
        is_empty = not clean(running.text) and not running.pictures
        if placed is None or (is_empty and (running.hidden or running.is_contents or child(properties, "sectPr") is not None)):
            return _NO_NUMBER
        found = self._numbering.next(*placed) or _NO_NUMBER
        if found.unknown:
            self._doubt("number.format", self.lines.next, format=found.unknown)
        return found

    def _note_doubts(self, running: Running, first: int) -> None:
        at = min(first, max(self.lines.next - 1, 1))
        for code, facts in running.seen:
            if code in self._gathered:
                self._gather(code, at)
            else:
                self._doubt(code, at, **facts)
        if running.is_changed:
            self._gather("changes.accepted", at)
        if running.is_contents:
            self._gather("contents.left_out", at)
        if hidden := clean("".join(running.hidden)):
            self._doubt("hidden.left_out", at, start=hidden[:_START])

    def _hanging(self, running: Running, first: int) -> None:
        """Pictures, text boxes and notes of a paragraph."""
        for relation in running.pictures:
            self.pictures.take(relation, line=min(first, max(self.lines.next - 1, 1)))
        state = self._row_begins, self._goes_on
        self._row_begins, self._goes_on = 0, False
        for box in running.boxes:
            self._blocks(box)
        for kind, id_, mark in running.notes:
            self._note(kind, id_, mark)
        self._row_begins, self._goes_on = state

    def _note(self, kind: str, id_: str, mark: str) -> None:
        content = self._notes.content(kind, id_)
        if content is None:
            return
        self._note_mark = mark
        if mark and next(content.iter(w(f"{kind}Ref")), None) is None:
            self._open = Running(self._around, pieces=[f"[{mark}] "])
        for paragraph in content:
            self._goes_on = True  # it belongs to the paragraph that it hangs on
            self._blocks([paragraph])
        self._close()
        self._note_mark = ""

    def _close(self) -> None:
        """Put down what waits for a paragraph that does not come."""
        if self._open is not None:
            waiting, self._open = self._open, None
            self._write(waiting, None)

    def _row(self, element: Element) -> None:
        if child(element, "trPr", "del") is not None:
            self._gather("changes.accepted", max(self.lines.next - 1, 1))
            return
        outer = self._row_begins, self._is_data
        self._row_begins, self._is_data = self.lines.next, _is_data(element)
        self._blocks(element)
        self._row_begins, self._is_data = outer

    def _cell(self, element: Element) -> None:
        properties = child(element, "tcPr")
        if child(properties, "cellDel") is not None:
            self._gather("changes.accepted", max(self.lines.next - 1, 1))
        elif any(_goes_on(properties, merged) for merged in ("vMerge", "hMerge")):
            if text := clean(" ".join(one.text or "" for one in element.iter(w("t")))):
                self._doubt("hidden.left_out", max(self.lines.next - 1, 1), start=text[:_START])
        else:
            self._blocks(element)
            self._close()

    def _content_control(self, element: Element) -> None:
        if is_contents(element):
            self._gather("contents.left_out", max(self.lines.next - 1, 1))
        else:
            self._blocks(element)

    def _chosen(self, element: Element) -> None:
        self._blocks(chosen(element))

    def _deleted(self, _: Element) -> None:
        self._gather("changes.accepted", max(self.lines.next - 1, 1))

    def _embedded(self, _: Element) -> None:
        self._doubt("part.left_out", max(self.lines.next - 1, 1))

    def _skip(self, _: Element) -> None:
        return

    def _gather(self, code: str, line: int) -> None:
        if line not in self._gathered[code][-1:]:
            self._gathered[code].append(line)

    def _doubt(self, code: str, line: int, **facts: str) -> None:
        self.doubts.append(Doubt(line, code, facts))


def _level(properties: Element | None, styles: Styles) -> int:
    own = number(properties, "outlineLvl")
    return styles.heading_level(value(properties, "pStyle")) if own is None else heading_level(own)


def _hides_mark(properties: Element | None) -> bool:
    """Whether the end of the paragraph is hidden, so that the next one goes on in the same line, as behind a run-in heading."""
    return switch(properties, "rPr", "vanish") or False


def _is_data(row: Element) -> bool:
    """Whether each cell of a row is one paragraph on which nothing hangs, and none of them is only put into its place by the table."""
    cells = [["".join(one.text or "" for one in p.iter(w("t"))) for p in cell.iter(w("p"))] for cell in row.iter(w("tc"))]
    said = [[text for text in cell if clean(text)] for cell in cells]
    hangs = any(next(row.iter(w(name)), None) is not None for name in _HANGING)
    return not hangs and all(len(cell) < 2 for cell in said) and is_one_line([*map("".join, said)])


def _goes_on(cell: Element | None, merged: str) -> bool:
    """Whether a cell is the continuation of the one above it or before it, which holds the text of both."""
    found = child(cell, merged)
    return found is not None and found.get(w("val"), "continue") == "continue"


def _listed(lines: list[int]) -> str:
    more = ", …" if len(lines) > _MOST_NAMED else ""
    return ", ".join(map(str, lines[:_MOST_NAMED])) + more


_HANGING: Final = ("footnoteReference", "endnoteReference", "txbxContent", "tbl", "numPr", "br", "cr")
_SKIPPED: Final = ("sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr")
_BLOCKS: Final[Mapping[str, Callable[[_Body, Element], None]]] = {
    **{w(name): _Body._skip for name in _SKIPPED},
    **{w(name): _Body._deleted for name in ("del", "moveFrom")},
    w("p"): _Body._paragraph,
    w("tr"): _Body._row,
    w("tc"): _Body._cell,
    w("sdt"): _Body._content_control,
    w("altChunk"): _Body._embedded,
    other("mc:AlternateContent"): _Body._chosen,
}
