"""Pieces of a Word document: paragraphs in real styles, runs with their language, fields, tables whose header row is repeated."""

from collections.abc import Iterable, Sequence
from typing import Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor, Twips

from consult.reports.render.glyphs import in_xml
from consult.reports.render.paper.parts import Said, Stretch, Table

INDIGO, SOGAN, MUTED = RGBColor(0x1F, 0x3A, 0x7A), RGBColor(0x7A, 0x4E, 0x12), RGBColor(0x56, 0x5C, 0x64)
PUT_IN, TAKEN_OUT = RGBColor(0x0B, 0x5A, 0x3C), RGBColor(0x8F, 0x1D, 0x14)
SIDES: Final = {"after": "InsertedWords", "before": "DeletedWords"}  # character styles of a difference
WIDTH: Final = 9_300  # of the text on A4, in twentieths of a point


def styled(document: Document) -> None:
    """Give the document its styles: those that Word knows, in our colours, and six of our own."""
    styles = document.styles
    styles["Normal"].font.size = Pt(10)
    styles["Normal"].paragraph_format.space_after = Pt(4)
    for level, size in ((1, 20), (2, 14), (3, 11.5)):
        heading = styles[f"Heading {level}"]
        heading.font.size, heading.font.color.rgb = Pt(size), INDIGO
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.space_before = Pt(6)
    styles["Caption"].font.color.rgb = styles["Title"].font.color.rgb = INDIGO
    styles["Caption"].paragraph_format.keep_with_next = True
    names = ("Entry Label", "Note", "Short", "Wording")
    label, note, short, wording = (styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in names)
    for style in (label, note, short, wording):
        style.base_style = styles["Normal"]
    label.font.size, label.font.bold, label.font.color.rgb = Pt(9), True, SOGAN
    label.paragraph_format.keep_with_next, label.paragraph_format.space_after = True, Pt(0)
    short.font.size, short.paragraph_format.space_after = Pt(9), Pt(2)
    note.font.size, note.font.color.rgb = Pt(9), MUTED
    wording.font.name, wording.paragraph_format.left_indent = "Cambria", Pt(14)
    footer = styles["Footer"]
    footer.font.size, footer.font.color.rgb = Pt(8), MUTED
    footer.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(Twips(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    put_in, taken_out = (styles.add_style(name, WD_STYLE_TYPE.CHARACTER) for name in ("Inserted Words", "Deleted Words"))
    put_in.font.underline, put_in.font.color.rgb = WD_UNDERLINE.SINGLE, PUT_IN
    taken_out.font.strike, taken_out.font.color.rgb = True, TAKEN_OUT


def speaks(document: Document, language: str) -> None:
    """Say which language the document is in, for spelling and for screen readers."""
    default = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    found = default.find(qn("w:lang"))
    lang = default.makeelement(qn("w:lang"), {}) if found is None else found
    lang.set(qn("w:val"), language)
    if found is None:
        default.append(lang)


def element(name: str, parent: BaseOxmlElement | None = None, **attributes: str) -> BaseOxmlElement:
    """`<w:name w:attribute="…">`, put at the end of its parent."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    if parent is not None:
        parent.append(made)
    return made


def run(parent: BaseOxmlElement, said: Said, *, style: str = "", bold: bool = False) -> None:
    """Words in a paragraph, with line ends and tabs as Word writes them."""
    made = element("r", parent)
    if style or bold or said.lang:
        properties = element("rPr", made)
        if style:
            element("rStyle", properties, val=style)
        if bold:
            element("b", properties)
        if said.lang:
            element("lang", properties, val=said.lang)
    for n, line in enumerate(said.text.split("\n")):
        if n:
            element("br", made)
        for m, piece in enumerate(line.split("\t")):
            if m:
                element("tab", made)
            text = element("t", made)
            text.text = in_xml(piece)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def paragraph(parent: BaseOxmlElement, said: Said | Sequence[Said] = (), *, style: str = "", bold: bool = False) -> BaseOxmlElement:
    """A paragraph in a style, named by its id."""
    made = element("p")
    if style:
        element("pStyle", element("pPr", made), val=style)
    for one in (said,) if isinstance(said, Said) else said:
        run(made, one, bold=bold)
    at_end(parent, made)
    return made


def at_end(body: BaseOxmlElement, made: BaseOxmlElement) -> None:
    """Put an element at the end of the text: before what describes the pages, which stands last in a body."""
    last = body[-1] if len(body) else None
    if last is not None and last.tag == qn("w:sectPr"):
        last.addprevious(made)
    else:
        body.append(made)


def compared(parent: BaseOxmlElement, stretches: Iterable[Stretch], lang: str) -> None:
    """A wording's difference: what goes is struck, what comes is underlined."""
    made = paragraph(parent, style="Wording")
    for stretch in stretches:
        run(made, Said(stretch.text, lang), style=SIDES.get(stretch.side, ""))


def field(parent: BaseOxmlElement, code: str, shown: str, *, stale: bool = False) -> None:
    """A field that the program works out; `shown` is read until it has."""
    begin = element("fldChar", element("r", parent), fldCharType="begin")
    if stale:
        begin.set(qn("w:dirty"), "true")
    instruction = element("instrText", element("r", parent))
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    element("fldChar", element("r", parent), fldCharType="separate")
    run(parent, Said(shown))
    element("fldChar", element("r", parent), fldCharType="end")


def caption(parent: BaseOxmlElement, word: str, number: int, text: str) -> None:
    """`Table 3: Votes`, with the number as a field, so that one can be put in between."""
    made = paragraph(parent, style="Caption")
    run(made, Said(f"{word} "))
    field(made, "SEQ Table \\* ARABIC", str(number))
    run(made, Said(f": {text}"))


def table(parent: BaseOxmlElement, found: Table) -> None:
    """A table: its header row is repeated on each page, no row is torn, numbers stand at the right."""
    made = element("tbl")
    at_end(parent, made)
    properties = element("tblPr", made)
    element("tblStyle", properties, val="TableGrid")
    element("tblW", properties, w=str(WIDTH), type="dxa")
    element("tblLook", properties, val="0420", firstRow="1", lastRow="0", firstColumn="1", lastColumn="0", noHBand="0", noVBand="1")
    widths = widths_of(len(found.head), found.numeric)
    grid = element("tblGrid", made)
    for width in widths:
        element("gridCol", grid, w=str(width))
    numeric_from = len(found.head) - found.numeric
    row(made, [Said(word) for word in found.head], widths, numeric_from, bold=True, is_head=True)
    for cells in found.rows:
        row(made, cells, widths, numeric_from)
    if found.total:
        row(made, [Said(word) for word in found.total], widths, numeric_from, bold=True)
    paragraph(parent, style="Short")


def widths_of(columns: int, numeric: int) -> list[int]:
    """Narrow columns for numbers, and the rest for words."""
    narrow = 950 if numeric > 3 else 2_000
    words = (WIDTH - narrow * numeric) // max(columns - numeric, 1)
    return [words] * (columns - numeric) + [narrow] * numeric


def row(
    parent: BaseOxmlElement,
    cells: Sequence[Said],
    widths: Sequence[int],
    numeric_from: int,
    *,
    bold: bool = False,
    is_head: bool = False,
) -> None:
    """One row."""
    made = element("tr", parent)
    properties = element("trPr", made)
    element("cantSplit", properties)
    if is_head:
        element("tblHeader", properties)
    for n, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        inside = element("tc", made)
        element("tcW", element("tcPr", inside), w=str(width), type="dxa")
        held = element("p", inside)
        aligned = element("pPr", held)
        element("spacing", aligned, before="30", after="30")
        element("jc", aligned, val="right" if n >= numeric_from else "left")
        run(held, cell, bold=bold)
