"""PDF: that the file is one, that it can be read without a password, and that it starts nothing and hides no other file.

A name is looked for in every way in which it can be written, each byte of the file is gone over a fixed number of times, and what cannot
be looked into is refused.

Source: ISO 32000-1:2008, 7.3.5 (names), 7.5 (file structure), 7.5.7 (object streams), 7.6 (encryption), 7.11.4 (embedded files),
12.6.4 (actions).
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from consult.errors import BadInput
from consult.platform.uploads.kinds import Kind


def written(*names: bytes) -> bytes:
    """A pattern of any of these names, of which each letter may stand there as two digits in hexadecimal."""
    return b"/(?:%s)(?![A-Za-z])" % b"|".join(b"".join(b"(?:%c|#(?i:%02x))" % (letter, letter) for letter in name) for name in names)


HEADER: Final = re.compile(rb"%PDF-[12]\.\d")
ENCRYPTED: Final = re.compile(written(b"Encrypt") + rb"\s*(?:\d+\s+\d+\s+R|<<)")
ACTIVE: Final = re.compile(written(b"JavaScript", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia", b"ImportData", b"SubmitForm"))
OF_OBJECTS: Final = re.compile(written(b"ObjStm"))  # objects may lie packed in a stream, which says so in its dictionary
STREAM: Final = re.compile(rb"(?<!end)stream[^\r\n]*(?:\r\n?|\n)?")  # readers go on with the next line, whatever stands on this one
PREDICTED: Final = re.compile(written(b"DecodeParms", b"DP"))  # it was changed before it was packed: no program does that with objects
OBJECTS: Final = re.compile(rb"[ \t\r\n\f]*(?:\d+[ \t\r\n\f]+\d+[ \t\r\n\f]|$)")  # how they begin: number and place of the first, or none

AT_ONCE: Final = 1 << 14  # bytes that are unpacked at a time
UNPACKED: Final = 20_000_000  # bytes of one such stream
ALL_UNPACKED: Final = 200_000_000
MOST_PACKED: Final = 50_000  # such streams


def looked_through(data: bytes) -> Kind:
    """That it is a PDF, which wants no password, does not act, and can be looked into.

    Raises:
        BadInput: `upload.damaged`, `upload.encrypted`, `upload.active`, `upload.unseen`.
    """
    if not HEADER.match(data):
        raise BadInput("upload.damaged", field="file")
    if ENCRYPTED.search(data):
        raise BadInput("upload.encrypted", field="file")
    check_still(data)
    unpacked = 0
    for number, start in enumerate(packed(data), start=1):
        objects = inflated(data, start)
        unpacked += len(objects)
        if number > MOST_PACKED or unpacked > ALL_UNPACKED:
            raise unseen()
        check_still(objects)
    return Kind.PDF


def check_still(part: bytes) -> None:
    """Refuse what acts or holds a file.

    Raises:
        BadInput: `upload.active`.
    """
    if ACTIVE.search(part):
        raise BadInput("upload.active", field="file")


def packed(data: bytes) -> Iterator[int]:
    """Where each packed stream of objects begins.

    Raises:
        BadInput: `upload.unseen`, where one was changed before it was packed.
    """
    at = 0
    while (said := OF_OBJECTS.search(data, at)) and (stream := STREAM.search(data, said.end())):
        dictionary = max(at, data.rfind(b"stream", at, said.start()))  # it begins behind the end of the stream before
        if PREDICTED.search(data, dictionary, stream.start()):
            raise unseen()
        at = stream.end()
        yield at


def inflated(data: bytes, start: int) -> bytes:
    """The objects that are packed there.

    Raises:
        BadInput: `upload.unseen`, where they are packed in another way, not whole, or too many.
    """
    inflater, objects = zlib.decompressobj(), bytearray()
    try:
        while not inflater.eof:
            piece = inflater.unconsumed_tail or data[start : (start := start + AT_ONCE)]
            objects += inflater.decompress(piece, UNPACKED + 1 - len(objects))
            if not piece or len(objects) > UNPACKED:
                raise unseen()
    except zlib.error:
        raise unseen() from None
    if not OBJECTS.match(objects):
        raise unseen()
    return bytes(objects)


def unseen() -> BadInput:
    """Something in the file cannot be looked into."""
    return BadInput("upload.unseen", field="file")
