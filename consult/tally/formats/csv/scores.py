"""Points or answers as CSV: `count,` and the names of the options. A cell: a whole number, or agree, disagree, pass; blank: no opinion."""

from collections.abc import Sequence

import numpy as np

from consult.tally.canonical_ballots import ANSWERS
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.csv.rows import Rows
from consult.tally.formats.limits import bearable_size, expected, listed, name_in, points_in, whole
from consult.tally.profile import NO_OPINION, UNSEEN, Ballots, Profile, Whole


def file_of(rows: Rows, header: Sequence[str], wanted: tuple[Ballots, ...]) -> BallotFile:
    """The marks of a table, whose options are those of its header. It holds answers where words of them stand in it or are wanted.

    Raises:
        BadInput: a cell is no mark of this kind.
    """
    options = listed([name_in(cell.strip(), line=1) for cell in header], line_of=lambda _position: 1)
    bearable_size(rows=len(rows.counts), options=len(options))
    words = set(ANSWERS).intersection(rows.texts)
    kind = Ballots.ANSWERED if words or Ballots.ANSWERED in wanted else Ballots.SCORED
    meaning = rows.meanings(answer_in if kind is Ballots.ANSWERED else mark_in)
    values = np.zeros(len(rows.texts), np.int64)
    values[list(meaning)] = list(meaning.values())
    marks: Whole = values[rows.cells]
    return BallotFile(whole(Profile(kind, options, marks, rows.counts), line=rows.last), lot=options)


def mark_in(cell: str, line: int) -> int:
    """The points of a cell.

    Raises:
        BadInput: they are none.
    """
    return points_in(cell, line=line) if cell else NO_OPINION


def answer_in(cell: str, line: int) -> int:
    """The answer of a cell.

    Raises:
        BadInput: it is none.
    """
    if cell and cell not in ANSWERS:
        raise expected(" | ".join(ANSWERS), cell, line=line)
    return ANSWERS[cell] if cell else UNSEEN
