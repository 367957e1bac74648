"""From an element with words in it to its text, and to what stands amidst it and is to be read by itself."""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from lxml import etree

from consult.formats.readers.akn.vocabulary import APART, GENERIC, HIERARCHY, LINES, STRUCTURES
from consult.formats.readers.text_cleaning import clean, lowered, raised
from consult.formats.readers.xml_trees import Element

Piece: TypeAlias = Any
"""Text, or such an element."""

READ_APART: Final = STRUCTURES | HIERARCHY | {GENERIC}
SHIFTED: Final = {"sup": raised, "sub": lowered}
BREAK: Final = "\0"  # which no XML holds; a line feed in a file is a space


def name_of(element: Element) -> str:
    """Its name without the namespace."""
    return str(etree.QName(element).localname)


def pieces(element: Element) -> Iterator[Piece]:
    """What an element says, in order: text, breaks, and what stands apart in it: quoted clauses, notes, pictures, what was deleted."""
    if name_of(element) == "tr":
        yield from _row(element)
        return
    yield element.text or ""
    for child in element:
        yield from _piece(child)
        yield child.tail or ""


def _piece(child: Element) -> Iterator[Piece]:
    name = name_of(child)
    if name in APART or name in READ_APART:
        yield child
    elif name in LINES:
        yield BREAK
        yield from pieces(child)
        yield BREAK
    elif name in {"eol", "eop"}:
        yield " "
    elif name in SHIFTED and not len(child):
        yield SHIFTED[name](child.text or "")
    else:
        yield from pieces(child)


def _row(row: Element) -> Iterator[Piece]:
    """The cells of a row, on one line."""
    for number, cell in enumerate(row):
        yield " | " if number else ""
        yield from (" " if piece == BREAK else piece for piece in pieces(cell))


def text_of(element: Element) -> str:
    """All its words on one line, but for what was deleted."""
    return clean("".join(_texts(element)))


def _texts(element: Element) -> Iterator[str]:
    for piece in pieces(element):
        if isinstance(piece, str):
            yield " " if piece == BREAK else piece
        elif name_of(piece) != "del":
            yield f" {text_of(piece)} "


def exact(element: Element) -> str:
    """The text as it stands: of a file of ours, which holds it as it was."""
    return "".join(element.itertext())
