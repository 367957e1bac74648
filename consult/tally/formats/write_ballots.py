"""Ballots as a file, as `read` takes them: CSV, JSON or BLT."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from consult.errors import BadInput
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.blt.writer import blt_text
from consult.tally.formats.csv.writer import csv_text
from consult.tally.formats.json.writer import json_text

WRITERS: Final[Mapping[str, Callable[[BallotFile], str]]] = {
    ".blt": blt_text,
    ".csv": csv_text,
    ".json": json_text,
}
SAYS: Final[Mapping[str, Collection[str]]] = {".blt": ("title", "seats"), ".csv": (), ".json": ("title", "seats", "max_score")}


def written(ballots: BallotFile, path: Path) -> bytes:
    """The bytes of a file of that name.

    Raises:
        BadInput: there is no such format, or it cannot say what these ballots say.
    """
    return writer_of(path)(ballots).encode()


def writer_of(path: Path) -> Callable[[BallotFile], str]:
    """What writes a file of that name.

    Raises:
        BadInput: there is no such format.
    """
    suffix = path.suffix.lower()
    if suffix not in WRITERS:
        raise BadInput("tally.unwritable_format", field="ballots", formats=", ".join(sorted(WRITERS)))
    return WRITERS[suffix]


def left_out(ballots: BallotFile, path: Path) -> Sequence[str]:
    """What the ballots' file says that one of that name does not, by its names in JSON. The order of ties and money are never left out."""
    said = {"title": bool(ballots.title), "seats": ballots.seats is not None, "max_score": ballots.most_points is not None}
    return [name for name, is_said in said.items() if is_said and name not in SAYS[path.suffix.lower()]]
