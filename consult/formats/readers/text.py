"""The reader for plain text: bytes in, numbered lines of clean text out."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from consult.errors import BadInput
from consult.formats.outline.lines import Line
from consult.formats.outline.read_file import ReadFile

MAX_CHARACTERS: Final = 5_000_000
"""A longer text is refused: it is no draft that people could discuss."""

MAX_LINES: Final = 30_000
"""As many fit into the largest file that the page takes, forty-five characters to a line."""

MAX_LINE: Final = 20_000
"""Characters of one line. A paragraph of a law that stands on one line has a tenth of that."""

_BYTES_IN_A_CHARACTER: Final = 4
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_STRAY: Final = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")  # what is left of the bullets and signs of a PDF file
_CONTROL: Final = re.compile(r"[\x00\x1b\x7f-\x84\x86-\x9f]")
_PILE: Final = re.compile(r"[^\w\s\x00-\x7f]{64,}")  # perhaps accents upon one letter; putting n of them in order takes n² steps
_MARKED: Final = re.compile(r" *(#{1,6}|={1,6}|\*{2,6}) +(?=\S)")  # a heading as Markdown, wikis and people's notes mark it
_DECORATION: Final = re.compile(r"\*\*|(?<=\S) +={2,6} *$")
_UNDERLINE: Final = re.compile(r"\s*([=\-~^\"'`#*+_])\1{3,}\s*")
_DEEPEST: Final = 9  # level of a heading


def read_plain(data: bytes) -> ReadFile:
    """A plain text. Raises what `read_text` raises."""
    return ReadFile("text/plain", tuple(read_text(data)))


def read_text(data: bytes) -> list[Line]:
    """The lines of a UTF-8 text that hold something, white space collapsed, in NFC, without invisible characters.

    Raises:
        BadInput: `draft.empty`, and what `clean_text` raises.
    """
    lines = list(_lines(clean_text(data)))
    if not lines:
        raise BadInput("draft.empty", field="file")
    return lines


def clean_text(data: bytes) -> str:
    """The text of a file in NFC, without invisible characters.

    Raises:
        BadInput: `draft.too_large` (`limit`), `draft.encoding` (`line`), `draft.binary` (`line`).
    """
    text = decoded(data)
    if foreign := _CONTROL.search(text) or pile_in(text):
        raise BadInput("draft.binary", field="file", line=_line_at(text, foreign.start()))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _STRAY.sub(" ", text)))


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


def refuse_long(text: str) -> None:
    """Look at a decoded text before it is read: what that costs grows with its lines, and of some with their length.

    Raises:
        BadInput: `draft.too_long` (`lines`, `limit`), `draft.long_line` (`line`, `length`, `limit`).
    """
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > MAX_LINES:
        raise BadInput("draft.too_long", field="file", lines=len(lines), limit=MAX_LINES)
    number, length = max(enumerate(map(len, lines), 1), key=lambda one: one[1])
    if length > MAX_LINE:
        raise BadInput("draft.long_line", field="file", line=number, length=length, limit=MAX_LINE)


def pile_in(text: str) -> re.Match[str] | None:
    """Accents piled up where no writing has them; a ruled line is none."""
    return next((found for found in _PILE.finditer(text) if any(map(unicodedata.combining, found[0]))), None)


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _lines(text: str) -> Iterator[Line]:
    """The lines that hold something. A row of `=`, `-` and the like below one says that it is a heading, and is left out."""
    begins, raw = True, text.split("\n")
    underlines: list[str] = []  # in the order in which they first occur: that of the levels
    for number, line, after in zip(range(1, len(raw) + 1), raw, [*raw[1:], ""], strict=True):
        if found := _line(number, line, begins):
            underlined = _UNDERLINE.fullmatch(after) if begins and not found.level else None
            yield replace(found, level=_level(underlined[1], underlines)) if underlined else found
        begins = not line.strip() or (begins and bool(_UNDERLINE.fullmatch(line)))


def _line(number: int, raw: str, begins: bool) -> Line | None:
    marked = _MARKED.match(raw)
    text = " ".join(_DECORATION.sub("", raw[marked.end() :] if marked else raw).split())
    if not text or _UNDERLINE.fullmatch(raw):
        return None
    return Line(number, text, begins, level=len(marked[1]) if marked and marked[1][0] != "*" else 0)


def _level(underline: str, underlines: list[str]) -> int:
    if underline not in underlines:
        underlines.append(underline)
    return min(underlines.index(underline) + 1, _DEEPEST)
