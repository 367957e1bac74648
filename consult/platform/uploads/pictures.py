"""Pictures: how large they would be, read from their headers. Nothing is decoded.

Sources: PNG (ISO/IEC 15948) 11.2.2; JPEG (ITU-T T.81) B.2.2; WebP (RFC 9649) 2.5 to 2.7.
"""

import struct
from typing import Final

from consult.errors import BadInput

MOST_PIXELS: Final = 50_000_000
MOST_SIDE: Final = 20_000  # pixels
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # markers of JPEG after which a frame's height and width stand
ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})  # markers that nothing follows
SCAN: Final = 0xDA


def check_png(data: bytes) -> None:
    """Refuse one that is not whole, or far too large."""
    if data[12:16] != b"IHDR" or len(data) < 33 or b"IEND" not in data[-64:]:
        raise BadInput("upload.damaged", field="file")
    check_size(*struct.unpack_from(">II", data, 16))


def check_jpeg(data: bytes) -> None:
    """Likewise: from segment to segment up to the frame."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF and data[at + 1] != SCAN:
        marker = data[at + 1]
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return check_size(width, height)
        at += 1 if marker == 0xFF else 2 if marker in ALONE else 2 + max(2, struct.unpack_from(">H", data, at + 2)[0])
    raise BadInput("upload.damaged", field="file")


def check_webp(data: bytes) -> None:
    """Likewise, of each of its three shapes."""
    if len(data) < 30 or struct.unpack_from("<I", data, 4)[0] + 8 > len(data) + 1:
        raise BadInput("upload.damaged", field="file")
    shape = data[12:16]
    if shape == b"VP8X":
        return check_size(1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little"))
    if shape == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return check_size(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if shape != b"VP8 ":
        raise BadInput("upload.damaged", field="file")
    width, height = struct.unpack_from("<HH", data, 26)
    return check_size(width & 0x3FFF, height & 0x3FFF)


def check_size(width: int, height: int) -> None:
    """Refuse what would fill the memory of whoever looks at it."""
    if not width or not height:
        raise BadInput("upload.damaged", field="file")
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        raise BadInput("upload.pixels", field="file", width=width, height=height, limit=MOST_SIDE)
