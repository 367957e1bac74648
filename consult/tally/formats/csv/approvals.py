"""Approvals as CSV: `count,choice1,choice2,…`. A cell is the name of an option or blank; the order of the cells means nothing."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from consult.errors import BadInput
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.csv.rows import Rows
from consult.tally.formats.limits import bearable_size, listed, name_in, shown, whole
from consult.tally.profile import Ballots, Profile, Whole

CHOICE: Final = re.compile(r"choice ?([0-9]+)")


def is_header(cells: Sequence[str]) -> bool:
    """Whether a table with this header holds approvals."""
    found = [CHOICE.fullmatch(cell.strip().lower()) for cell in cells[1:]]
    return bool(found) and all(choice is not None and int(choice[1]) == number for number, choice in enumerate(found, start=1))


def file_of(rows: Rows) -> BallotFile:
    """The approvals of a table. Its options are those that occur, by name.

    Raises:
        BadInput: a row names an option twice, or no row names any.
    """
    names = rows.meanings(lambda cell, line: name_in(cell, line=line) if cell else "")
    options = listed(sorted({name for name in names.values() if name}), line_of=lambda _position: 1)
    bearable_size(rows=len(rows.counts), options=len(options))
    marks: Whole = np.zeros((len(rows.counts), len(options)), np.int64)
    at = np.full(len(rows.texts), -1, np.int64)
    for code, name in names.items():
        at[code] = options.index(name) if name else -1
    for column in rows.cells.T:
        option = at[column]
        some = np.flatnonzero(option >= 0)
        for row in some[marks[some, option[some]] > 0].tolist()[:1]:
            raise BadInput("tally.named_twice", field="file", line=rows.line(row), name=shown(options[option[row]]))
        marks[some, option[some]] = 1
    return BallotFile(whole(Profile(Ballots.CHOSEN, options, marks, rows.counts), line=rows.last), lot=options)
