"""Pictures as cameras, phones and programs make them, in each of which the same word stands where it should not.

What Pillow cannot plant is put in by hand, segment by segment and chunk by chunk.
"""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from tests.consult.platform.uploads.made import docx, zipped

WORD: Final = "RAHASIA"  # "secret": of the place, the device, the person
PLANTED: Final = tuple(WORD.encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
SECRET: Final = WORD.encode()
GPS, ARTIST, MAKE, MAKER_NOTE, ORIENTATION = 0x8825, 0x013B, 0x010F, 0x927C, 0x0112
XMP: Final = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{WORD}</dc:creator></x:xmpmeta>'.encode()
IPTC: Final = b"\x1c\x02\x50" + struct.pack(">H", len(SECRET)) + SECRET
EIGHT_BIM: Final = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(IPTC)) + IPTC


def drawn(mode: str = "RGB", size: tuple[int, int] = (48, 32)) -> Image.Image:
    """A picture in which each corner looks different."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    half = (size[0] // 2, size[1] // 2)
    draw.rectangle((0, 0, half[0] - 1, half[1] - 1), fill="red")
    draw.rectangle((half[0], 0, size[0], half[1] - 1), fill="green")
    draw.rectangle((0, half[1], half[0] - 1, size[1]), fill="blue")
    return picture.convert(mode)


def exif(orientation: int = 1, *, note: bool = False) -> Image.Exif:
    """What a phone writes: whose it is, what it was taken with, and where."""
    made = Image.Exif()
    made[ARTIST], made[MAKE] = WORD, f"Kamera {WORD}"
    made[ORIENTATION] = orientation
    made.get_ifd(GPS).update({1: "S", 2: (6.0, 10.0, 30.0), 29: WORD})
    if note:
        made.get_ifd(0x8769)[MAKER_NOTE] = SECRET * 3
    return made


def saved(kind: str, picture: Image.Image | None = None, **how: Any) -> bytes:
    """A file of it."""
    out = BytesIO()
    (picture or drawn()).save(out, kind, **how)
    return out.getvalue()


def profile() -> bytes:
    """The colours of a screen, called by the word."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert b"s\0R\0G\0B" in srgb or b"sRGB" in srgb
    for built_in in (b"sRGB built-in", "sRGB built-in".encode("utf-16-be")):
        word = WORD.ljust(13).encode("ascii" if len(built_in) == 13 else "utf-16-be")
        srgb = srgb.replace(built_in, word)
    return srgb


def with_segments(*segments: tuple[int, bytes], data: bytes | None = None) -> bytes:
    """A JPEG with further segments behind its first two bytes."""
    whole = data or saved("JPEG")
    return whole[:2] + b"".join(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in segments) + whole[2:]


def with_chunks(*chunks: tuple[bytes, bytes], data: bytes | None = None) -> bytes:
    """A PNG with further chunks behind its first."""
    whole = data or saved("PNG")
    made = b"".join(struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks)
    return whole[:33] + made + whole[33:]


def behind_the_pixels() -> bytes:
    """A PNG with words in the chunk of its pixels, behind these."""
    whole = saved("PNG")
    at = whole.index(b"IDAT") - 4
    [size] = struct.unpack_from(">I", whole, at)
    body = whole[at + 8 : at + 8 + size] + SECRET
    chunk = struct.pack(">I", len(body)) + b"IDAT" + body + struct.pack(">I", zlib.crc32(b"IDAT" + body))
    return whole[:at] + chunk + whole[at + 12 + size :]


def with_texts(*, packed: bool = False, international: bool = False) -> bytes:
    """A PNG with a text of its author."""
    texts = PngImagePlugin.PngInfo()
    if international:
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=packed)
    else:
        texts.add_text("Author", WORD * 9, zip=packed)
    return saved("PNG", pnginfo=texts)


def moving(kind: str, **how: Any) -> bytes:
    """A picture that moves."""
    return saved(kind, save_all=True, append_images=[drawn(size=(48, 32)).rotate(90)], duration=90, loop=2, **how)


