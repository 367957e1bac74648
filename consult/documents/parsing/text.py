"""The reader for plain text: bytes in, numbered lines of clean text out."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from consult.errors import BadInput

MAX_CHARACTERS: Final = 5_000_000
"""A longer text is refused: it is no draft that people could discuss."""

_BYTES_IN_A_CHARACTER: Final = 4
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_DECORATION: Final = re.compile(r"^ *#{1,6} +|\*\*")  # of Markdown: it holds no words
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a draft: its number in the file, its text, and whether a paragraph begins with it."""

    number: int
    text: str
    begins: bool


def read_text(data: bytes) -> list[Line]:
    """The lines of a UTF-8 text that hold something, white space collapsed, in NFC, without invisible characters.

    Raises:
        BadInput: `draft.empty`, `draft.too_large` (`limit`), `draft.encoding` (`line`), `draft.binary` (`line`).
    """
    text = decoded(data)
    if control := _CONTROL.search(text):
        raise BadInput("draft.binary", field="file", line=_line_at(text, control.start()))
    lines = list(_lines(unicodedata.normalize("NFC", _INVISIBLE.sub("", text))))
    if not lines:
        raise BadInput("draft.empty", field="file")
    return lines


def decoded(data: bytes) -> str:
    """The text of a file, with line feeds alone: the lines that messages count.

    Raises:
        BadInput: `draft.too_large` (`limit`), `draft.encoding` (`line`).
    """
    if len(data) > MAX_CHARACTERS * _BYTES_IN_A_CHARACTER:
        raise BadInput("draft.too_large", field="file", limit=MAX_CHARACTERS)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("draft.encoding", field="file", line=error.object[: error.start].count(b"\n") + 1) from None
    if len(text) > MAX_CHARACTERS:
        raise BadInput("draft.too_large", field="file", limit=MAX_CHARACTERS)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def words(text: str) -> list[str]:
    """The words of `text` in order, without punctuation: what no reading may lose."""
    return _WORD.findall(text)


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _lines(text: str) -> Iterator[Line]:
    begins = True
    for number, raw in enumerate(text.split("\n"), 1):
        line = " ".join(_DECORATION.sub("", raw).split())
        if line:
            yield Line(number, line, begins)
        begins = not line
