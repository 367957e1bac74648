"""The rows of print on the pages of a PDF: their words, and where they stand, in points from below and from the left."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as pdfium

DIVIDED: Final = "\x02"  # PDFium's sign for a hyphen at the end of a row, of either kind
SOFT: Final = "\u00ad"

_ENDS: Final = "\r\n"
_WIDE: Final = 2.5  # times the size of the letters: a gap that no space of a justified row reaches
_LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_PRIVATE: Final = range(0xE000, 0xF900)
_HALVES: Final = range(0xD800, 0xE000)  # of characters, which alone are none
_MEANINGLESS: Final = 0xFFFD


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of print on one baseline. size: of its letters; divided: its last word may go on in the next row; sure: it does."""

    text: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    divided: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page. unread: the share of its characters that have no meaning in the file; empty: nothing at all stands on it."""

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    unread: float
    empty: bool


def page_of(page: Any, number: int) -> Page:
    """What stands on a page of PDFium, in the order in which the file holds it."""
    print_ = page.get_textpage()
    try:
        codes = [_code(print_, index) for index in range(pdfium.FPDFText_CountChars(print_))]
        rows = tuple(_rows(print_, codes, number))
    finally:
        print_.close()
    width, height = page.get_size()
    unread = sum(code in _PRIVATE or code in {0, _MEANINGLESS} for code in codes) / max(len(codes), 1)
    return Page(number, width, height, rows, unread, not rows and pdfium.FPDFPage_CountObjects(page) == 0)


def _code(print_: Any, index: int) -> int:
    code: int = pdfium.FPDFText_GetUnicode(print_, index)
    return _MEANINGLESS if code in _HALVES else code


def _rows(print_: Any, codes: Sequence[int], page: int) -> Iterator[Row]:
    text = "".join(map(chr, codes))
    for start, end, divided in _stretches(text):
        visible = [index for index in range(start, end) if not text[index].isspace()]
        for first, last in _pieces(print_, visible):
            said = text[first : last + 1].translate(_LIGATURES)
            is_end = divided and last == visible[-1]
            left, _ = _sides(print_, first)
            _, right = _sides(print_, last)
            soft = said.endswith(SOFT)
            yield Row(said, page, left, right, _baseline(print_, first), _size(print_, first), is_end or soft, soft)


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each row, and whether its last word is divided."""
    start = 0
    for index, character in enumerate(text):
        if character == DIVIDED or character in _ENDS:
            yield start, index, character == DIVIDED
            start = index + 1
    yield start, len(text), False


def _pieces(print_: Any, visible: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last character of each piece between wide gaps."""
    if not visible:
        return
    first = visible[0]
    widest = _WIDE * _size(print_, first)
    for before, after in pairwise(visible):
        if after > before + 1 and _sides(print_, after)[0] - _sides(print_, before)[1] > widest:
            yield first, before
            first = after
    yield first, visible[-1]


def _sides(print_: Any, index: int) -> tuple[float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(print_, index, left, right, bottom, top)
    return left.value, right.value


def _baseline(print_: Any, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(print_, index, x, y)
    return y.value


def _size(print_: Any, index: int) -> float:
    return float(pdfium.FPDFText_GetFontSize(print_, index)) or 1.0
