"""PDF files made with Typst, and by hand where it cannot make them."""

from io import BytesIO
from typing import Final

import pikepdf
import typst

PLAIN: Final = '#set page(paper: "a5", margin: 2cm)\n#set text(size: 11pt, lang: "id", hyphenate: false)\n#set par(justify: true)\n'


def pdf_file(body: str, *, set_: str = "") -> bytes:
    """What Typst makes of it on small pages in justified rows."""
    made = typst.compile(f"{PLAIN}{set_}\n{body}".encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def locked(data: bytes, *, password: str) -> bytes:
    """The file, which now asks for a password."""
    with pikepdf.open(BytesIO(data)) as file:
        return saved(file, encryption=pikepdf.Encryption(owner="pemilik", user=password))


def drawn(*pages: str) -> bytes:
    """A file with a page for each stream of operators; `F` is a font, and (0, 0) is the lower left corner of 400 × 600 points."""
    with pikepdf.new() as file:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for stream in pages:
            file.add_blank_page(page_size=(400, 600))
            page = file.pages[-1]
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = file.make_stream(stream.encode("latin-1"))
        return saved(file)


def at(x: float, y: float, text: str, *, size: float = 10) -> str:
    """The operators that print a text there."""
    return f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n"


def saved(file: pikepdf.Pdf, *, encryption: pikepdf.Encryption | bool = False) -> bytes:
    """Its bytes."""
    buffer = BytesIO()
    file.save(buffer, encryption=encryption)
    return buffer.getvalue()
