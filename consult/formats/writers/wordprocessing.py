"""Pieces of a WordprocessingML document (ECMA-376 part 1): elements, runs, the parts beside the text."""

import io
from datetime import UTC, datetime
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from consult.formats.writers.exported_draft import in_xml

SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first instant that a zip can name


def element(name: str, parent: Any = None, **attributes: str) -> Any:
    """`<w:name w:attribute="…">`, put at the end of its parent."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    if parent is not None:
        parent.append(made)
    return made


def run(parent: Any, text: str) -> Any:
    """Words in a paragraph; a line feed begins a line, a tab goes to the next stop."""
    made = element("r", parent)
    for n, line in enumerate(text.split("\n")):
        if n:
            element("br", made)
        for m, piece in enumerate(line.split("\t")):
            if m:
                element("tab", made)
            if piece:
                said = element("t", made)
                said.text = in_xml(piece)
                said.set(SPACE, "preserve")
    return made


def paragraph(parent: Any, style: str, text: str = "") -> Any:
    """A paragraph in a style, named by its id."""
    made = element("p", parent)
    element("pStyle", element("pPr", made), val=style)
    if text:
        run(made, text)
    return made


def contents(parent: Any, heading: str, style: str, entries: list[str]) -> None:
    """A table of contents that the word processor works out; until it has, what is in it is read.

    It stands in the control that word processors keep theirs in, so that it is told from the text.
    """
    control = element("sdt", parent)
    kind = element("docPartObj", element("sdtPr", control))
    element("docPartGallery", kind, val="Table of Contents")
    element("docPartUnique", kind)
    inside = element("sdtContent", control)
    paragraph(inside, style, heading)
    made = element("p", inside)
    element("fldChar", element("r", made), fldCharType="begin", dirty="true")
    code = element("instrText", element("r", made))
    code.text = ' TOC \\o "1-9" \\h \\z \\u '
    code.set(SPACE, "preserve")
    element("fldChar", element("r", made), fldCharType="separate")
    run(made, "\n".join(entries))
    element("fldChar", element("r", made), fldCharType="end")


def beside(document: Document, content: bytes) -> None:
    """Put a part of our own into the package: word processors keep it, and show nothing of it."""
    part = Part(PackURI("/customXml/rembuk.xml"), "application/xml", content, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def speaks(document: Document, language: str) -> None:
    """Say which language the document is in, for spelling and for screen readers."""
    default = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for found in default.findall(qn("w:lang")):
        default.remove(found)
    element("lang", default, val=language)


def packed(document: Document) -> bytes:
    """The file; nothing in it tells when it was made."""
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


def at_noon(day: Any) -> datetime:
    """An instant of a day, for properties that want one."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC).replace(tzinfo=None)
