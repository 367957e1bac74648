"""Rows of CSV, grouped before anything in them is read: a million voters write few different cells.

Each distinct cell is a code, each row a row of codes; rows that are alike become one, with the sum of their voters.
"""

import csv
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from consult.errors import BadInput
from consult.tally.formats.limits import voters_in
from consult.tally.formats.lines import Text, as_text
from consult.tally.profile import Whole

Code = NDArray[np.int32]
MOST_KEY: Final = 2**62
Meaning = TypeVar("Meaning")


class Codes(dict[str, int]):
    """Text of a cell, without white space around it → its code: how many were new before it."""

    def __missing__(self, text: str) -> int:
        stripped = text.strip()
        self[text] = code = self[stripped] if stripped != text else len(self.texts)
        if stripped == text:
            self.texts.append(text)
        return code

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []


@dataclass
class Where:
    """Which row stands on which line: they go in step, but for blank lines and cells of more than one line."""

    rows: list[int] = field(default_factory=list)
    lags: list[int] = field(default_factory=list)

    def line_of(self, row: int) -> int:
        """The line on which a row ends."""
        return row + self.lags[bisect_right(self.rows, row) - 1] if self.rows else 1


@dataclass(frozen=True)
class Rows:
    """Distinct rows: `cells` are codes of `texts`, `counts` the voters, `first` which row of the table each is there first."""

    texts: Sequence[str]
    cells: Code
    counts: Whole
    first: NDArray[np.intp]
    where: Where
    last: int  # the line on which the table ends

    def line(self, row: int) -> int:
        """On which line a row stands first."""
        return self.where.line_of(int(self.first[row]))

    def meanings(self, read: Callable[[str, int], Meaning]) -> dict[int, Meaning]:
        """Code → what it means, of every cell that there is. `read` is given its text, and a line where it stands."""
        codes, found = np.unique(self.cells, return_index=True)
        width = self.cells.shape[1]
        first = sorted(zip(codes.tolist(), (found // max(width, 1)).tolist(), strict=True), key=lambda cell: (cell[1], cell[0]))
        return {code: read(self.texts[code], self.line(row)) for code, row in first}


class Table:
    """A table of CSV that is read row by row."""

    def __init__(self, lines: Text) -> None:
        self.lines = lines
        self.unread = iter(lines)
        self.reader = csv.reader(self.unread, strict=True)

    @property
    def line(self) -> int:
        """The line on which the latest row ends."""
        return max(self.reader.line_num, 1)

    def rows(self) -> Iterator[list[str]]:
        """The rows that are still to come and are not blank.

        Raises:
            BadInput: the CSV is broken.
        """
        with self.strictly():
            yield from filter(None, self.reader)

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """The same, each with the line on which it ends."""
        for row in self.rows():
            yield self.line, row

    def rest(self) -> Iterator[tuple[int, str]]:
        """The lines behind the latest row that say something, each with its number: as text, whatever it is."""
        for number, text in enumerate(self.unread, start=self.line + 1):
            if text.strip():
                yield number, text.strip()

    def rows_of(self, width: int, where: Where) -> Iterator[list[str]]:
        """The same of a table whose rows have all the same width; beside them it is kept on which line they stand.

        Raises:
            BadInput: the CSV is broken, or a row has more cells or fewer.
        """
        reader, lag = self.reader, -1
        with self.strictly():
            for number, row in enumerate(filter(None, reader)):
                if len(row) != width:
                    raise BadInput("tally.cells", field="file", line=self.line, found=len(row), wanted=width)
                if reader.line_num - number != lag:
                    lag = reader.line_num - number
                    where.rows.append(number)
                    where.lags.append(lag)
                yield row

    @contextmanager
    def strictly(self) -> Iterator[None]:
        """Whatever is no CSV is refused with its line."""
        try:
            yield
        except csv.Error as error:
            raise BadInput("tally.csv", field="file", line=self.line, reason=error) from error


def rows_of(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with its line, of whatever table.

    Raises:
        BadInput: the CSV is broken.
    """
    return Table(as_text(lines)).numbered()


def grouped(table: Table, *, width: int, is_counted: bool = True) -> Rows:
    """The rows after the header, each distinct one once.

    Args:
        table: it has been read up to its header.
        width: how many cells each row has.
        is_counted: whether the first of them is the number of voters; else it is one.

    Raises:
        BadInput: a row has more cells or fewer, a number of voters is none, or the file was cut off in its last line.
    """
    codes, where = Codes(), Where()
    cells = map(codes.__getitem__, chain.from_iterable(table.rows_of(width, where)))
    coded = np.fromiter(cells, np.int32).reshape(-1, width)
    if not table.lines.is_ended:
        not_cut(coded[:, int(is_counted) :], codes.texts, line=where.line_of(len(coded) - 1))
    counts = voters(coded[:, 0], codes.texts, where) if is_counted else np.ones(len(coded), np.int64)
    body = coded[:, int(is_counted) :]
    order = np.argsort(keys(body, len(codes.texts)), kind="stable")
    return alike(body, counts, order, codes.texts, where, last=table.line)


def not_cut(coded: Code, texts: Sequence[str], *, line: int) -> None:
    """Check the last row, which has no line end: a program that leaves it out, or a file that was cut off?

    Raises:
        BadInput: a word of it stands nowhere else, so that it may be half a word; or its last cell is blank, and may have been none.
    """
    if not len(coded):
        return
    if not texts[coded[-1, -1]]:
        raise BadInput("tally.cut_blank", field="file", line=line)
    before = np.unique(coded[:-1])
    alone = [texts[code] for code in coded[-1] if code not in before and texts[code]]
    if alone:
        raise BadInput("tally.cut", field="file", line=line, name=alone[-1])


def voters(column: Code, texts: Sequence[str], where: Where) -> Whole:
    """The numbers of voters."""
    values = np.zeros(len(texts), np.int64)
    distinct, first = np.unique(column, return_index=True)
    for code, row in sorted(zip(distinct.tolist(), first.tolist(), strict=True), key=lambda found: found[1]):
        values[code] = voters_in(texts[code], line=where.line_of(row))
    counts: Whole = values[column]
    return counts


def keys(body: Code, base: int) -> Whole:
    """A number for each row, the same for rows that are alike and for no others."""
    key: Whole = np.zeros(len(body), np.int64)
    size = 1
    for column in body.T:
        if size * base >= MOST_KEY:
            key = np.unique(key, return_inverse=True)[1].reshape(-1).astype(np.int64)
            size = len(body)
        key = key * base + column
        size *= base
    return key


def alike(body: Code, counts: Whole, order: NDArray[np.intp], texts: Sequence[str], where: Where, *, last: int) -> Rows:
    """One of each, in the order in which they stand first. `order` puts rows that are alike side by side, the first before the others."""
    if not len(body):
        return Rows(texts, body, counts, order, where, last)
    inside = body[order]
    starts = np.flatnonzero(np.concatenate(([True], (inside[1:] != inside[:-1]).any(axis=1))))
    sums = np.add.reduceat(counts[order], starts)
    first = order[starts]
    by_place = np.argsort(first)
    kept = first[by_place]
    return Rows(texts, body[kept], sums[by_place], kept, where, last)
