"""The lines of a file, each of bearable length; and whether the last of them was ended, which says something of files that were cut off."""

from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from consult.errors import BadInput

LONGEST: Final = 1_000_000  # characters of a line


class Lines(Iterator[str]):
    """Lines with their ends. `number`: how many there were so far. `is_ended`: whether the latest has a line end."""

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


def bearable(file: TextIO) -> Iterator[str]:
    """The lines of a file.

    Raises:
        BadInput: one is too long; so much of it alone has been read.
    """
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            raise BadInput("tally.long_line", field="file", line=number, limit=LONGEST)
        yield line
