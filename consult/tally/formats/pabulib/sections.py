"""The three sections of a Pabulib file, as rows with their lines. What they say is read in `pb.py`.

Source: Faliszewski and others, Participatory Budgeting: Data, Tools and Analysis (2023); pabulib.org/format.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consult.errors import BadInput
from consult.tally.formats.limits import expected
from consult.tally.formats.lines import Lines

META: Final = "META"
PROJECTS: Final = "PROJECTS"
VOTES: Final = "VOTES"
KEY_VALUE: Final = ["key", "value"]

Row = tuple[int, list[str]]  # the line on which it ends, and its cells


@dataclass(frozen=True)
class Said:
    """What META says of a key, and on which line."""

    line: int
    value: str


@dataclass(frozen=True)
class Header:
    """The columns of a section."""

    columns: Mapping[str, int]

    def cell(self, row: Sequence[str], name: str) -> str:
        """What stands in a column; nothing where there is no such column."""
        return row[self.columns[name]].strip() if name in self.columns else ""


class Sections:
    """The rows of a file, one section after the other."""

    def __init__(self, source: Lines) -> None:
        self.reader = csv.reader(source, delimiter=";", strict=True)
        self.ahead: Row | None = None
        self.open(META)

    def __next__(self) -> Row:
        try:
            row = next(row for row in self.reader if any(map(str.strip, row)))
        except csv.Error as error:
            raise BadInput("tally.csv", field="file", line=max(self.reader.line_num, 1), reason=error) from error
        return self.reader.line_num, row

    def open(self, name: str) -> None:
        """Go on to the section of this name.

        Raises:
            BadInput: something else stands there, or nothing.
        """
        found = self.ahead or next(self, (self.reader.line_num + 1, [""]))
        if title(found[1]) != name:
            raise expected(name, ";".join(found[1]), line=found[0])
        self.ahead = None

    def meta(self) -> Mapping[str, Said]:
        """Key → what is said of it. Some files leave the header `key;value` out.

        Raises:
            BadInput: a row is no pair, or a key stands there twice.
        """
        said: dict[str, Said] = {}
        for line, row in self._rows():
            if len(row) != len(KEY_VALUE):
                raise BadInput("tally.cells", field="file", line=line, found=len(row), wanted=len(KEY_VALUE))
            key, value = map(str.strip, row)
            if key in said:
                raise BadInput("tally.name_twice", field="file", line=line, name=key)
            if said or [key, value] != KEY_VALUE:
                said[key] = Said(line, value)
        return said

    def table(self, *needed: str) -> tuple[Header, Iterator[Row]]:
        """The columns of this section, and its rows, each as long as the header.

        Raises:
            BadInput: a column that is needed is not there, or one is there twice; a row has more cells or fewer.
        """
        line, names = next(self, (self.reader.line_num + 1, [""]))
        columns = {name.strip(): place for place, name in enumerate(names)}
        if len(columns) < len(names) or not columns.keys() >= set(needed):
            raise expected(";".join(needed), ";".join(names), line=line)
        return Header(columns), self._of_width(len(names))

    def _of_width(self, width: int) -> Iterator[Row]:
        for line, row in self._rows():
            if len(row) != width:
                raise BadInput("tally.cells", field="file", line=line, found=len(row), wanted=width)
            yield line, row

    def _rows(self) -> Iterator[Row]:
        """Rows up to the title of the next section, which is kept."""
        while row := next(self, None):
            if title(row[1]):
                self.ahead = row
                return
            yield row


def title(row: Sequence[str]) -> str:
    """The section that begins with a row, if one does."""
    name, *rest = row
    known = name.strip().upper()
    return known if known in {META, PROJECTS, VOTES} and not any(map(str.strip, rest)) else ""
