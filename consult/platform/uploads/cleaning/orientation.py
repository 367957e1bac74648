"""Which way up a picture is, as EXIF says it: read, and written down alone where the pixels stay as they lie.

Source: CIPA DC-008 (Exif 2.32), 4.6.4: tag 274 of the first directory.
"""

import struct
from typing import Final

TAG: Final = 0x0112
SHORT: Final = 3
UPRIGHT: Final = 1
EVERY: Final = range(1, 9)
MOST_FIELDS: Final = 1_000  # of a directory, that are looked at
MARK: Final = b"Exif\x00\x00"  # before it in a JPEG, and in files of some programs elsewhere


def read(exif: bytes) -> int:
    """What a block of EXIF says; upright where it says nothing that can be understood."""
    block = exif.removeprefix(MARK)
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(block[:4])
    if order is None:
        return UPRIGHT
    try:
        [at] = struct.unpack_from(f"{order}I", block, 4)
        [fields] = struct.unpack_from(f"{order}H", block, at)
        for n in range(min(fields, MOST_FIELDS)):
            tag, kind, _count, value = struct.unpack_from(f"{order}HHIH", block, at + 2 + 12 * n)
            if (tag, kind) == (TAG, SHORT):
                return value if value in EVERY else UPRIGHT
    except struct.error:  # it is cut off
        pass
    return UPRIGHT


def written(orientation: int) -> bytes:
    """A block of EXIF that says this and nothing else."""
    return struct.pack(">4sIHHHIHHI", b"MM\x00*", 8, 1, TAG, SHORT, 1, orientation, 0, 0)
