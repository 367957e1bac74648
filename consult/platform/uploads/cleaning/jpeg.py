"""JPEG: the segments that are needed for its pixels are kept, the others are not, whatever is in them.

Kept: frames, tables, scans; that it is JFIF with its density, Adobe's word on colours, and the colours of its profile, each written anew.
So EXIF, XMP, IPTC, notes of cameras, comments, small previews, and whatever follows the picture (MPF, videos) are left out.

Sources: ITU-T T.81, annex B; JFIF 1.02; ICC.1:2022, B.4.
"""

import re
import struct
from collections.abc import Iterator
from typing import Final

from consult.platform.uploads.cleaning import orientation, profile
from consult.platform.uploads.cleaning.stripped import Stripped, damaged

START: Final = b"\xff\xd8"
END: Final = b"\xff\xd9"
FOR_PIXELS: Final = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD, 0xDE, 0xDF}) - {0xC8}
SCAN, LAST, JFIF, EXIF, PROFILE, ADOBE = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE
ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a segment
PROFILED: Final = b"ICC_PROFILE\x00"
MOST_IN_SEGMENT: Final = 65_519  # bytes of a profile
NEXT: Final = re.compile(rb"(?<!\xff)\xff+[\x02-\xcf\xd8-\xfe]")  # behind the data of a scan: neither stuffed nor a restart


def stripped(data: bytes) -> Stripped:
    """The picture without the rest.

    Raises:
        BadInput: `upload.damaged`.
    """
    jfif = adobe = b""
    turned, profiles, kept = orientation.UPRIGHT, dict[int, bytes](), list[bytes]()
    for marker, body, scanned in segments(data):
        if marker in FOR_PIXELS or marker == SCAN:
            kept.append(segment(marker, body) + scanned)
        elif marker == JFIF and body.startswith(b"JFIF\x00") and len(body) >= 12:
            jfif = segment(JFIF, body[:12] + b"\x00\x00")
        elif marker == ADOBE and body.startswith(b"Adobe") and len(body) >= 12:
            adobe = segment(ADOBE, b"Adobe\x00\x64\x00\x00\x00\x00" + body[11:12])
        elif marker == EXIF and body.startswith(orientation.MARK) and turned == orientation.UPRIGHT:
            turned = orientation.read(body)
        elif marker == PROFILE and body.startswith(PROFILED) and len(body) > 14:
            profiles.setdefault(body[12], body[14:])
    colours = profile.cleaned(b"".join(part for _number, part in sorted(profiles.items())))
    if not any(part[1] == SCAN for part in kept):
        raise damaged()
    return Stripped(b"".join([START, jfif, adobe, *profiled(colours), *kept, END]), turned)


def segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker and body of each segment up to the end of the picture, and of a scan the data behind it."""
    at = data.find(b"\xff", len(START))
    while 0 <= at < len(data) - 1 and data[at + 1] != LAST:
        marker, begins = data[at + 1], at + 4
        if marker in ALONE or marker in {0x00, 0xFF}:
            at = data.find(b"\xff", at + (1 if marker == 0xFF else 2))
            continue
        if begins > len(data):
            return
        [size] = struct.unpack_from(">H", data, at + 2)
        ends = after = begins + max(size, 2) - 2
        if marker == SCAN:
            found = NEXT.search(data, ends)
            after = found.start() if found else len(data.rstrip(b"\xff"))
        yield marker, data[begins:ends], data[ends:after]
        at = data.find(b"\xff", after)


def segment(marker: int, body: bytes) -> bytes:
    """A segment of that body."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def profiled(colours: bytes) -> Iterator[bytes]:
    """The segments of a profile."""
    parts = [colours[at : at + MOST_IN_SEGMENT] for at in range(0, len(colours), MOST_IN_SEGMENT)]
    for number, part in enumerate(parts, start=1):
        yield segment(PROFILE, PROFILED + bytes([number, len(parts)]) + part)


def saying(data: bytes, turned: int) -> bytes:
    """A stripped file that says how it is to be turned."""
    return START + segment(EXIF, orientation.MARK + orientation.written(turned)) + data[len(START) :]
