"""Colour profiles (ICC): what they say about colours stays; who made them, when and for which device, in words of any language, goes.

Source: ICC.1:2022, 7.2 (header), 9.2 (tags), 10 (types).
"""

import struct
from collections.abc import Mapping
from typing import Final

COLOURS: Final = frozenset(  # the tags from which colours are computed
    {b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"gamt", b"lumi", b"cicp"}
    | {b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"D2B0", b"B2D0"}
)
NUMBERS: Final = frozenset(  # the types that hold numbers alone
    {b"XYZ ", b"curv", b"para", b"sf32", b"mft1", b"mft2", b"mAB ", b"mBA ", b"mpet", b"cicp"}
)
SPACES: Final = frozenset({b"RGB ", b"GRAY", b"CMYK"})
HEADER: Final = 128  # bytes
KEPT_OF_HEADER: Final = (slice(8, 12), slice(12, 24), slice(64, 80))  # version; class, spaces; intent, and the white that it is relative to
MADE: Final = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)  # an instant for all of them
MOST_TAGS: Final = 100
MOST_BYTES: Final = 4_000_000
WORDS: Final = b"colours"
WIDE: Final = WORDS.decode().encode("utf-16-be")  # now, since later no codec can be loaded


def cleaned(profile: bytes) -> bytes:
    """The same colours, and nothing else; nothing where they cannot be read: then they are taken for sRGB, as those of most pictures."""
    if not HEADER + 4 < len(profile) <= MOST_BYTES or profile[36:40] != b"acsp" or profile[16:20] not in SPACES:
        return b""
    try:
        tags = colours_in(profile)
    except struct.error:
        return b""
    if not {b"A2B0", b"kTRC", b"rXYZ"} & tags.keys():
        return b""
    version = profile[8]
    return laid_out(header_of(profile), {b"desc": described(version), b"cprt": worded(version), **tags})


def colours_in(profile: bytes) -> dict[bytes, bytes]:
    """The tags that colours are computed from."""
    [count] = struct.unpack_from(">I", profile, HEADER)
    found: dict[bytes, bytes] = {}
    for n in range(min(count, MOST_TAGS)):
        tag, at, size = struct.unpack_from(">4sII", profile, HEADER + 4 + 12 * n)
        data = profile[at : at + size]
        if tag in COLOURS and data[:4] in NUMBERS and len(data) == size:
            found[tag] = data[:4] + bytes(4) + data[8:]
    return found


def header_of(profile: bytes) -> bytearray:
    """The header without device, programs and instant."""
    header = bytearray(HEADER)
    for part in KEPT_OF_HEADER:
        header[part] = profile[part]
    header[24:36] = MADE
    header[36:40] = b"acsp"
    return header


def described(version: int) -> bytes:
    """The name that a profile has to have."""
    if version >= 4:
        return worded(version)
    return struct.pack(">4sII", b"desc", 0, len(WORDS) + 1) + WORDS + bytes(1 + 4 + 4 + 2 + 1 + 67)


def worded(version: int) -> bytes:
    """A text that says nothing, as profiles of that version write it."""
    if version < 4:
        return b"text" + bytes(4) + WORDS + b"\x00"
    return struct.pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"US", len(WIDE), 28) + WIDE


def laid_out(header: bytearray, tags: Mapping[bytes, bytes]) -> bytes:
    """The profile: header, table of tags, and what they say, which is written once where several say the same."""
    table, body = [struct.pack(">I", len(tags))], bytearray()
    begins, places = HEADER + 4 + 12 * len(tags), dict[bytes, int]()
    for tag, data in tags.items():
        if data not in places:
            places[data] = begins + len(body)
            body += data + bytes(-len(data) % 4)
        table.append(struct.pack(">4sII", tag, places[data], len(data)))
    made = bytes(header) + b"".join(table) + bytes(body)
    return struct.pack(">I", len(made)) + made[4:]
