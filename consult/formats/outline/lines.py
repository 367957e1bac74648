"""What a reader gives to a profile: the lines of a file, each with what the file itself says of it."""

import re
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, or one paragraph of a document.

    number: of the line in the text that officials see beside the outline, counted from 1.
    text: in NFC, white space collapsed, no invisible characters; what a word processor numbered by itself has its number printed here.
    begins: whether a paragraph begins with it.
    page: of the file, counted from 1; 0 where its format has none.
    level: 1 to 9 where the file marks it as a heading; else 0.
    style: the name of its paragraph style; empty where the format has none.
    numbered: how many characters at the head of `text` are a number that the word processor made: such a number is certain.
    """

    number: int
    text: str
    begins: bool
    page: int = 0
    level: int = 0
    style: str = ""
    numbered: int = 0


def words(text: str) -> list[str]:
    """The words of `text` in order, without punctuation: what no reading may lose."""
    return _WORD.findall(text)


def is_row(text: str) -> bool:
    """Whether a line is the row of a table: its cells stand between bars, whatever the format of the file."""
    return " | " in text