def in_a_frame() -> bytes:
    """A WebP that moves, with a chunk of words in its first frame."""
    whole = moving("WEBP", exif=exif(), xmp=XMP)
    at = whole.index(b"ANMF")
    [size] = struct.unpack_from("<I", whole, at + 4)
    more = b"NOTE" + struct.pack("<I", len(SECRET)) + SECRET + b"\0"
    ends = at + 8 + size
    made = whole[: at + 4] + struct.pack("<I", size + len(more)) + whole[at + 8 : ends] + more + whole[ends:]
    return made[:4] + struct.pack("<I", len(made) - 8) + made[8:]


def gif_with_xmp() -> bytes:
    """A GIF with XMP as Adobe's programs put it in."""
    whole = moving("GIF")
    at = whole.index(b"!\xff\x0bNETSCAPE")
    return whole[:at] + b"!\xff\x0bXMP DataXMP" + XMP + b"\x01" + bytes(range(255, -1, -1)) + b"\x00" + whole[at:]


def word_with(*pictures: tuple[str, bytes]) -> bytes:
    """A document with these pictures in it."""
    return docx("Lapak dibuka.", *((f"word/media/{name}", data) for name, data in pictures))


def writing_with(name: str, data: bytes) -> bytes:
    """A text as LibreOffice writes it, with a picture and a small view of its first page."""
    parts: list[tuple[Any, bytes | str]] = [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<office/>")]
    return zipped([*parts, (f"Pictures/{name}", data), ("Thumbnails/thumbnail.png", with_texts())])


ALONE: Final[Mapping[str, tuple[str, Callable[[], bytes]]]] = {  # what is planted → name of the file, and how it is made
    "jpeg, exif with place, device and name": ("a.jpg", lambda: saved("JPEG", exif=exif())),
    "jpeg, a maker's note": ("a.jpg", lambda: saved("JPEG", exif=exif(note=True))),
    "jpeg, a preview in exif": ("a.jpg", lambda: with_segments((0xE1, b"Exif\0\0" + exif().tobytes()[6:] + saved("JPEG", comment=SECRET)))),
    "jpeg, xmp": ("a.jpg", lambda: saved("JPEG", xmp=XMP)),
    "jpeg, extended xmp": ("a.jpg", lambda: with_segments((0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + bytes(8) + XMP))),
    "jpeg, iptc in photoshop's segment": ("a.jpg", lambda: with_segments((0xED, b"Photoshop 3.0\0" + EIGHT_BIM))),
    "jpeg, a comment": ("a.jpg", lambda: saved("JPEG", comment=SECRET)),
    "jpeg, a preview in jfxx": ("a.jpg", lambda: with_segments((0xE0, b"JFXX\0\x10" + saved("JPEG", comment=SECRET)))),
    "jpeg, a preview in jfif": ("a.jpg", lambda: with_segments((0xE0, b"JFIF\0\1\2\0\0\1\0\1\3\1" + SECRET + b"\0\0"), data=bare_jpeg())),
    "jpeg, further pictures (mpf)": ("a.jpg", lambda: saved("MPO", save_all=True, append_images=[drawn()], exif=exif())),
    "jpeg, a film behind it": ("a.jpg", lambda: saved("JPEG") + b"\0\0\0\x18ftypmp42" + SECRET * 9),
    "jpeg, segments of makers": ("a.jpg", lambda: with_segments(*((marker, SECRET) for marker in (0xE3, 0xE7, 0xEB, 0xEF)))),
    "jpeg, adobe's segment with more": ("a.jpg", lambda: with_segments((0xEE, b"Adobe\0d\0\0\0\0\1" + SECRET))),
    "jpeg, progressive": ("a.jpg", lambda: saved("JPEG", progressive=True, exif=exif(), comment=SECRET)),
    "jpeg, four colours": ("a.jpg", lambda: saved("JPEG", drawn("CMYK"), exif=exif(), comment=SECRET)),
    "jpeg, grey": ("a.jpg", lambda: saved("JPEG", drawn("L"), exif=exif(), xmp=XMP)),
    "jpeg, a profile with the name of a device": ("a.jpg", lambda: saved("JPEG", icc_profile=profile())),
    "png, text": ("a.png", with_texts),
    "png, packed text": ("a.png", lambda: with_texts(packed=True)),
    "png, xmp": ("a.png", lambda: with_texts(international=True)),
    "png, packed xmp": ("a.png", lambda: with_texts(international=True, packed=True)),
    "png, exif": ("a.png", lambda: saved("PNG", exif=exif())),
    "png, an instant and chunks of programs": ("a.png", lambda: with_chunks((b"tIME", SECRET), (b"sPLT", SECRET), (b"prVt", SECRET))),
    "png, chunks longer than they may be": ("a.png", lambda: with_chunks((b"gAMA", bytes(4) + SECRET), (b"pHYs", SECRET + bytes(9)))),
    "png, behind its end": ("a.png", lambda: saved("PNG") + SECRET + b"IEND"),
    "png, behind its pixels": ("a.png", behind_the_pixels),
    "png, a profile with the name of a device": ("a.png", lambda: saved("PNG", icc_profile=profile())),
    "png, moving": ("a.png", lambda: with_chunks((b"tEXt", b"Author\0" + SECRET), data=moving("PNG"))),
    "webp, exif and xmp": ("a.webp", lambda: saved("WEBP", exif=exif(), xmp=XMP)),
    "webp without loss": ("a.webp", lambda: saved("WEBP", drawn("RGBA"), lossless=True, exif=exif(), xmp=XMP)),
    "webp, moving": ("a.webp", in_a_frame),
    "webp, a profile with the name of a device": ("a.webp", lambda: saved("WEBP", icc_profile=profile())),
    "webp, behind its end": ("a.webp", lambda: saved("WEBP") + SECRET),
}
WITHIN: Final[Mapping[str, tuple[str, Callable[[], bytes]]]] = {
    "docx with a photo": ("a.docx", lambda: word_with(("image1.jpg", saved("JPEG", exif=exif(), xmp=XMP)))),
    "docx with a photo of another name": ("a.docx", lambda: word_with(("image1.tmp", saved("JPEG", exif=exif())))),
    "docx with png, webp and gif": (
        "a.docx",
        lambda: word_with(("a.png", with_texts()), ("b.webp", in_a_frame()), ("c.gif", saved("GIF", comment=SECRET))),
    ),
    "docx with a gif that moves, with xmp": ("a.docx", lambda: word_with(("d.gif", gif_with_xmp()))),
    "docx with tiff and bmp": (
        "a.docx",
        lambda: word_with(("a.tif", saved("TIFF", exif=exif(), tiffinfo={270: WORD})), ("b.bmp", saved("BMP") + SECRET)),
    ),
    "odt with a photo": ("a.odt", lambda: writing_with("10000.jpg", saved("JPEG", exif=exif()))),
}


def bare_jpeg() -> bytes:
    """A JPEG without the segment that says that it is JFIF."""
    whole = saved("JPEG")
    [size] = struct.unpack_from(">H", whole, 4)
    return whole[:2] + whole[4 + size :]


def everything_in(data: bytes) -> Iterator[bytes]:
    """The bytes, and whatever is packed in them: parts of zip files, and streams wherever one begins."""
    yield data
    try:
        with ZipFile(BytesIO(data)) as package:
            for name in package.namelist():
                yield from everything_in(package.read(name))
    except BadZipFile:
        for at in range(len(data) - 2):
            if data[at] == 0x78 and data[at + 1] in {0x01, 0x5E, 0x9C, 0xDA}:
                try:
                    yield zlib.decompressobj().decompress(data[at:])
                except zlib.error:
                    continue


def tells(data: bytes) -> bool:
    """Whether the word stands anywhere in it."""
    return any(word in part for part in everything_in(data) for word in PLANTED)
