"""Texts: in UTF-8, without controls, and of a shape that can be read in time. Tables, JSON and XML besides by their own rules."""

import csv
import re
from io import StringIO
from itertools import accumulate
from typing import Final

from consult.errors import BadInput
from consult.platform.uploads.kinds import Kind
from consult.platform.uploads.xml import XMLCheck

CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
MARKS: Final = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{33,}")  # on one letter
MOST_COLUMNS: Final = 1_000
MOST_DEEP: Final = 100  # objects and lists of JSON within each other
STRING: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[{}]"))
NUMBER: Final = re.compile(rb"[0-9]{400,}|\bNaN\b|\bInfinity\b|[eE]\+?[0-9]{4,}")


def check_text(data: bytes) -> None:
    """Refuse what is not UTF-8, or holds what is no text.

    Raises:
        BadInput: `upload.encoding` (`line`), `upload.controls` (`line`), `upload.marks` (`line`).
    """
    text_of(data)


def text_of(data: bytes) -> str:
    """The text. Raises what `check_text` raises."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("upload.encoding", field="file", line=line_of(error.object, error.start)) from None
    if foreign := CONTROL.search(text):
        raise BadInput("upload.controls", field="file", line=line_at(text, foreign.start()))
    if not text.isascii() and (pile := MARKS.search(text)):
        raise BadInput("upload.marks", field="file", line=line_at(text, pile.start()))
    return text


def line_of(data: bytes, place: int) -> int:
    """Number of the line in which a byte stands."""
    return data.count(b"\n", 0, place) + 1


def line_at(text: str, place: int) -> int:
    """Number of the line in which a character stands."""
    return text.count("\n", 0, place) + 1


def check_table(data: bytes) -> None:
    """Refuse a table that no spreadsheet would show: too wide, or with a cell without end.

    Raises:
        BadInput: see `check_text`; or `upload.table` (`line`).
    """
    text = text_of(data)
    for number, line in enumerate(StringIO(text), start=1):
        if len(line) > MOST_COLUMNS and max(map(line.count, ",;\t")) > MOST_COLUMNS:
            raise BadInput("upload.table", field="file", line=number)
    reader = csv.reader(StringIO(text, newline=""))
    try:
        for _row in reader:
            pass
    except csv.Error:  # a cell has more characters than the module takes
        raise BadInput("upload.table", field="file", line=reader.line_num) from None


def check_json(data: bytes) -> None:
    """Refuse JSON that is nested too deeply, or holds numbers that are none. Whether the rest can be read, its reader says.

    Raises:
        BadInput: see `check_text`; or `upload.deep`, `upload.number`.
    """
    check_text(data)
    bare = STRING.sub(b'""', data)
    steps = (1 if bracket in b"[{" else -1 for bracket in bare.translate(None, NO_BRACKETS))
    if max(accumulate(steps), default=0) > MOST_DEEP:
        raise BadInput("upload.deep", field="file")
    if NUMBER.search(bare):
        raise BadInput("upload.number", field="file")


def looked_through(data: bytes) -> Kind:
    """That it is XML, which declares no type of document.

    Raises:
        BadInput: see `XMLCheck`.
    """
    check = XMLCheck()
    check.feed(data)
    check.close()
    return Kind.XML
