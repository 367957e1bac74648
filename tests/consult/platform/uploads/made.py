"""Files made for tests of the gate: small documents, pictures and tables, whole and spoilt. Every text in them is invented."""

import struct
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{what}.main+xml"/></Types>'
)
BODY = '<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body><w:p><w:t>{}</w:t></w:p></w:body></w:document>'


def zipped(parts: Mapping[str, bytes | str] | Iterable[tuple[str | ZipInfo, bytes | str]], *, method: int = ZIP_DEFLATED) -> bytes:
    """A zip file with these parts in this order."""
    out = BytesIO()
    with ZipFile(out, "w", method) as package:
        for name, data in parts.items() if isinstance(parts, Mapping) else parts:
            package.writestr(name, data)
    return out.getvalue()


def docx(text: str = "Lapak dibuka pukul lima.", *more: tuple[str | ZipInfo, bytes | str]) -> bytes:
    """A document with one paragraph, and with further parts."""
    types = TYPES.format(part="word/document.xml", what="wordprocessingml.document")
    return zipped([("[Content_Types].xml", types), ("word/document.xml", BODY.format(text)), *more])


def xlsx() -> bytes:
    """A workbook."""
    types = TYPES.format(part="xl/workbook.xml", what="spreadsheetml.sheet")
    return zipped({"[Content_Types].xml": types, "xl/workbook.xml": "<workbook/>"})


def open_document(what: str = "text", **more: str) -> bytes:
    """An OpenDocument file: `text` or `spreadsheet`."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{what}", ZIP_STORED)
        package.writestr("content.xml", "<office/>")
        package.writestr("META-INF/manifest.xml", more.get("manifest", "<manifest/>"))
    return out.getvalue()


def pdf(*objects: bytes, packed: bytes = b"") -> bytes:
    """A PDF of one empty page with further objects, and with a packed stream of objects where something is to be packed."""
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", *objects]
    if packed:
        body = zlib.compress(packed)
        parts.append(b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(body), body))
    numbered = b"".join(b"%d 0 obj%sendobj\n" % (number, part) for number, part in enumerate(parts, start=1))
    return b"%PDF-1.7\n" + numbered + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def png(width: int = 2, height: int = 2) -> bytes:
    """A picture that says it has so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00\x00" * 2)) + chunk(b"IEND", b"")


def jpeg(width: int = 2, height: int = 2) -> bytes:
    """Likewise: two segments, of which the second is the frame."""
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04AB" + frame + b"\xff\xda" + b"\x00" * 12 + b"\xff\xd9"


def webp(shape: bytes, header: bytes) -> bytes:
    """Likewise, in one of its three shapes."""
    chunk = shape + struct.pack("<I", len(header)) + header + b"\x00" * (18 - len(header))
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk
