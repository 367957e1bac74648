"""Rows of tables, which are one line each in whatever format: their cells joined by a bar, as Markdown prints them."""

import re
from collections.abc import Sequence
from typing import Final

from consult.formats.readers.text_cleaning import clean, is_punctuation

BAR: Final = "|"
_LONGEST: Final = 300  # characters of a cell; what is longer is a paragraph
_MARK: Final = re.compile(r"\(?(?:\d{1,4}[a-z]?|[a-z]{1,2}|[ivx]{1,5})[.)](?:\s|$)")


def is_one_line(cells: Sequence[str]) -> bool:
    """Whether a row with these texts is data; otherwise its table only puts paragraphs where they stand, as recitals are typed."""
    said = [text for cell in cells if (text := clean(cell))]
    if len(said) < 2 or any(len(text) > _LONGEST for text in said) or said[0].endswith(":"):
        return False
    if any(is_punctuation(text) and text.endswith(":") for text in said):
        return False
    return not any(map(_MARK.match, said[1:] if len(said) > 2 else said))
