"""The lines of a file, each of bearable length; and whether the last of them was ended, which says something of files that were cut off."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, TextIO

from consult.errors import BadInput

LONGEST: Final = 1_000_000  # bytes of a line; one that fits between two looks of that width is let through
LINE_ENDS: Final = (b"\n", b"\r")


@dataclass(frozen=True)
class Text(Iterable[str]):
    """Lines with their ends. They are walked through at the speed of what gives them: a million are no wait."""

    lines: Iterable[str]
    length: int  # how many there are, to tell how far a reader has come
    is_ended: bool  # whether the last of them has a line end

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)


def as_text(lines: Iterable[str]) -> Text:
    """Lines that know whether the last of them was ended."""
    if isinstance(lines, Text):
        return lines
    known = list(lines)
    return Text(known, len(known), is_ended=not known or known[-1].endswith(("\n", "\r")))


class Lines(Iterator[str]):
    """Lines one by one. `number`: how many there were so far. `is_ended`: whether the latest has a line end."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = iter(lines)
        self.number = 0
        self.latest = "\n"

    def __next__(self) -> str:
        self.latest = next(self.lines)
        self.number += 1
        return self.latest

    @property
    def is_ended(self) -> bool:
        """Whether the latest line was ended."""
        return self.latest.endswith(("\n", "\r"))


def bearable(block: bytes, *, line: int) -> None:
    """Check a block of LONGEST bytes, or the last of a file.

    Raises:
        BadInput: no line ends in it.
    """
    if len(block) == LONGEST and not any(end in block for end in LINE_ENDS):
        raise BadInput("tally.long_line", field="file", line=line, limit=LONGEST)


def text_of(data: BinaryIO, file: TextIO) -> Text:
    """The text of a file, from its beginning. Its bytes are looked through first for lines that are too long to be read as a whole.

    Args:
        data: the file; it can be read again.
        file: the same, as text, of which nothing has been read.

    Raises:
        BadInput: there is one.
    """
    line, last = 1, b"\n"
    data.seek(0)
    while block := data.read(LONGEST):
        bearable(block, line=line)
        line += block.count(b"\n")
        last = block[-1:]
    data.seek(0)
    return Text(file, line, is_ended=last in LINE_ENDS)
