"""Scottish council elections as the research group MGGG keeps them (scot-elex, read by VoteKit): CSV of one ward.

Three parts: a row `options,seats`; rows `voters,number,number,…`, which are rankings of options by their number from 1; and rows
`"Candidate 1","name","party"`, and the ward's name last. Each row ends with a comma. Of the ward's name many files have the quotation
marks doubled, which is no CSV; it decides nothing, so that whatever stands there is the name.
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from consult.errors import BadInput
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.csv.rows import Table
from consult.tally.formats.limits import bearable_size, expected, listed, name_in, none_twice, title_of, voters_in, whole
from consult.tally.profile import MOST_OPTIONS, ranked

NUMBER: Final = re.compile("[0-9]{1,5}")
CANDIDATE: Final = re.compile(r"Candidate ([0-9]{1,5})")


def is_header(cells: Sequence[str]) -> bool:
    """Whether a file begins so."""
    return [bool(NUMBER.fullmatch(cell.strip())) for cell in without_end(cells)] == [True, True]


def without_end(cells: Sequence[str]) -> list[str]:
    """The cells of a row, without the one behind the last comma."""
    kept = [cell.strip() for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def read(table: Table, header: Sequence[str]) -> BallotFile:
    """The rankings, the seats and the ward.

    Raises:
        BadInput: a row is none of these, or the file ends before the ward's name.
    """
    size, seats = (int(cell) for cell in without_end(header))
    if not 1 <= size <= MOST_OPTIONS:
        raise expected(f"1 … {MOST_OPTIONS}", size, line=table.line)
    if not seats:
        raise expected(f"1 … {size}", seats, line=table.line)
    ballots: Counter[tuple[int, ...]] = Counter()
    names: list[str] = []
    rows = map(without_end, table.rows())
    while len(names) < size and (row := next(rows, None)) is not None:
        line = table.line
        if not row:
            raise expected('"…"', "", line=line)
        if NUMBER.match(row[0]) and not names:
            ballots[ranking_in(row[1:], size=size, line=line)] += voters_in(row[0], line=line)
        else:
            names.append(candidate_in(row, number=len(names) + 1, line=line))
    last = table.line
    title = ward_in(table)
    options = listed(names, line_of=lambda position: last - size + position + 1)
    bearable_size(rows=len(ballots), options=size)
    profile = whole(
        ranked(options, ((tuple((option,) for option in ranking), number) for ranking, number in ballots.items())), line=table.line
    )
    return BallotFile(profile, lot=options, seats=seats, title=title)


def ward_in(table: Table) -> str:
    """The name of the ward, from the last line.

    Raises:
        BadInput: there is none, a quotation mark of it is not closed, so that it may have been cut off, or more follows.
    """
    rest = table.rest()
    line, text = next(rest, (table.line, ""))
    if not text:
        raise BadInput("tally.ends_early", field="file", line=line, expected='"Candidate N","…","…" / "…"')
    for further, row in rest:
        raise expected('"…"', row, line=further)
    try:
        cells = without_end(next(csv.reader([text], strict=True)))
    except csv.Error as error:
        if text.count('"') % 2:
            raise BadInput("tally.csv", field="file", line=line, reason=error) from error
        cells = [text.rstrip(", ").strip('"').replace('""', '"')]
    if not (title := title_of("".join(cells[:1]))):
        raise BadInput("tally.no_name", field="file", line=line)
    return title


def ranking_in(cells: Sequence[str], *, size: int, line: int) -> tuple[int, ...]:
    """Positions of options, the best first.

    Raises:
        BadInput: there is no option of such a number, or it stands there twice.
    """
    for cell in cells:
        if not NUMBER.fullmatch(cell) or not 1 <= int(cell) <= size:
            raise expected(f"1 … {size}", cell, line=line)
    numbers = [int(cell) for cell in cells]  # 01 is 1
    none_twice(map(str, numbers), line=line)
    return tuple(number - 1 for number in numbers)


def candidate_in(row: Sequence[str], *, number: int, line: int) -> str:
    """The name in a row of the third part.

    Raises:
        BadInput: it is none, or one of another number.
    """
    found = CANDIDATE.fullmatch(row[0])
    if not found or int(found[1]) != number or len(row) not in {2, 3}:
        raise expected(f'"Candidate {number}","…","…"', ",".join(row), line=line)
    return name_in(row[1], line=line)
