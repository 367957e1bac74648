"""Text as it stands in documents, made into lines: the last step of every reader whose format is more than text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from consult.errors import BadInput
from consult.formats.outline.lines import Line, words
from consult.formats.readers.text import MAX_CHARACTERS, pile_in

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def clean(text: str) -> str:
    """`text` in NFC on one line, white space collapsed, without what nobody sees (soft hyphens, joiners, marks of direction, controls)."""
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def raised(text: str) -> str:
    """Digits as superscripts, so that m² does not become m2, nor the first note on Pasal 5 a Pasal 51; other text as it is."""
    return text.translate(_RAISED) if text.strip().isdecimal() else text


def lowered(text: str) -> str:
    """Digits as subscripts; other text as it is."""
    return text.translate(_LOWERED) if text.strip().isdecimal() else text


@dataclass(slots=True)
class Lines:
    """The lines that a reader has made so far, numbered from 1 without a gap."""

    made: list[Line] = field(default_factory=list)
    characters: int = 0

    @property
    def next(self) -> int:
        """The number that the next line will have."""
        return len(self.made) + 1

    def add(self, text: str, *, begins: bool, page: int = 0, level: int = 0, style: str = "", number: str = "", joint: str = " ") -> bool:
        """Add a line unless nothing stands in it. `number`: made by the word processor; `joint`: what stands between it and the text.

        Raises:
            BadInput: `draft.binary` (`line`), `draft.too_large` (`limit`).
        """
        if pile_in(text):
            raise BadInput("draft.binary", field="file", line=self.next)
        printed, said = clean(number), clean(text)
        whole = f"{printed}{joint if said else ''}{said}" if printed else said
        if not whole:
            return False
        self.characters += len(whole)
        if self.characters > MAX_CHARACTERS:
            raise BadInput("draft.too_large", field="file", limit=MAX_CHARACTERS)
        self.made.append(Line(self.next, whole, begins, page=page, level=level, style=style, numbered=len(printed)))
        return True

    def go_on(self, text: str) -> None:
        """Put a text behind the last line."""
        last = self.made[-1]
        self.made[-1] = replace(last, text=f"{last.text} {clean(text)}")


def is_punctuation(text: str) -> bool:
    """Whether something stands in `text`, but no word: the colon between two cells of a table."""
    return bool(text.strip()) and not words(text)


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
