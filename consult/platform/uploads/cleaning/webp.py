"""WebP: the chunks that are needed for its pixels and their colours are kept, in each frame too, and the others are not.

Source: RFC 9649, 2.
"""

import struct
from collections.abc import Iterator
from typing import Final

from consult.platform.uploads.cleaning import orientation, profile
from consult.platform.uploads.cleaning.stripped import Stripped, damaged

FRAME_CHUNKS: Final = frozenset({b"ALPH", b"VP8 ", b"VP8L"})
FOR_PIXELS: Final = FRAME_CHUNKS | {b"ANIM"}
EXTENDED, FRAME, PROFILE, EXIF = b"VP8X", b"ANMF", b"ICCP", b"EXIF"
PROFILED, ALPHA, SAYS_EXIF, MOVES = 0x20, 0x10, 0x08, 0x02
FRAME_HEAD: Final = 16  # bytes before the chunks of a frame
Chunk = tuple[bytes, bytes]


def stripped(data: bytes) -> Stripped:
    """The picture without the rest.

    Raises:
        BadInput: `upload.damaged`.
    """
    found = list(chunks(data[12 : 8 + struct.unpack_from("<I", data, 4)[0]]))
    colours = profile.cleaned(next((body for name, body in found if name == PROFILE), b""))
    turned = next((orientation.read(body) for name, body in found if name == EXIF), orientation.UPRIGHT)
    kept = [one for name, body in found if (one := kept_of(name, body, colours))]
    return Stripped(riff(kept), turned, still=not any(name == FRAME for name, _body in kept))


def chunks(data: bytes) -> Iterator[Chunk]:
    """Name and body of each chunk; the last may lack the byte that makes its length even."""
    at = 0
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        if at + 8 + size > len(data):
            raise damaged()
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def kept_of(name: bytes, body: bytes, colours: bytes) -> Chunk | None:
    """What is kept of a chunk."""
    if name == EXTENDED and len(body) >= 10:
        flags = body[0] & (ALPHA | MOVES) | (PROFILED if colours else 0)
        return name, bytes([flags, 0, 0, 0]) + body[4:10]
    if name == PROFILE:
        return (name, colours) if colours else None
    if name == FRAME:
        frame = b"".join(chunk(*one) for one in chunks(body[FRAME_HEAD:]) if one[0] in FRAME_CHUNKS)
        return name, body[:FRAME_HEAD] + frame
    return (name, body) if name in FOR_PIXELS else None


def chunk(name: bytes, body: bytes) -> bytes:
    """The chunk as it stands in a file."""
    return struct.pack("<4sI", name, len(body)) + body + bytes(len(body) % 2)


def riff(kept: list[Chunk]) -> bytes:
    """The file of these chunks."""
    body = b"".join(chunk(*one) for one in kept)
    return struct.pack("<4sI4s", b"RIFF", len(body) + 4, b"WEBP") + body


def saying(data: bytes, turned: int) -> bytes:
    """A stripped file that says how it is to be turned; one of the simple shape cannot have been told so."""
    kept = list(chunks(data[12:]))
    if kept[0][0] != EXTENDED:
        return data
    head = kept[0][1]
    return riff([(EXTENDED, bytes([head[0] | SAYS_EXIF]) + head[1:]), *kept[1:], (EXIF, orientation.written(turned))])
