"""Which file is of which format. A new format is one file, and a row here."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, TextIO

from consult.errors import BadInput
from consult.polls.formats import abif, blt, json_file, pb, table
from consult.polls.formats.ballot_file import BallotFile, Reader
from consult.polls.formats.lines import Text, text_of
from consult.polls.methods.profile import Ballots
from consult.polls.methods.table import METHODS

Watched = Callable[[Text], Iterator[str]]

MOST_JSON: Final = 100_000_000  # bytes; JSON is read at once, all others line by line

FORMATS: Final[Mapping[str, Reader]] = {
    ".abif": abif.read,
    ".blt": blt.read,
    ".csv": table.read,
    ".json": json_file.read,
    ".pb": pb.read,
}
BEGINNINGS: Final[Mapping[str, str]] = {  # of files whose name says nothing: how their first line looks that is neither blank nor a comment
    ".blt": r"[0-9]+\s+[0-9]+\s*",
    ".csv": r"(?i)count,.*|rank ?1(,rank ?[0-9]+)*|[0-9]+,[0-9]+,",
    ".abif": r"\{.*\}|=.*:.*|[0-9]+\s*[:*].*",
    ".json": r"\{.*",
    ".pb": "META",
}


def read_file(path: Path, wanted: tuple[Ballots, ...], *, watched: Watched = iter) -> BallotFile:
    """The ballots of a file, which its name's ending says how to read, or else its first line.

    Args:
        path: the file.
        wanted: kinds of ballots that the method counts; where the same words could be two kinds, the first is meant.
        watched: gives the lines on, and may tell somebody how far they have come.

    Raises:
        BadInput: it cannot be read, is not of its format, or its ballots are of no kind that is wanted.
    """
    suffix = path.suffix.lower() if path.suffix.lower() in FORMATS else suffix_of(path)
    with opened(path) as file:
        found = FORMATS[suffix](whole_text(file) if suffix == ".json" else given_on(text_of(path, file), watched), wanted)
    return fitting(found, wanted)


def given_on(text: Text, watched: Watched) -> Text:
    """The same lines, while somebody watches."""
    return replace(text, lines=watched(text))


def suffix_of(path: Path) -> str:
    """The format of a file whose name does not say it, by its first line.

    Raises:
        BadInput: it looks like none.
    """
    with opened(path) as file:
        first = next((line.strip() for line in text_of(path, file) if line.strip() and not line.startswith("#")), "")
    for suffix, beginning in BEGINNINGS.items():
        if re.fullmatch(beginning, first):
            return suffix
    raise BadInput("tally.format", field="file", formats=", ".join(sorted(FORMATS)))


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """A text in UTF-8, with its line ends as they are.

    Raises:
        BadInput: it cannot be opened, or holds bytes that are no UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except UnicodeDecodeError as error:
        raise BadInput("tally.encoding", field="file", line=line_with_bytes(path)) from error
    except OSError as error:
        raise BadInput("draft.unreadable", field="file", name=path.name, reason=error.strerror or "unreadable") from error


def line_with_bytes(path: Path) -> int:
    """The first line that is not UTF-8."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        for number, line in enumerate(file, start=1):
            if not line.isascii() and any("\udc80" <= character <= "\udcff" for character in line):
                return number
    return 1


def whole_text(file: TextIO) -> Iterator[str]:
    """All of a file at once.

    Raises:
        BadInput: it is larger than what is read at once.
    """
    text = file.read(MOST_JSON + 1)
    if len(text) > MOST_JSON:
        raise BadInput("draft.too_large", field="file", limit=f"{MOST_JSON // 1_000_000} MB")
    yield text


def fitting(found: BallotFile, wanted: tuple[Ballots, ...]) -> BallotFile:
    """The same, where the method counts such ballots.

    Raises:
        BadInput: it counts others.
    """
    kind = found.profile.kind
    if kind not in wanted:
        methods = ", ".join(name for name, method in METHODS.items() if kind in method.reads)
        raise BadInput("tally.kind", field="file", line=1, kind=kind, methods=methods or "—")
    return found
