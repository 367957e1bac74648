"""The zip that a DOCX file is: its parts by name, and which part belongs to which (ECMA-376, part 2)."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final
from zipfile import BadZipFile, ZipFile
from zlib import error as broken_stream

from consult.errors import BadInput
from consult.formats.readers.docx.names import RELATED_BY, STRICT
from consult.formats.readers.xml_trees import Element, tree_of

MAX_PART: Final = 60_000_000
"""Bytes of one unpacked part. A draft of 300 pages has a twentieth of that."""

MAX_PARTS: Final = 2_000

UNPACKING: Final = (BadZipFile, broken_stream, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What `zipfile` raises over a damaged file: a wrong sum, a stream cut off, a way of packing or a password that it does not know."""

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Word files, and of new ones with a password [MS-CFB]
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")  # its stream in them [MS-OFFCRYPTO]
_TYPES: Final = "[Content_Types].xml"
_MACROS: Final = ("macroenabled", "vbaproject")
_AT_ONCE: Final = 1 << 20  # bytes
_IS_LOCKED: Final = 0x1  # in the flags of an entry


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says of another. `kind`: the end of its type, as `styles`; `target`: a part, or an address where `external`."""

    kind: str
    target: str
    external: bool


class Package:
    """A DOCX file that can be read: no macros, no password, not too many parts, none twice.

    Raises:
        BadInput: `draft.kind`, `draft.encrypted`, `draft.macros`, `draft.damaged`, `draft.too_many_parts`; of a part when it is asked
            for, `draft.damaged`, `draft.part_dtd`, `draft.part_deep`, `draft.part_large`.
    """

    def __init__(self, data: bytes) -> None:
        if not data.startswith(_ZIP):
            raise BadInput("draft.encrypted" if data.startswith(_OLE) and _LOCKED in data else "draft.kind", field="file", expected="DOCX")
        try:
            self._zip = ZipFile(BytesIO(data))
        except UNPACKING:
            raise _damaged("zip") from None
        self._refuse_odd_entries()
        self._refuse_macros()
        self.main = self._main_part()
        self.relations = self._relations_of(self.main)

    def xml(self, part: str) -> Element:
        """The root element of a part."""
        data = self.bytes_of(part)
        if b"purl.oclc.org/ooxml" in data[:8_000]:
            for strict, usual in STRICT.items():
                data = data.replace(strict, usual)
        return tree_of(data, part=part)

    def related_xml(self, kind: str) -> Element | None:
        """The root of the part that stands to the document in this relation (`styles`, `numbering`); None where there is none."""
        target = next((one.target for one in self.relations.values() if one.kind == kind and not one.external), None)
        return self.xml(target) if target is not None and self.has(target) else None

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._names

    def bytes_of(self, part: str, *, most: int = MAX_PART) -> bytes:
        """The unpacked bytes of a part; those that are read are counted, whatever the entry says of itself."""
        try:
            said = self._zip.getinfo(part).file_size
            with self._zip.open(part) as entry:
                data = b"" if said > most else b"".join(_pieces(entry, most))
        except (KeyError, *UNPACKING):
            raise _damaged(part) from None
        if max(said, len(data)) > most:
            raise BadInput("draft.part_large", field="file", part=part, limit=f"{most // 1_000_000} MB")
        return data

    def _refuse_odd_entries(self) -> None:
        entries = self._zip.infolist()
        self._names = {entry.filename for entry in entries}
        if len(entries) > MAX_PARTS:
            raise BadInput("draft.too_many_parts", field="file", limit=MAX_PARTS)
        if len(self._names) < len(entries):
            raise _damaged("zip")
        if any(entry.flag_bits & _IS_LOCKED for entry in entries):
            raise BadInput("draft.encrypted", field="file")

    def _refuse_macros(self) -> None:
        if not self.has(_TYPES):
            raise BadInput("draft.kind", field="file", expected="DOCX")
        said = [type_ for one in self.xml(_TYPES) for type_ in (one.get("ContentType", ""), one.get("PartName", ""))]
        if any(macro in one.lower() for one in (*said, *self._names) for macro in _MACROS):
            raise BadInput("draft.macros", field="file")

    def _main_part(self) -> str:
        found = [one.target for one in self._relations_of("").values() if one.kind == "officeDocument"]
        if not found or not self.has(found[0]):
            raise BadInput("draft.kind", field="file", expected="DOCX")
        return found[0]

    def _relations_of(self, part: str) -> Mapping[str, Relation]:
        """What a part says of others, by id; of the package itself where `part` is empty."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(listing):
            return {}
        return {one.get("Id", ""): _relation(one, folder) for one in self.xml(listing)}


def _pieces(entry: IO[bytes], most: int) -> Iterator[bytes]:
    """What is in an entry, piece by piece, until it is more than `most` bytes; each is unpacked only when it is asked for."""
    left = most + 1
    while left > 0 and (piece := entry.read(min(_AT_ONCE, left))):
        left -= len(piece)
        yield piece


def _relation(element: Element, folder: str) -> Relation:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    part = target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(element.get("Type", "").removeprefix(RELATED_BY), part, external)


def _damaged(part: str) -> BadInput:
    return BadInput("draft.damaged", field="file", part=part)
