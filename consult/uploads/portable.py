"""PDF: that the file is one, that it can be read without a password, and that it starts nothing and hides no other file.

Source: ISO 32000-1:2008, 7.5 (file structure), 7.6 (encryption), 7.11.4 (embedded files), 12.6.4 (actions).
"""

import re
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Final

from consult.errors import BadInput

HEADER: Final = re.compile(rb"%PDF-[12]\.\d")
ENCRYPTED: Final = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
ACTIVE: Final = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm)(?![A-Za-z])")
ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")  # a name may be written in hexadecimal digits
STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
OF_OBJECTS: Final = re.compile(rb"/ObjStm(?![A-Za-z])")  # objects may lie packed in a stream, which says so in its dictionary
DICTIONARY: Final = 500  # bytes before a stream in which its dictionary ends
MOST_PACKED: Final = 2_000  # such streams that are looked into
UNPACKED: Final = 1_000_000  # bytes of each
ALL_UNPACKED: Final = 50_000_000


def check(data: bytes) -> None:
    """Refuse what is no PDF, or one that wants a password, or acts.

    Raises:
        BadInput: `upload.damaged`, `upload.encrypted`, `upload.active`.
    """
    if not HEADER.match(data):
        raise BadInput("upload.damaged", field="file")
    if ENCRYPTED.search(data):
        raise BadInput("upload.encrypted", field="file")
    if any(ACTIVE.search(plainly(part)) for part in (data, *unpacked(data))):
        raise BadInput("upload.active", field="file")


def plainly(part: bytes) -> bytes:
    """The same with every name written in letters."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part) if b"#" in part else part


def unpacked(data: bytes) -> Iterator[bytes]:
    """What lies in its packed streams of objects, one after the other, up to a limit for all."""
    left = ALL_UNPACKED
    packed = (found.end() for found in STREAM.finditer(data) if OF_OBJECTS.search(plainly(before(data, found.start()))))
    for start in islice(packed, MOST_PACKED):
        part = inflated(data, start, min(UNPACKED, left))
        left -= len(part)
        yield part


def before(data: bytes, start: int) -> bytes:
    """The end of the dictionary of the stream that begins there."""
    return data[max(0, start - DICTIONARY) : start]


def inflated(data: bytes, start: int, most: int) -> bytes:
    """The first bytes of a packed stream; none where it is packed in another way, which no reader of ours follows either."""
    try:
        return zlib.decompressobj().decompress(data[start : start + most], most)
    except zlib.error:
        return b""
