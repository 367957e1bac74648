"""Trees of XML from a file that nobody vouches for: no document type, no entity, no network, nothing deeper than the parser allows."""

from typing import Any, Final, TypeAlias
from xml.parsers import expat

from lxml import etree

from consult.errors import BadInput
from consult.formats.readers.text import MAX_CHARACTERS

Element: TypeAlias = Any
"""An element of lxml, which ships no types."""

_TOO_DEEP: Final = "depth"  # in what libxml2 says of it
_NO_MEMORY: Final = "memory allocation"


class _Begun(Exception):
    """The first element begins: what may hold a document type is over."""


def tree_of(data: bytes, *, part: str) -> Element:
    """The root element of an XML text, without comments and processing instructions.

    Args:
        data: UTF-8, UTF-16 or what the XML declaration names.
        part: what a refusal calls the text, as `word/document.xml`.

    Raises:
        BadInput: `draft.part_dtd`, `draft.part_deep`, `draft.damaged` (each with `part`).
        MemoryError: the tree needs more than there is.
    """
    _refuse_document_type(data, part)
    try:
        return etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        said = str(error).lower()
        if _NO_MEMORY in said:
            raise MemoryError from None
        raise BadInput("draft.part_deep" if _TOO_DEEP in said else "draft.damaged", field="file", part=part) from None


def parser() -> etree.XMLParser:
    """A parser that fetches nothing and expands nothing; one a text, since parsers remember names."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)


def _refuse_document_type(data: bytes, part: str) -> None:
    """Another parser looks at the head alone, so that no declaration of an entity ever reaches the one that builds the tree."""

    def refuse(*_: object) -> None:
        raise BadInput("draft.part_dtd", field="file", part=part)

    def stop(*_: object) -> None:
        raise _Begun

    looking = expat.ParserCreate()
    looking.StartDoctypeDeclHandler, looking.StartElementHandler = refuse, stop
    try:
        looking.Parse(data, True)
    except _Begun:
        return
    except expat.ExpatError:
        raise BadInput("draft.damaged", field="file", part=part) from None


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
