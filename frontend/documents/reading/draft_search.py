"""Searching in a draft: which rows hold the words, and where in their text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from consult.platform.markup import one_line
from frontend.documents.reading.outline import Row

LONGEST: Final = 100  # characters of a question


@dataclass(frozen=True)
class Sought:
    """What somebody looks for: the words as they stand together, or each of them anywhere in a clause."""

    words: tuple[str, ...]

    @property
    def marks(self) -> re.Pattern[str]:
        """Finds each of them in a text."""
        return re.compile("|".join(r"\s+".join(map(re.escape, word.split())) for word in self.words), re.IGNORECASE)

    def is_in(self, row: Row) -> bool:
        """Whether the row, with what stands in it, holds all of them."""
        said = " ".join(f"{one.wording.label} {one.wording.heading} {one.wording.text}" for one in row.all()).casefold()
        return all(word.casefold() in " ".join(said.split()) for word in self.words)


def asked(raw: str) -> str:
    """What was typed, in one line and not too long."""
    return one_line(raw)[:LONGEST].strip()


def found(question: str, rows: Iterable[Row]) -> tuple[list[Row], Sought]:
    """The rows that hold the question as it was typed; where there are none, those that hold each of its words."""
    rows = list(rows)
    together, apart = Sought((question,)), Sought(tuple(dict.fromkeys(question.split())))
    hits = [row for row in rows if together.is_in(row)]
    return (hits, together) if hits else ([row for row in rows if apart.is_in(row)], apart)


def marked(text: str, sought: Sought | None) -> SafeString:
    """The text, escaped, with every hit in `<mark>`."""
    if sought is None:
        return escape(text)
    pieces: list[str] = []
    end = 0
    for hit in sought.marks.finditer(text):
        pieces += escape(text[end : hit.start()]), f"<mark>{escape(hit[0])}</mark>"
        end = hit.end()
    return mark_safe("".join([*pieces, escape(text[end:])]))  # nosec B308 B703
