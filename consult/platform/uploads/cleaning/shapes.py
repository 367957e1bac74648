"""Which kinds of pictures there are, how each is known by its first bytes, and how it is cleaned: a table."""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consult.platform.uploads.cleaning import gif, jpeg, orientation, pixels, png, webp
from consult.platform.uploads.cleaning.stripped import Stripped, damaged


class Shape(StrEnum):
    """What a picture is, as Pillow calls it; `FOREIGN` is cleaned by nobody here."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    GIF = "GIF"
    TIFF = "TIFF"
    BMP = "BMP"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Way:
    """How files of a kind are stripped, and how a stripped one can say which way up it is."""

    stripped: Callable[[bytes], Stripped]
    saying: Callable[[bytes, int], bytes]


WAYS: Final[Mapping[str, Way]] = {
    Shape.JPEG: Way(jpeg.stripped, jpeg.saying),
    Shape.PNG: Way(png.stripped, png.saying),
    Shape.WEBP: Way(webp.stripped, webp.saying),
    Shape.GIF: Way(gif.stripped, lambda data, _turned: data),  # it never says so
}
ANEW: Final = frozenset({Shape.TIFF, Shape.BMP})
BEGINNINGS: Final[Mapping[bytes, Shape]] = {
    b"\xff\xd8\xff": Shape.JPEG,
    png.BEGINNING: Shape.PNG,
    b"GIF87a": Shape.GIF,
    b"GIF89a": Shape.GIF,
    b"II*\x00": Shape.TIFF,
    b"MM\x00*": Shape.TIFF,
    b"II+\x00": Shape.FOREIGN,  # TIFF of 64 bits
    b"MM\x00+": Shape.FOREIGN,
    b"8BPS": Shape.FOREIGN,
    b"\x00\x00\x00\x0cjP  ": Shape.FOREIGN,  # JPEG 2000
    b"\x00\x00\x00\x0cJXL ": Shape.FOREIGN,
    b"II\xbc\x01": Shape.FOREIGN,  # JPEG XR
}


def picture_kind(begun: bytes) -> Shape | None:
    """What the first bytes are of; None for what is no picture made of pixels. (`ftyp`: HEIC, AVIF, and films.)"""
    if begun[:4] == b"RIFF" and begun[8:12] == b"WEBP":
        return Shape.WEBP
    if begun[:2] == b"BM" and begun[6:10] == bytes(4):
        return Shape.BMP
    if begun[4:8] == b"ftyp":
        return Shape.FOREIGN
    return next((shape for begin, shape in BEGINNINGS.items() if begun.startswith(begin)), None)


def kept_alone(data: bytes) -> bytes:
    """A picture that stands for itself: without whatever is no picture, and upright.

    Raises:
        BadInput: `upload.damaged`, `upload.pixels`.
    """
    shape = picture_kind(data[:16])
    found = stripped(data, shape)
    if found.orientation == orientation.UPRIGHT:
        return found.data
    upright = pixels.turned(found.data, found.orientation, shape) if found.still and shape else None
    return said(found, shape) if upright is None else stripped(upright, shape).data


def kept_within(data: bytes) -> bytes:
    """A picture in a document: without whatever is no picture, and its pixels as they lie.

    Raises:
        BadInput: `upload.damaged`, `upload.pixels`.
    """
    shape = picture_kind(data[:16])
    return pixels.anew(data, shape) if shape in ANEW else said(stripped(data, shape), shape)


def stripped(data: bytes, shape: Shape | None) -> Stripped:
    """A picture of a kind that is taken apart.

    Raises:
        BadInput: `upload.damaged`.
    """
    if shape is None or shape not in WAYS:
        raise damaged()
    try:
        return WAYS[shape].stripped(data)
    except (struct.error, LookupError):  # it is cut off
        raise damaged() from None


def said(found: Stripped, shape: Shape | None) -> bytes:
    """The picture, which says which way up it is where it is not upright."""
    return found.data if found.orientation == orientation.UPRIGHT or shape is None else WAYS[shape].saying(found.data, found.orientation)
