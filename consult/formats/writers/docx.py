"""A draft as a Word document that an official can go on with: real styles, headings, lists that Word counts, a table of contents."""

from itertools import accumulate
from typing import Any, Final

import docx
from docx.document import Document
from docx.shared import Mm
from lxml import etree

from consult.formats.rembuk.docx_shapes import TITLE, Shape
from consult.formats.rembuk.own_files import NAMESPACE, own
from consult.formats.writers import wordprocessing as word
from consult.formats.writers.docx_numbering import Counting, List
from consult.formats.writers.docx_shapes import shapes_of
from consult.formats.writers.docx_styles import CONTENTS, TEXT, Styling, styled
from consult.formats.writers.exported_draft import Clause, Draft, in_xml

HEADINGS: Final = {"id": "Isi", "en": "Contents"}  # the file speaks the language of the draft
PLAIN_NUMBER: Final = "0"  # the list that is none: what stands there has its number typed


def render(draft: Draft) -> bytes:
    """A DOCX file; the same bytes whenever the revision is the same."""
    document = docx.Document()
    written = Written(document, draft)
    written.write()
    described(document, draft)
    word.speaks(document, draft.language)
    word.beside(document, description(draft, written.styling))
    return word.packed(document)


def described(document: Document, draft: Draft) -> None:
    """Title, author and language, and the size of the paper."""
    core, section = document.core_properties, document.sections[0]
    core.title, core.author, core.language = in_xml(draft.title)[:255], in_xml(draft.institution)[:255], draft.language
    core.comments, core.version = "", str(draft.revision)
    core.created = core.modified = word.at_noon(draft.dated)
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)


def description(draft: Draft, styling: Styling) -> bytes:
    """What stands beside the text: which shape of clause each style stands for. See `parsing.own_docx`."""
    facts = {"profile": draft.profile, "language": draft.language, "revision": str(draft.revision), "sha256": draft.sha256}
    root = etree.Element(own("draft"), facts, nsmap={None: NAMESPACE})
    for shape, name in styling.names.items():
        said = {field: getattr(shape, field) for field in ("part", "kind", "number", "fixed", "label", "key", "says")}
        said |= {"name": name, "depth": str(shape.depth), "alone": "yes" if shape.alone else ""}
        etree.SubElement(root, own("style"), {field: in_xml(value) for field, value in said.items() if value})
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


class Written:
    """The document while it is written."""

    def __init__(self, document: Document, draft: Draft) -> None:
        self.body: Any = document.element.body
        self.draft = draft
        self.shapes = shapes_of(draft.clauses)
        self.counting = Counting(draft.clauses, self.shapes)
        self.uses_before = list(accumulate((len(one.uses) for one in self.counting.lists), initial=0))  # of a list, by its number
        self.firsts = self.firsts_on()
        self.styling = Styling(draft.clauses, self.shapes)
        self.sheet = styled(document, self.styling)
        self.numbered(document)

    def write(self) -> None:
        """Title, contents, and every clause."""
        last = self.body[-1]  # what describes the pages
        self.body.remove(last)
        word.paragraph(self.body, TITLE, self.draft.title)
        entries = [" ".join(filter(None, [one.printed, one.heading])) for one in self.draft.clauses if one.heading]
        if entries:
            word.contents(self.body, HEADINGS.get(self.draft.language, HEADINGS["en"]), CONTENTS, entries)
        for clause, shape in zip(self.draft.clauses, self.shapes, strict=True):
            self.clause(clause, shape)
        self.body.append(last)

    def clause(self, clause: Clause, shape: Shape) -> None:
        """Its number with its heading or first line, then the rest of its text."""
        lines = clause.lines
        first = clause.heading if shape.says == "heading" else lines.pop(0) if lines else ""
        made = word.paragraph(self.body, self.styling.ids[shape])
        counted = self.counting.counted.get(clause.id)
        printed = clause.printed or (clause.label if shape.says == "nothing" else "")
        if counted is None:
            self.listed(made, PLAIN_NUMBER)
            first = ("\n" if shape.alone else "\t").join(filter(None, [printed, first]))
        else:
            self.listed(made, self.use(counted.list, counted.use), counted.level)
            first = f"\n{first}" if shape.alone and first else first
        if first:
            word.run(made, first)
        for line in lines:
            word.paragraph(self.body, TEXT, line)

    def listed(self, paragraph: Any, num: str, level: int = 0) -> None:
        """Put a paragraph into a list."""
        properties = word.element("numPr", paragraph[0])
        word.element("ilvl", properties, val=str(level))
        word.element("numId", properties, val=num)

    def use(self, one: List, use: int) -> str:
        """The number of one use of a list, from 1, among all uses of all lists."""
        return str(1 + self.uses_before[one.number] + use)

    def numbered(self, document: Document) -> None:
        """Define the lists: each with its levels, and each use of it with where it starts."""
        root = document.part.numbering_part.element
        for found in list(root):
            root.remove(found)
        linked: set[str] = set()
        for one in self.counting.lists:
            self.define(root, one, linked)
        for one in self.counting.lists:
            for use, starts in enumerate(one.uses):
                num = word.element("num", root, numId=self.use(one, use))
                word.element("abstractNumId", num, val=str(one.number))
                for level, start in starts.items():
                    word.element("startOverride", word.element("lvlOverride", num, ilvl=str(level)), val=str(start))

    def define(self, root: Any, one: List, linked: set[str]) -> None:
        """A list with its levels; each is linked to the style of the first clause that stands on it."""
        made = word.element("abstractNum", root, abstractNumId=str(one.number))
        word.element("multiLevelType", made, val="multilevel")
        for level, series in enumerate(one.levels[:9]):
            shape = self.firsts.get((one.number, level))
            found = word.element("lvl", made, ilvl=str(level))
            word.element("start", found, val="1")
            word.element("numFmt", found, val=series[-1])
            if shape and self.styling.ids[shape] not in linked:
                linked.add(self.styling.ids[shape])
                word.element("pStyle", found, val=self.styling.ids[shape])
                self.link(shape, one, level)
            word.element("suff", found, val="nothing" if shape and shape.alone else "tab")
            word.element("lvlText", found, val=in_xml(series[2]).replace("{number}", f"%{level + 1}").replace("{brace}", "{"))
            word.element("lvlJc", found, val="left")
            if shape and self.styling.indents[shape]:
                word.element("ind", word.element("pPr", found), **self.styling.indents[shape])

    def link(self, shape: Shape, one: List, level: int) -> None:
        """Say in the style, too, that it is counted there: whoever puts in a clause in this style has it numbered."""
        properties = self.sheet[self.styling.names[shape]].element.get_or_add_pPr().get_or_add_numPr()
        word.element("ilvl", properties, val=str(level))
        word.element("numId", properties, val=self.use(one, 0))

    def firsts_on(self) -> dict[tuple[int, int], Shape]:
        """Number of a list and level of it → the shape of the first clause there."""
        firsts: dict[tuple[int, int], Shape] = {}
        for clause, shape in zip(self.draft.clauses, self.shapes, strict=True):
            if place := self.counting.counted.get(clause.id):
                firsts.setdefault((place.list.number, place.level), shape)
        return firsts
