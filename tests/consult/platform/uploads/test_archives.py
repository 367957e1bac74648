"""Zip files: what comes out of them is counted, and two programs cannot read two things out of one."""

import stat
import struct
import zlib
from collections.abc import Collection
from zipfile import ZIP_STORED, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.errors import BadInput
from consult.platform.uploads import ATTACHMENTS, DRAFTS, Kind, admit
from consult.platform.uploads.archive import END, LOCAL, entries_of
from consult.platform.uploads.office import looked_through
from tests.consult.platform.uploads import made


def code_of(data: bytes, name: str = "a.docx", kinds: Collection[Kind] = DRAFTS) -> str | None:
    """The code of the refusal; None where it was let in."""
    try:
        admit(data, name=name, kinds=kinds)
    except BadInput as refused:
        return refused.code
    return None


def link() -> ZipInfo:
    """An entry that is a symbolic link."""
    info = ZipInfo("word/media/a.png")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


PARTS: dict[str, tuple[str | ZipInfo, bytes | str, str | None]] = {
    "a picture": ("word/media/a.png", made.png(), None),
    "the figures of a chart": ("word/embeddings/a.xlsx", made.xlsx(), None),
    "a folder": ("word/media/", b"", None),
    "a zip file": ("word/embeddings/a.bin", made.zipped({"a": "b"}), "upload.nested"),
    "a project of macros": ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0", "upload.macro"),
    "a control": ("word/activeX/a.xml", "<a/>", "upload.macro"),
    "a page": ("word/afchunk.htm", "<p>a</p>", "upload.macro"),
    "a program": ("word/embeddings/a.exe", b"MZ", "upload.macro"),
    "a declaration": ("word/styles.xml", "<!DOCTYPE a><a/>", "upload.dtd"),
    "a declaration in a part of another name": ("word/media/a.emf", "<!DOCTYPE a><a/>", "upload.dtd"),
    "too many elements within each other": ("customXml/a.xml", "<a>" * 201 + "</a>" * 201, "upload.deep"),
    "a name that climbs": ("word/../../a.xml", "<a/>", "upload.entry"),
    "a name from the root": ("/etc/a", b"", "upload.entry"),
    "a name of another system": ("..\\a", b"", "upload.entry"),
    "a name with a drive": ("C:a", b"", "upload.entry"),
    "a name twice": ("WORD/document.xml", "<a/>", "upload.entry"),
    "a link": (link(), b"/etc/passwd", "upload.entry"),
    "a thousand times its size": ("word/a.bin", b"0" * 20_000_000, "upload.expands"),
}  # fmt: skip


@pytest.mark.parametrize("what", PARTS)
def test_a_document_is_let_in_with_this_part_or_not(what: str) -> None:
    name, data, code = PARTS[what]

    assert code_of(made.docx("Pasar.", (name, data))) == code


def test_too_many_parts_are_refused_whatever_the_end_of_the_file_says() -> None:
    data = bytearray(made.docx("x", *((f"word/{n}", b"") for n in range(2_000))))
    assert code_of(bytes(data)) == "upload.entries"

    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", data, at + 8, 3, 3)

    assert code_of(bytes(data)) == "upload.entries"


def said_to_hold(data: bytes, name: bytes, size: int) -> bytes:
    """The same, with both headers of one part saying that it unpacks to so many bytes."""
    spoilt = bytearray(data)
    for mark, at, before in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        place = data.find(name)
        while data[place - before : place - before + 4] != mark:
            place = data.find(name, place + 1)
        struct.pack_into("<I", spoilt, place - before + at, size)
    return bytes(spoilt)


@pytest.mark.parametrize("size", [0, 10, 4_000_000_000])
def test_what_headers_say_of_sizes_is_never_believed(size: int) -> None:
    bomb = made.docx("x", ("word/a.bin", b"0" * 20_000_000))

    assert code_of(said_to_hold(made.docx(), b"word/document.xml", size)) in {"upload.damaged", "upload.expands"}
    assert code_of(said_to_hold(bomb, b"word/a.bin", size)) == "upload.expands"


def entry(name: bytes, data: bytes, *, local: bytes | None = None) -> tuple[bytes, bytes]:
    """A local part and the beginning of its central header, up to where its place stands; `local` is another name in the first."""
    said, crc = local or name, zlib.crc32(data)
    first = LOCAL.pack(b"PK\x03\x04", 20, 0, 0, 0, 0, crc, len(data), len(data), len(said), 0) + said + data
    return first, struct.pack("<4s6H3I5HI", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, crc, len(data), len(data), len(name), 0, 0, 0, 0, 0)


def assembled(*parts: tuple[bytes, bytes, bytes], at: tuple[int, ...] = ()) -> bytes:
    """A zip of parts (local part, beginning of the header, name); `at` are places that the headers name instead of the true ones."""
    body, headers = b"", b""
    for number, (first, header, name) in enumerate(parts):
        headers += header + struct.pack("<I", at[number] if at else len(body)) + name
        body += first
    return body + headers + END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(headers), len(body), 0)


def test_parts_that_lie_over_one_another_are_refused() -> None:
    one, other = entry(b"a", b"satu"), entry(b"b", b"satu")

    assert len(entries_of(assembled((*one, b"a"), (*other, b"b")))) == 2
    assert code_of(assembled((*one, b"a"), (*other, b"b"), at=(0, 0))) == "upload.damaged"


def test_a_part_with_two_names_is_refused() -> None:
    assert code_of(assembled((*entry(b"a", b"satu", local=b"b"), b"a"))) == "upload.damaged"


@pytest.mark.parametrize("before", [b"#!/bin/sh\n", b"%PDF-1.7\n"])
def test_a_document_behind_something_else_is_refused(before: bytes) -> None:
    assert code_of(before + made.docx()) in {"upload.mismatch", "upload.damaged"}


def test_something_behind_a_document_is_refused() -> None:
    assert code_of(made.docx() + b"lagi") == "upload.damaged"


def test_a_document_behind_a_password_is_told_so() -> None:
    spoilt = bytearray(made.docx())
    at = spoilt.find(b"PK\x01\x02")
    spoilt[at + 8] |= 1

    assert code_of(bytes(spoilt)) == "upload.encrypted"
    locked = made.open_document(manifest="<m><manifest:encryption-data xmlns:manifest='urn:m'/></m>")
    assert code_of(locked, "a.odt", ATTACHMENTS) == "upload.encrypted"


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_is_spoilt_in_a_document_it_is_let_in_or_refused_and_nothing_else(data: st.DataObject) -> None:
    spoilt = bytearray(made.docx("Pasar.", ("word/a.xml", "<a/>"), ("word/b.bin", bytes(range(200)))))
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))

    try:
        said: str = looked_through(bytes(spoilt))
    except BadInput as refused:
        said = refused.code

    assert said == Kind.DOCX or said.startswith("upload.")


def test_what_is_stored_unpacked_is_counted_too() -> None:
    assert code_of(made.zipped({"[Content_Types].xml": "<a/>"}, method=ZIP_STORED)) == "upload.not_office"
