"""Ballots as a file, as `read` takes them: CSV, JSON or BLT."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from consult.errors import BadInput
from consult.polls.formats import write_blt, write_json, write_table
from consult.polls.formats.ballot_file import BallotFile

WRITERS: Final[Mapping[str, Callable[[BallotFile], str]]] = {
    ".blt": write_blt.text,
    ".csv": write_table.text,
    ".json": write_json.text,
}


def written(ballots: BallotFile, path: Path) -> bytes:
    """The bytes of a file of that name.

    Raises:
        BadInput: there is no such format, or it cannot say what these ballots say.
    """
    suffix = path.suffix.lower()
    if suffix not in WRITERS:
        raise BadInput("tally.format", field="ballots", formats=", ".join(sorted(WRITERS)))
    return WRITERS[suffix](ballots).encode()
