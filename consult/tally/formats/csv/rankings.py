"""Rankings as CSV: `count,rank1,rank2,…`, in the words of RCTab; or `rank1,rank2,…`, one voter a row (VoteKit).

A cell is the name of an option, or names with `|` between them: a tie. Blank or `undervote`: this rank was passed over. `overvote`: a tie
of nobody knows which options; the ranking ends there. `UWI`: somebody who was no candidate was written in; the rank is passed over.
Where one of these words or a tie stands anywhere, the table holds what voters marked by hand: an option that stands on such a ballot twice
counts where it stands first, as most laws have it (RCTab: `exhaustOnDuplicateCandidate` false). Elsewhere it is a mistake, and refused.
A name cannot hold `|` here; JSON knows no such limit.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.csv.rows import Rows
from consult.tally.formats.limits import bearable_size, expected, listed, name_in, none_twice, whole
from consult.tally.profile import Ballots, Profile, Whole

RANK: Final = re.compile(r"rank ?([0-9]+)")
TIE: Final = "|"
PASSED_OVER: Final = frozenset({"", "undervote"})
OVERVOTE: Final = "overvote"
WRITE_IN: Final = "UWI"
RESERVED: Final = PASSED_OVER | {OVERVOTE, WRITE_IN}
NOTHING: Final = -1
SEVERAL: Final = -2

Names = tuple[str, ...]


def is_header(cells: Sequence[str]) -> bool:
    """Whether a table with this header holds rankings."""
    found = [RANK.fullmatch(cell.strip().lower()) for cell in cells[1:]]
    return bool(found) and all(rank is not None and int(rank[1]) == number for number, rank in enumerate(found, start=1))


def file_of(rows: Rows) -> BallotFile:
    """The rankings of a table. Its options are those that occur, by name, so that the order of the rows decides nothing.

    Raises:
        BadInput: a cell is none of these, nothing is ranked at all, or an option stands twice on a ballot that was not marked by hand.
    """
    names = rows.meanings(names_in)
    options = listed(sorted({name for named in names.values() for name in named}), line_of=lambda _position: 1)
    bearable_size(rows=len(rows.counts), options=len(options))
    read = Ranks(rows, names, options)
    if read.repeats.any() and not marked_by_hand(rows.texts):
        row = int(np.flatnonzero(read.repeats)[0])
        none_twice((name for code in rows.cells[row].tolist() for name in names[code]), line=rows.line(row))
    profile = whole(Profile(Ballots.RANKED, options, read.marks, rows.counts), line=rows.last)
    return BallotFile(profile, lot=options, notes=read.notes())


def marked_by_hand(cells: Sequence[str]) -> bool:
    """Whether the distinct cells of a table say so."""
    return any(cell in RESERVED - {""} or TIE in cell for cell in cells)


def names_in(cell: str, line: int) -> Names:
    """The options that a cell names: none, one, or those of a tie.

    Raises:
        BadInput: one of them has no name, or stands there twice.
    """
    if cell in RESERVED:
        return ()
    names = tuple(name_in(name.strip(), line=line) for name in cell.split(TIE))
    if len(names) > 1 and RESERVED.intersection(names):
        raise expected("A|B", cell, line=line)
    none_twice(names, line=line)
    return names


class Ranks:
    """Marks, rank by rank for all rows at once."""

    def __init__(self, rows: Rows, names: Mapping[int, Names], options: Names) -> None:
        self.rows, self.options = rows, options
        at = {option: position for position, option in enumerate(options)}
        self.tiers = {code: [at[name] for name in named] for code, named in names.items()}
        self.single = np.full(len(rows.texts), NOTHING, np.int64)
        for code, tier in self.tiers.items():
            self.single[code] = tier[0] if len(tier) == 1 else SEVERAL if tier else NOTHING
        self.marks: Whole = np.full((len(rows.counts), len(options)), len(options), np.int64)
        self.place = np.zeros(len(rows.counts), np.int64)
        self.repeats = np.zeros(len(rows.counts), np.bool_)
        self.ended = np.zeros(len(rows.counts), np.bool_)
        for column in rows.cells.T:
            self.rank(column)

    def rank(self, column: NDArray[np.int32]) -> None:
        """Give the next place to what stands in a column."""
        option = np.where(self.ended, NOTHING, self.single[column])
        one = np.flatnonzero(option >= 0)
        fresh = self.marks[one, option[one]] == len(self.options)
        self.repeats[one[~fresh]] = True
        one = one[fresh]
        self.marks[one, option[one]] = self.place[one]
        self.place[one] += 1
        for row in np.flatnonzero(option == SEVERAL).tolist():
            self.tie(row, self.tiers[int(column[row])])
        self.ended |= self.is_word(column, OVERVOTE)

    def tie(self, row: int, tier: Sequence[int]) -> None:
        """Give the next place of one row to several options."""
        new = [option for option in tier if self.marks[row, option] == len(self.options)]
        self.repeats[row] |= len(new) < len(tier)
        self.marks[row, new] = self.place[row]
        self.place[row] += bool(new)

    def is_word(self, cells: NDArray[np.int32], word: str) -> NDArray[np.bool_]:
        """Where a word of the format stands."""
        code = self.rows.texts.index(word) if word in self.rows.texts else NOTHING
        return np.asarray(cells == code)

    def notes(self) -> Mapping[str, int]:
        """What the file says and no count can use, with the number of ballots."""
        said = {
            "tally.write_ins": self.is_word(self.rows.cells, WRITE_IN).any(axis=1),
            "tally.overvotes": self.is_word(self.rows.cells, OVERVOTE).any(axis=1),
            "tally.repeats": self.repeats,
        }
        return {code: int(self.rows.counts[of].sum()) for code, of in said.items() if of.any()}
