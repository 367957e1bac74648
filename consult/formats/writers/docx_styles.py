"""The paragraph styles of a draft in Word: one for each shape of clause, headings as headings, items hanging behind their numbers."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import StyleFactory

from consult.formats.outline.clauses import Part
from consult.formats.outline.composed_text import HANGING
from consult.formats.rembuk.docx_shapes import TITLE, Shape
from consult.formats.writers import wordprocessing as word
from consult.formats.writers.exported_draft import Clause

INK: Final = RGBColor(0x1B, 0x1F, 0x24)
TEXT_NAME: Final = "Rembuk text"
TEXT: Final = "RembukText"  # what a clause says behind its first line
CONTENTS: Final = "TOCHeading"
CENTRED: Final = frozenset({"bab", "bagian", "paragraf", "pasal"})  # as Indonesian laws set them
STEP: Final = 567  # twentieths of a point: a centimetre, from one level of items to the next
SIZES: Final = {0: 14.0, 1: 12.5}  # points, of headings by depth; deeper ones as the text
TEXT_SIZE: Final = 11.5


class Styling:
    """What the style of each shape is called: `names` for people, `ids` in the file; and how far in it stands: `indents`."""

    def __init__(self, clauses: Sequence[Clause], shapes: Sequence[Shape]) -> None:
        first = reversed(list(zip(shapes, clauses, strict=True)))
        self.indents = {shape: indent(shape, clause) for shape, clause in first}
        self.names: dict[Shape, str] = {}
        taken: Counter[str] = Counter()
        for shape in dict.fromkeys(shapes):
            part = "" if shape.part == Part.BODY else f"{shape.part} "
            plain = f"Rembuk {part}{shape.kind.replace('_', ' ')} {shape.depth + 1}"
            taken[plain] += 1
            self.names[shape] = plain if taken[plain] == 1 else f"{plain} no {taken[plain]}"
        self.ids = {shape: f"Rembuk{n}" for n, shape in enumerate(self.names, start=1)}


def indent(shape: Shape, clause: Clause) -> dict[str, str]:
    """How far text stands in, and how far its number hangs before it; nothing for headings."""
    hanging = sum(one.kind in HANGING and bool(one.number) for one in clause.above)
    if shape.says == "heading" or not (hanging or clause.printed):
        return {}
    own = STEP if clause.printed else 0
    return {"left": str(STEP * hanging + own), "hanging": str(own)}


class Sheet:
    """The styles of a document by name; python-docx searches all of them for each that is asked for or put in."""

    def __init__(self, document: Document) -> None:
        self.element: Any = document.styles.element
        self.by_name: dict[str, Any] = {str(style.name): style for style in document.styles}

    def __getitem__(self, name: str) -> Any:
        """The style with that name, as people see it."""
        return self.by_name[name]

    def new(self, name: str, id_: str, base: str) -> Any:
        """Put in a paragraph style; no other may be called so."""
        made: Any = StyleFactory(self.element.add_style_of_type(name, WD_STYLE_TYPE.PARAGRAPH, builtin=False))
        made.element.set(qn("w:styleId"), id_)
        made.base_style = self[base]
        made.quick_style = True
        self.by_name[name] = made
        return made


def styled(document: Document, styling: Styling) -> Sheet:
    """Give the document its styles."""
    styles = Sheet(document)
    styles["Normal"].font.size, styles["Normal"].font.name = Pt(TEXT_SIZE), "Cambria"
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles[TITLE].font.color.rgb, styles[TITLE].font.size = INK, Pt(18)
    for level in range(1, 10):
        heading = styles[f"Heading {level}"]
        heading.font.color.rgb, heading.font.size, heading.font.name = INK, Pt(SIZES.get(level - 1, TEXT_SIZE)), "Cambria"
        heading.paragraph_format.keep_with_next = True
    styles.new(TEXT_NAME, TEXT, "Normal")
    if CONTENTS not in {style.style_id for style in styles.by_name.values()}:
        styles.new("TOC Heading", CONTENTS, "Heading 1")
    for shape, name in styling.names.items():
        shape_style(styles, shape, name, styling)
    return styles


def shape_style(styles: Sheet, shape: Shape, name: str, styling: Styling) -> None:
    """The style of one shape: a heading of its depth, or text that hangs behind its number."""
    is_heading = shape.says == "heading"
    made = styles.new(name, styling.ids[shape], f"Heading {min(shape.depth + 1, 9)}" if is_heading else "Normal")
    if is_heading:
        made.next_paragraph_style = styles[TEXT_NAME]
    if shape.kind in CENTRED:
        made.paragraph_format.alignment = 1
    if styling.indents[shape]:
        word.element("ind", made.element.get_or_add_pPr(), **styling.indents[shape])
