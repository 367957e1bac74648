"""Pictures within office documents: each is cleaned in its place, and the document stays what it was.

Every other part is taken over as it is packed. How a picture lies on its page is a matter of the document, so no pixel is turned here:
where it said how it is to be turned, it says that and nothing else.
"""

import zlib
from collections.abc import Iterator
from typing import Final

from consult.errors import BadInput
from consult.platform.uploads.archive import CENTRAL, END, LOCAL, STORED, UTF8, Entry, entries_of, unpacked
from consult.platform.uploads.cleaning.shapes import kept_within, picture_kind

DATED: Final = 0x21  # the first of January 1980, as zip files write it
BY_UNIX: Final = 0x0314
NEEDS: Final = 20
BEGINNING: Final = 16  # bytes by which a picture is known


def cleaned(data: bytes) -> bytes:
    """The document with its pictures cleaned; the very same bytes where there was nothing to clean.

    Raises:
        BadInput: `upload.within` (`name`) where a part is a picture that cannot be cleaned.
    """
    changed = {entry.name: picture for entry in entries_of(data) if (picture := cleaned_part(data, entry)) is not None}
    return b"".join(rewritten(data, changed)) if changed else data


def cleaned_part(data: bytes, entry: Entry) -> bytes | None:
    """A part as it is to be; None where it stays."""
    packed = packed_part(data, entry)
    if picture_kind(b"".join(_some(packed, entry))[:BEGINNING]) is None:
        return None
    part = b"".join(unpacked(packed, entry.method))
    try:
        made = kept_within(part)
    except BadInput:
        raise BadInput("upload.within", field="file", name=entry.name.rpartition("/")[2][:60]) from None
    return made if made != part else None


def _some(packed: bytes, entry: Entry) -> Iterator[bytes]:
    """The first bytes of a part."""
    if packed:
        yield packed[:BEGINNING] if entry.method == STORED else zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, BEGINNING)


def packed_part(data: bytes, entry: Entry) -> bytes:
    """The bytes of a part as they lie in the file, whose headers were looked at before."""
    *_said, name, extra = LOCAL.unpack_from(data, entry.at)
    begins = entry.at + LOCAL.size + name + extra
    return data[begins : begins + entry.packed]


def rewritten(data: bytes, changed: dict[str, bytes]) -> Iterator[bytes]:
    """The document with these parts in the place of those of the same name."""
    directory, at = bytearray(), 0
    entries = entries_of(data)
    for entry in entries:
        part = changed.get(entry.name)
        packed = packed_part(data, entry) if part is None else part
        method, crc, size = (entry.method, entry.crc, entry.size) if part is None else (STORED, zlib.crc32(part), len(part))
        name = entry.name.encode("utf-8" if entry.flags & UTF8 else "cp437")
        said = (entry.flags & UTF8, method, 0, DATED, crc, len(packed), size, len(name))
        yield LOCAL.pack(b"PK\x03\x04", NEEDS, *said, 0) + name
        yield packed
        made = BY_UNIX if entry.mode else NEEDS
        directory += CENTRAL.pack(b"PK\x01\x02", made, NEEDS, *said, 0, 0, 0, 0, entry.mode << 16, at) + name
        at += LOCAL.size + len(name) + len(packed)
    yield bytes(directory)
    yield END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), at, 0)
