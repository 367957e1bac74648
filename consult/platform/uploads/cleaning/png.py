"""PNG: the chunks that are needed for its pixels and their colours are kept, the others are not; nor what follows the picture.

Source: PNG (third edition), 5.3 (chunks), 11 (which there are).
"""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from consult.platform.uploads.cleaning import orientation, profile
from consult.platform.uploads.cleaning.stripped import Stripped, damaged

BEGINNING: Final = b"\x89PNG\r\n\x1a\n"
FOR_PIXELS: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"acTL", b"fcTL", b"fdAT", b"IEND"})
SIZED: Final = {  # what is written about colours and density, and how long that is at most
    b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"sBIT": 4, b"bKGD": 6, b"pHYs": 9, b"cICP": 4, b"mDCV": 24, b"cLLI": 8
}  # fmt: skip
AT_ONCE: Final = 1 << 20  # bytes unpacked at a time
MOST_UNPACKED: Final = 500_000_000  # bytes: fifty million pixels of eight, and some
Chunk = tuple[bytes, bytes]


def stripped(data: bytes) -> Stripped:
    """The picture without the rest.

    Raises:
        BadInput: `upload.damaged`.
    """
    found = list(chunks(data))
    turned = next((orientation.read(body) for name, body in found if name == b"eXIf"), orientation.UPRIGHT)
    kept = whole([(name, body) for name, body in map(kept_of, found) if name])
    return Stripped(BEGINNING + b"".join(map(chunk, kept)), turned, still=not any(name == b"acTL" for name, _body in kept))


def chunks(data: bytes) -> Iterator[Chunk]:
    """Name and body of each chunk, up to the one that ends the picture."""
    at, name = len(BEGINNING), b""
    while name != b"IEND":
        if at + 12 > len(data):
            raise damaged()
        size, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if at > len(data) or struct.unpack_from(">I", data, at - 4) != (zlib.crc32(name + body),):
            raise damaged()
        yield name, body


def kept_of(found: Chunk) -> Chunk:
    """What is kept of a chunk; without a name where nothing is."""
    name, body = found
    if name in FOR_PIXELS or len(body) <= SIZED.get(name, -1):
        return found
    colours = profile.cleaned(profile_in(body)) if name == b"iCCP" else b""
    return (b"iCCP", b"colours\x00\x00" + zlib.compress(colours)) if colours else (b"", b"")


def profile_in(body: bytes) -> bytes:
    """The profile in a chunk that holds one, behind its name."""
    _name, _end, packed = body.partition(b"\x00")
    try:
        return zlib.decompressobj().decompress(packed[1:], profile.MOST_BYTES)
    except zlib.error:
        return b""


def whole(found: list[Chunk]) -> list[Chunk]:
    """The chunks, without what stands behind the pixels in the chunks of the pixels."""
    pixels = b"".join(body for name, body in found if name == b"IDAT")
    rest = left_behind(pixels)
    if not rest:
        return found
    first = next(place for place, (name, _body) in enumerate(found) if name == b"IDAT")
    others = [one for one in found if one[0] != b"IDAT"]
    return [*others[:first], (b"IDAT", pixels[:-rest]), *others[first:]]


def left_behind(pixels: bytes) -> int:
    """How many bytes stand behind the packed pixels."""
    inflater, rest, unpacked = zlib.decompressobj(), pixels, 0
    try:
        while rest and not inflater.eof:
            unpacked += len(inflater.decompress(rest, AT_ONCE))
            rest = inflater.unconsumed_tail
            if unpacked > MOST_UNPACKED:
                raise damaged()
    except zlib.error:
        raise damaged() from None
    return len(inflater.unused_data)


def chunk(found: Chunk) -> bytes:
    """The chunk as it stands in a file."""
    name, body = found
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def saying(data: bytes, turned: int) -> bytes:
    """A stripped file that says how it is to be turned."""
    head = len(BEGINNING) + 25
    return data[:head] + chunk((b"eXIf", orientation.written(turned))) + data[head:]
