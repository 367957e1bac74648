"""GIF: frames with their colours and times are kept, and how often it is to be played; comments, texts and programs' own words are not.

Source: GIF89a, 17 to 26; NETSCAPE2.0 as browsers read it.
"""

from typing import Final

from consult.platform.uploads.cleaning.stripped import Stripped, damaged

IMAGE, EXTENSION, LAST = 0x2C, 0x21, 0x3B
CONTROL, APPLICATION = 0xF9, 0xFF
LOOPS: Final = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})


def stripped(data: bytes) -> Stripped:
    """The picture without the rest.

    Raises:
        BadInput: `upload.damaged`.
        IndexError: it is cut off.
    """
    at = 13 + colours(data[10])
    kept, frames = [data[:at]], 0
    while at < len(data) and data[at] != LAST:
        ends = end_of(data, at)
        kept.append(data[at:ends] if data[at] == IMAGE else kept_of(data[at:ends]))
        frames += data[at] == IMAGE
        at = ends
    if not frames:
        raise damaged()
    return Stripped(b"".join(kept) + bytes([LAST]), still=frames == 1)


def colours(flags: int) -> int:
    """How many bytes a table of colours has, of which these flags tell."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def end_of(data: bytes, at: int) -> int:
    """Where a block ends."""
    if data[at] == IMAGE:
        return end_of_pieces(data, at + 11 + colours(data[at + 9]))
    if data[at] == EXTENSION:
        return end_of_pieces(data, at + 2)
    raise damaged()


def end_of_pieces(data: bytes, at: int) -> int:
    """Where a row of pieces ends, each of which begins with its length; the last has none."""
    while data[at]:
        at += 1 + data[at]
    return at + 1


def kept_of(extension: bytes) -> bytes:
    """What is kept of an extension."""
    if extension[1] == CONTROL and extension[2] == 4:
        return extension[:7] + b"\x00"
    if extension[1] == APPLICATION and extension[3:14] in LOOPS and extension[14:16] == b"\x03\x01":
        return extension[:18] + b"\x00"
    return b""
