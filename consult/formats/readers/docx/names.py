"""Names of elements and attributes in WordprocessingML (ECMA-376, part 1), and of the schemas that are used inside it."""

from typing import Final

from consult.formats.readers.xml_trees import Element

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OTHERS: Final = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
}

STRICT: Final = {  # the same schemas under the names of ISO/IEC 29500 strict, which Word can save too
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _R.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _OTHERS["m"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": _OTHERS["a"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/chart": _OTHERS["c"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/diagram": _OTHERS["dgm"].encode(),
}
RELATED_BY: Final = f"{_R}/"
"""How the type of a relationship begins."""

OFF: Final = frozenset({"0", "false", "off"})


def w(name: str) -> str:
    """`name` in the namespace of WordprocessingML."""
    return f"{{{_W}}}{name}"


def r(name: str) -> str:
    """`name` in the namespace of relationships."""
    return f"{{{_R}}}{name}"


def other(prefixed: str) -> str:
    """`a:blip` with its namespace."""
    prefix, _, name = prefixed.partition(":")
    return f"{{{_OTHERS[prefix]}}}{name}"


VAL: Final = w("val")


def child(element: Element | None, *path: str) -> Element | None:
    """The first element under these names, one below the other; None where there is none."""
    for name in path:
        element = None if element is None else element.find(w(name))
    return element


def value(element: Element | None, *path: str) -> str | None:
    """`w:val` of the element under these names."""
    found = child(element, *path)
    return None if found is None else found.get(VAL)


def number(element: Element | None, *path: str) -> int | None:
    """The same as a whole number; None where it is none."""
    said = value(element, *path) or ""
    return int(said) if said.lstrip("-").isdecimal() and len(said) < 10 else None


def switch(element: Element | None, *path: str) -> bool | None:
    """Whether an on-off property is on; None where it is not said."""
    found = child(element, *path)
    return None if found is None else found.get(VAL, "on") not in OFF
