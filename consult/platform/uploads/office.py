"""Office documents in zip files: which kind one is, and that it holds no program, no archive, no page, and no declaration in its XML.

Source: ECMA-376 part 2 (Open Packaging Conventions); OASIS OpenDocument 1.3 part 2.
"""

import re
from collections.abc import Mapping
from typing import Final

from consult.errors import BadInput
from consult.platform.uploads.archive import Entry, Unpacking, entries_of
from consult.platform.uploads.kinds import Kind
from consult.platform.uploads.xml import Marks, XMLCheck

CONTENT_TYPES: Final = "[Content_Types].xml"
MIMETYPE: Final = "mimetype"
MANIFEST: Final = "META-INF/manifest.xml"
MAIN: Final[Mapping[bytes, tuple[Kind, str]]] = {  # what the package says it is → the kind, and the part that it has to have then
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": (Kind.DOCX, "word/document.xml"),
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": (Kind.XLSX, "xl/workbook.xml"),
}
OPEN_DOCUMENT: Final[Mapping[bytes, Kind]] = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
}
PROGRAM: Final = re.compile(r"vba(project|data)|(^|/)activex/|^(basic|scripts)/.|\.(exe|dll|js|vbs|bat|cmd|com|scr|ps1|jar|hta|lnk)$", re.I)
PAGE: Final = re.compile(r"\.(x?html?|mht(ml)?|svgz|rtf)$", re.I)  # taken into a document whole, and shown by another reader
PACKAGE: Final = re.compile(r"\.(docx|xlsx|pptx|od[a-z])$", re.I)  # charts bring their figures along; nobody here opens it
IN_XML: Final = re.compile(r"\.(xml|rels|vml|svg|rdf)$", re.I)
ARCHIVES: Final = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
BEGINNING: Final = 4_096  # bytes by which a part is known
MANIFESTED: Final = 1_000_000  # bytes of the parts that say what the package is


def looked_through(data: bytes) -> Kind:
    """What the document is, once every part of it was unpacked, counted and looked at.

    Raises:
        BadInput: `upload.damaged`, `upload.entries`, `upload.entry`, `upload.encrypted`, `upload.expands`, `upload.macro`,
            `upload.nested`, `upload.dtd`, `upload.deep`, `upload.elements`, or `upload.not_office` where it is no document.
    """
    entries, unpacking, marks = entries_of(data), Unpacking(data), Marks()
    unpacking.check_told(entries)
    told = {entry.name: part for entry in entries if (part := looked_at(entry, unpacking, marks)) is not None}
    return kind_of({entry.name for entry in entries}, told)


def looked_at(entry: Entry, unpacking: Unpacking, marks: Marks) -> bytes | None:
    """Go through one part; its bytes, where it is one that says what the package is."""
    if PROGRAM.search(entry.name) or PAGE.search(entry.name):
        raise BadInput("upload.macro", field="file")
    kept, begun, xml = bytearray(), b"", None
    keeps = entry.name in {CONTENT_TYPES, MIMETYPE, MANIFEST}
    for piece in unpacking.pieces(entry):
        if not begun:
            begun = piece[:BEGINNING]
            check_beginning(entry, begun)
            xml = XMLCheck(marks) if is_xml(entry, begun) else None
        if xml:
            xml.feed(piece)
        if keeps:
            kept += piece[: MANIFESTED - len(kept)]
    if xml:
        xml.close()
    return bytes(kept) if keeps else None


def check_beginning(entry: Entry, begun: bytes) -> None:
    """Refuse an archive within the archive: nobody counts what comes out of it."""
    if begun.startswith(ARCHIVES) and not PACKAGE.search(entry.name):
        raise BadInput("upload.nested", field="file")


def is_xml(entry: Entry, begun: bytes) -> bool:
    """Whether a part is XML, by its name or by how it begins, in whichever encoding."""
    bare = begun.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n\x00")
    return bool(IN_XML.search(entry.name)) or bare.startswith(b"<")


def kind_of(names: set[str], told: Mapping[str, bytes]) -> Kind:
    """What the parts say that the package is."""
    types = told.get(CONTENT_TYPES, b"")
    if b"macroEnabled" in types:
        raise BadInput("upload.macro", field="file")
    if b"encryption-data" in told.get(MANIFEST, b""):
        raise BadInput("upload.encrypted", field="file")
    found = next((kind for main, (kind, part) in MAIN.items() if main in types and part in names), None)
    found = found or (OPEN_DOCUMENT.get(told.get(MIMETYPE, b"").strip()) if "content.xml" in names else None)
    if found is None:
        raise BadInput("upload.not_office", field="file")
    return found
