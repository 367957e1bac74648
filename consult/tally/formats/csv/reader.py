"""Ballots as CSV, comma-separated: the header says of which kind they are."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from consult.errors import BadInput
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.csv import approvals, polis, rankings, scores, scot_elex
from consult.tally.formats.csv.rows import Table, grouped
from consult.tally.formats.limits import shown
from consult.tally.formats.lines import as_text
from consult.tally.profile import Ballots

NUMBERED: Final = re.compile(r"(rank|choice) ?[0-9]+")
HEADERS: Final = "count,rank1,rank2,… / rank1,rank2,… / count,choice1,choice2,… / count,A,B,… / N,SEATS, / participant,…"


def read_csv(lines: Iterable[str], wanted: tuple[Ballots, ...]) -> BallotFile:
    """The ballots of a table.

    Raises:
        BadInput: its header is not known, or a row is wrong.
    """
    source = Table(as_text(lines))
    header = next(source.rows(), [""])
    if scot_elex.is_header(header):
        return scot_elex.read(source, header)
    if polis.is_header(header):
        return polis.file_of(header, source.numbered())
    if rankings.is_header(["", *header]):
        return rankings.file_of(grouped(source, width=len(header), is_counted=False))
    if header[0].strip().lower() != "count" or len(header) < 2 or is_mixed(header):
        raise BadInput("tally.header", field="file", line=source.line, given=shown(",".join(header)), headers=HEADERS)
    found = grouped(source, width=len(header))
    if rankings.is_header(header):
        return rankings.file_of(found)
    if approvals.is_header(header):
        return approvals.file_of(found)
    return scores.file_of(found, header[1:], wanted)


def is_mixed(header: Sequence[str]) -> bool:
    """Whether it looks like numbered ranks or choices, and is not: names of options are no `rank2`."""
    is_known = rankings.is_header(header) or approvals.is_header(header)
    return not is_known and any(NUMBERED.fullmatch(cell.strip().lower()) for cell in header[1:])
