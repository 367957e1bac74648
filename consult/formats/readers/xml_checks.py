"""A file that is XML: what is wrong with it is named by line; no document type, and nothing deeper than laws are."""

from typing import Final

from lxml import etree

from consult.errors import BadInput
from consult.formats.readers.text import MAX_CHARACTERS
from consult.formats.readers.xml_trees import Element, parser

MAX_BYTES: Final = 2 * MAX_CHARACTERS  # half of it may be marks
DEEPEST: Final = 120  # elements in one another; an act with quoted lists in tables has some thirty


def parsed(data: bytes) -> Element:
    """The root of the document, without comments and processing instructions.

    Raises:
        BadInput: `draft.empty`, `draft.too_large` (`limit`), `draft.xml` (`line`, `reason`), `draft.dtd`, `draft.deep` (`line`, `limit`).
    """
    if not data.strip():
        raise BadInput("draft.empty", field="file")
    if len(data) > MAX_BYTES:
        raise BadInput("draft.too_large", field="file", limit=MAX_BYTES)
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        raise BadInput("draft.xml", field="file", line=error.lineno or 1, reason=_reason(error)) from None
    if root.getroottree().docinfo.doctype:
        raise BadInput("draft.dtd", field="file")
    _refuse_deep(root)
    return root


def _reason(error: etree.XMLSyntaxError) -> str:
    """What the parser says, without the line that it repeats."""
    return (error.msg or "").partition(", line ")[0]


def _refuse_deep(root: Element) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise BadInput("draft.deep", field="file", line=element.sourceline or 1, limit=DEEPEST)
