"""Zip files: that there is one way to read them, and how much they hold, counted while it is unpacked and never taken from a header.

Two programs can read two things out of one zip file; what is let in leaves no such choice: entries follow one another without gap or
overlap from the first byte, each is named once, and the two headers of each agree.

Source: PKWARE APPNOTE 6.3.10, 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
"""

import re
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consult.errors import BadInput

MOST_ENTRIES: Final = 2_000
MOST_RATIO: Final = 100  # bytes unpacked to bytes of the file
MOST_UNPACKED: Final = 200_000_000  # bytes
AT_ONCE: Final = 1 << 20  # bytes unpacked at a time

LOCAL: Final = struct.Struct("<4s5H3I2H")
CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
END: Final = struct.Struct("<4s4H2IH")
ENCRYPTED: Final = 0x2041  # bits of the flags: encrypted, strongly, and with masked headers
SIZES_FOLLOW: Final = 0x8
UTF8: Final = 0x800
STORED: Final = 0
DEFLATED: Final = 8
ELSEWHERE: Final = 0xFFFFFFFF  # a size or an offset that stands elsewhere, as in ZIP64
CLIMBS: Final = re.compile(r"(^|/)\.\.(/|$)|^/|\\|:|[\x00-\x1f\x7f]|//|^$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in it, as the central directory has it; `packed` and `size` are in bytes, `at` is where its local header stands."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    at: int
    mode: int


def entries_of(data: bytes) -> list[Entry]:
    """All entries, in the order in which they lie in the file.

    Raises:
        BadInput: `upload.damaged`, `upload.encrypted`, `upload.entries`, `upload.entry` (`name`).
    """
    start, end = directory_of(data)
    entries: list[Entry] = []
    while start < end:
        if len(entries) == MOST_ENTRIES:
            raise BadInput("upload.entries", field="file", limit=MOST_ENTRIES)
        entry, start = entry_at(data, start)
        entries.append(entry)
    if start != end:
        raise BadInput("upload.damaged", field="file")
    check_names(entries)
    return sorted(entries, key=lambda entry: entry.at)


def directory_of(data: bytes) -> tuple[int, int]:
    """From where to where the central directory goes: to the very record that ends the file."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - END.size - 0xFFFF))
    if at < 0 or at + END.size > len(data):
        raise BadInput("upload.damaged", field="file")
    _mark, disk, first, here, count, size, start, comment = END.unpack_from(data, at)
    if (disk, first) != (0, 0) or here != count or at + END.size + comment != len(data) or start + size != at:
        raise BadInput("upload.damaged", field="file")
    if count > MOST_ENTRIES:
        raise BadInput("upload.entries", field="file", limit=MOST_ENTRIES)
    return start, at


def entry_at(data: bytes, start: int) -> tuple[Entry, int]:
    """The entry whose central header begins there, and where the next does."""
    if start + CENTRAL.size > len(data):
        raise BadInput("upload.damaged", field="file")
    mark, _made, _needs, flags, method, _t, _d, crc, packed, size, name, extra, comment, disk, _inner, mode, at = CENTRAL.unpack_from(
        data, start
    )
    if mark != b"PK\x01\x02" or disk or ELSEWHERE in (packed, size, at):
        raise BadInput("upload.damaged", field="file")
    if flags & ENCRYPTED:
        raise BadInput("upload.encrypted", field="file")
    if method not in {STORED, DEFLATED}:
        raise BadInput("upload.damaged", field="file")
    begins = start + CENTRAL.size
    called = named(data[begins : begins + name], flags)
    return Entry(called, flags, method, crc, packed, size, at, mode >> 16), begins + name + extra + comment


def named(raw: bytes, flags: int) -> str:
    """The name of an entry."""
    try:
        return raw.decode("utf-8" if flags & UTF8 else "cp437")
    except UnicodeDecodeError:
        raise BadInput("upload.damaged", field="file") from None


def check_names(entries: Sequence[Entry]) -> None:
    """Refuse a name that stands there twice, one that leads out of the folder, and what is no plain file.

    Raises:
        BadInput: `upload.entry` (`name`).
    """
    known: set[str] = set()
    for entry in entries:
        folded = entry.name.casefold()
        if folded in known or CLIMBS.search(entry.name) or stat.S_IFMT(entry.mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise BadInput("upload.entry", field="file", name=entry.name[:60])
        known.add(folded)


class Unpacking:
    """Goes through the entries in the order in which they lie, and counts what comes out of all of them together."""

    def __init__(self, data: bytes) -> None:
        self.data, self.most = data, min(MOST_RATIO * len(data), MOST_UNPACKED)
        self.unpacked = self.reached = 0

    def check_told(self, entries: Sequence[Entry]) -> None:
        """Refuse what says itself that it is too much; what says less is counted all the same.

        Raises:
            BadInput: `upload.expands`.
        """
        if sum(entry.size for entry in entries) > self.most:
            raise BadInput("upload.expands", field="file")

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """What one entry holds, piece by piece.

        Raises:
            BadInput: `upload.expands`, or `upload.damaged` where it is not what its headers say or overlaps with the one before.
        """
        begins = self.begins(entry)
        size = crc = 0
        for piece in self.counted(entry, begins):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            yield piece
        if (size, crc) != (entry.size, entry.crc):
            raise BadInput("upload.damaged", field="file")
        self.reached = begins + entry.packed

    def begins(self, entry: Entry) -> int:
        """Where its bytes begin, after a local header that says the same as the directory."""
        if entry.at < self.reached or entry.at + LOCAL.size > len(self.data):
            raise BadInput("upload.damaged", field="file")
        mark, _needs, flags, method, _t, _d, crc, packed, size, name, extra = LOCAL.unpack_from(self.data, entry.at)
        called = entry.at + LOCAL.size
        start: int = called + name + extra
        same = named(self.data[called : called + name], flags) == entry.name and (flags & ENCRYPTED, method) == (0, entry.method)
        agrees = (crc, packed, size) in said_of(entry, follow=bool(flags & SIZES_FOLLOW))
        if mark != b"PK\x03\x04" or not agrees or not same or start + entry.packed > len(self.data):
            raise BadInput("upload.damaged", field="file")
        return start

    def counted(self, entry: Entry, begins: int) -> Iterator[bytes]:
        """The pieces, until they are too many."""
        for piece in unpacked(self.data[begins : begins + entry.packed], entry.method):
            self.unpacked += len(piece)
            if self.unpacked > self.most:
                raise BadInput("upload.expands", field="file")
            yield piece


def said_of(entry: Entry, *, follow: bool) -> set[tuple[int, int, int]]:
    """What a local header may say of checksum and sizes: the same as the directory, that they stand in its extra field, or follow."""
    follows = {(0, 0, 0), (0, ELSEWHERE, ELSEWHERE)} if follow else set()
    return {(entry.crc, entry.packed, entry.size), (entry.crc, ELSEWHERE, ELSEWHERE), *follows}


def unpacked(packed: bytes, method: int) -> Iterator[bytes]:
    """The bytes of one entry, as they were before they were packed."""
    if method == STORED:
        yield packed
        return
    inflater, rest = zlib.decompressobj(-zlib.MAX_WBITS), packed
    try:
        while rest and not inflater.eof:
            yield inflater.decompress(rest, AT_ONCE)
            rest = inflater.unconsumed_tail
    except zlib.error:
        raise BadInput("upload.damaged", field="file") from None
    if not inflater.eof or inflater.unused_data:
        raise BadInput("upload.damaged", field="file")
