"""What is let in, as what, and what every refusal says is wrong."""

import struct
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx as python_docx
import pikepdf
import pytest

from consult.errors import BadInput
from consult.platform.uploads import ATTACHMENT_BYTES, ATTACHMENTS, DRAFTS, SUPPORTING, Kind, admit, suffixes_of
from consult.platform.uploads.kinds import FORMS
from tests.consult.platform.uploads import made


def word() -> bytes:
    """A document as a library writes it."""
    out, document = BytesIO(), python_docx.Document()
    document.add_paragraph("Setiap pedagang memilah sampah.")
    document.save(out)
    return out.getvalue()


def paper(**how: Any) -> bytes:
    """A PDF as a library writes it, with its objects packed."""
    out, document = BytesIO(), pikepdf.new()
    document.add_blank_page()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, **how)
    return out.getvalue()


TAKEN: dict[str, tuple[Callable[[], bytes], Kind]] = {
    "surat.docx": (word, Kind.DOCX),
    "surat.odt": (made.open_document, Kind.ODT),
    "hitungan.xlsx": (made.xlsx, Kind.XLSX),
    "hitungan.ods": (lambda: made.open_document("spreadsheet"), Kind.ODS),
    "kajian.pdf": (paper, Kind.PDF),
    "KAJIAN.PDF": (made.pdf, Kind.PDF),
    "denah.png": (made.png, Kind.PNG),
    "lapak.jpeg": (made.jpeg, Kind.JPEG),
    "lapak.webp": (lambda: made.webp(b"VP8X", b"\x00\x00\x00\x00\x01\x00\x00\x01\x00\x00"), Kind.WEBP),
    "surat.txt": (lambda: "Pasar dibuka pukul lima — setiap hari.\r\n".encode(), Kind.TEXT),
    "surat.md": (lambda: b"# Pasar\n\nDibuka pukul lima.", Kind.MARKDOWN),
    "harga.csv": (lambda: b'barang,harga\n"beras, merah",12000\n', Kind.CSV),
    "catatan": (lambda: b"Tanpa akhiran.", Kind.TEXT),
    "Pasal No. 5": (word, Kind.DOCX),
    "PKB.txt": (lambda: b"BM adalah singkatan; MZ juga.", Kind.TEXT),
}


@pytest.mark.parametrize("name", TAKEN)
def test_an_honest_file_is_let_in_as_what_it_is(name: str) -> None:
    made_by, kind = TAKEN[name]

    admitted = admit(made_by(), name=name, kinds=ATTACHMENTS, most=ATTACHMENT_BYTES)

    assert (admitted.kind, admitted.media_type, admitted.name) == (kind, FORMS[kind].media_type, name)


@pytest.mark.parametrize(
    ("name", "data"), [("n.html", b"<p>Pasar</p>"), ("n.xml", b"<akomaNtoso><act/></akomaNtoso>"), ("n.json", b'{"a":[1]}')]
)
def test_drafts_come_in_formats_that_letters_do_not(name: str, data: bytes) -> None:
    assert admit(data, name=name, kinds=DRAFTS)
    with pytest.raises(BadInput) as refused:
        admit(data, name=name, kinds=ATTACHMENTS)
    assert refused.value.code == "upload.kind"
    assert "docx" in str(refused.value)


def test_what_is_pasted_is_a_text_without_a_name_of_its_own() -> None:
    assert admit(b"Pasal 1", name="", kinds=DRAFTS).kind is Kind.TEXT


def test_every_kind_is_taken_somewhere_and_each_end_of_a_name_is_one_kinds() -> None:
    assert set(Kind) == DRAFTS | ATTACHMENTS | SUPPORTING == set(FORMS)
    assert len(suffixes_of(Kind)) == len(set(suffixes_of(Kind)))


LEFT_OUT = made.docx().replace(b"[Content_Types].xml", b"[Content_Typos].xml")
REFUSED: dict[str, tuple[str, bytes, str]] = {
    "no bytes": ("a.pdf", b"", "upload.empty"),
    "a byte too many": ("a.txt", b"x" * (ATTACHMENT_BYTES + 1), "upload.too_large"),
    "an unknown kind": ("a.exe", b"MZ\x90\x00\x03", "upload.kind"),
    "a program under another name": ("a.txt", b"MZ\x90\x00\x03", "upload.kind"),
    "a picture that moves": ("a.gif", b"GIF89a", "upload.kind"),
    "a picture in markup": ("a.svg", b"<svg/>", "upload.kind"),
    "a page under the name of a PDF": ("a.pdf", b"<!doctype html>", "upload.mismatch"),
    "a PDF under the name of a text": ("a.txt", made.pdf(), "upload.mismatch"),
    "a table under the name of a document": ("a.docx", made.xlsx(), "upload.mismatch"),
    "a name with two ends": ("a.docx.pdf", made.docx(), "upload.mismatch"),
    "an old document": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "upload.old"),
    "a document with a password": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "upload.old"),
    "a packed folder": ("a.docx", made.zipped({"baca.txt": "bukan dokumen"}), "upload.not_office"),
    "a document that does not say so": ("a.docx", LEFT_OUT, "upload.not_office"),
    "half a document": ("a.docx", made.docx()[:200], "upload.damaged"),
    "half a PDF header": ("a.pdf", b"%PDF-x", "upload.damaged"),
    "a PDF with a password": ("a.pdf", paper(encryption=pikepdf.Encryption(owner="a", user="b")), "upload.encrypted"),
    "a PDF with a script": ("a.pdf", made.pdf(b"<</S/JavaScript/JS(app.alert\\(1\\))>>"), "upload.active"),
    "a PDF that starts a program": ("a.pdf", made.pdf(b"<</S/Launch/F(cmd.exe)>>"), "upload.active"),
    "a script under a name in digits": ("a.pdf", made.pdf(b"<</S/J#61v#61Script/JS(x)>>"), "upload.active"),
    "a packed script": ("a.pdf", made.pdf(packed=b"4 0 <</S/JavaScript/JS(x)>>"), "upload.active"),
    "a PDF with a file in it": ("a.pdf", made.pdf(b"<</Type/EmbeddedFile>>"), "upload.active"),
    "a picture too wide": ("a.png", made.png(20_001, 1), "upload.pixels"),
    "a picture too large in all": ("a.jpg", made.jpeg(9_000, 9_000), "upload.pixels"),
    "a picture without a side": ("a.png", made.png(0, 4), "upload.damaged"),
    "half a picture": ("a.png", made.png()[:40], "upload.damaged"),
    "a picture without a frame": ("a.jpg", b"\xff\xd8\xff\xe0\x00\x04ABCDEFGHIJKLMN", "upload.damaged"),
    "a picture of no shape": ("a.webp", made.webp(b"VP9 ", b""), "upload.damaged"),
    "a sound": ("a.webp", b"RIFF\x04\x00\x00\x00WAVE", "upload.kind"),
    "bytes that are no text": ("a.txt", b"satu\ndua \xff\xfe", "upload.encoding"),
    "UTF-16": ("a.txt", "Pasal".encode("utf-16-le"), "upload.controls"),
    "a mountain of accents": ("a.txt", ("a" + "\u0301" * 40).encode(), "upload.marks"),
    "a table of too many columns": ("a.csv", b"a" + b",a" * 1_001, "upload.table"),
    "a cell without end": ("a.csv", b'a,"' + b"x\n" * 70_000, "upload.table"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_wrong_with_a_file_is_said_by_its_code(what: str) -> None:
    name, data, code = REFUSED[what]

    with pytest.raises(BadInput) as refused:
        admit(data, name=name, kinds=ATTACHMENTS, most=ATTACHMENT_BYTES)

    assert (refused.value.code, refused.value.field) == (code, "file")
    assert str(refused.value)


def test_the_line_is_named_in_which_a_text_is_none() -> None:
    with pytest.raises(BadInput) as refused:
        admit(b"satu\ndua\ntiga \x00", name="a.txt", kinds=DRAFTS)

    assert refused.value.facts["line"] == 3


JSON = {
    "objects within objects": (b"[" * 101 + b"]" * 101, "upload.deep"),
    "a number without end": (b'{"n":' + b"9" * 400 + b"}", "upload.number"),
    "no number": (b'{"n":NaN}', "upload.number"),
    "an infinite number": (b'{"n":1e9999}', "upload.number"),
    "brackets within words are words": (b'["' + b"[" * 500 + b'\\"]"]', None),
    "deep enough": (b"[" * 100 + b"]" * 100, None),
}


@pytest.mark.parametrize("what", JSON)
def test_json_is_let_in_where_it_can_be_read(what: str) -> None:
    data, code = JSON[what]

    assert code_of(data, "a.json") == code


XML = {
    "a declaration of a type": (b"<!DOCTYPE a><a/>", "upload.dtd"),
    "one in UTF-16": ("<!DOCTYPE a><a/>".encode("utf-16"), "upload.dtd"),
    "too deep": (b"<a>" * 201 + b"</a>" * 201, "upload.deep"),
    "too many attributes": (b"<a " + b" ".join(b'a%d=""' % n for n in range(1_001)) + b"/>", "upload.deep"),
    "not closed": (b"<a>", "upload.damaged"),
    "of an encoding that nobody knows": (b'<?xml version="1.0" encoding="sandi"?><a/>', "upload.damaged"),
    "an entity that nobody declared": (b"<a>&b;</a>", "upload.damaged"),
    "deep enough": (b"<a>" * 200 + b"</a>" * 200, None),
}


@pytest.mark.parametrize("what", XML)
def test_xml_is_let_in_without_declarations_and_not_too_deep(what: str) -> None:
    data, code = XML[what]

    assert code_of(data, "a.xml") == code


def test_a_tag_without_end_is_not_gone_over_again_and_again() -> None:
    endless = made.docx("x", ("word/lain.xml", b'<a b="' + bytes(range(97, 123)) * 400_000))

    assert code_of(endless, "a.docx") in {"upload.deep", "upload.expands"}


SIZES = {
    "lossy": (b"VP8 ", b"\x00" * 6 + struct.pack("<HH", 400, 300), 400, 300),
    "lossless": (b"VP8L", b"\x2f" + struct.pack("<I", 399 | 299 << 14), 400, 300),
}


@pytest.mark.parametrize("shape", SIZES)
def test_the_size_of_a_picture_is_read_in_each_of_its_shapes(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mark, header, width, height = SIZES[shape]
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr("consult.platform.uploads.pictures.check_size", lambda *size: seen.append(size))

    admit(made.webp(mark, header), name="a.webp", kinds=ATTACHMENTS)

    assert seen == [(width, height)]


def code_of(data: bytes, name: str) -> str | None:
    """The code of the refusal; None where it was let in."""
    try:
        admit(data, name=name, kinds=DRAFTS)
    except BadInput as refused:
        return refused.code
    return None
