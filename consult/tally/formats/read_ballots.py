"""Which file is of which format. A new format is one file, and a row here."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import TextIOWrapper
from os import fstat
from pathlib import Path
from stat import S_ISREG
from tempfile import TemporaryFile
from typing import IO, BinaryIO, Final, TextIO

from consult.errors import BadInput
from consult.tally.formats import lines
from consult.tally.formats.abif.reader import read_abif
from consult.tally.formats.ballot_file import BallotFile, Reader
from consult.tally.formats.blt.reader import read_blt
from consult.tally.formats.csv.reader import read_csv
from consult.tally.formats.json.reader import read_json
from consult.tally.formats.lines import Text, text_of
from consult.tally.formats.pabulib.reader import read_pabulib
from consult.tally.method_table import METHODS
from consult.tally.profile import Ballots

Watched = Callable[[Text], Iterator[str]]

MOST_JSON: Final = 100_000_000  # bytes; JSON is read at once, all others line by line

MOST_PIPED: Final = 1_000_000_000  # bytes of what has to be kept beside

FORMATS: Final[Mapping[str, Reader]] = {
    ".abif": read_abif,
    ".blt": read_blt,
    ".csv": read_csv,
    ".json": read_json,
    ".pb": read_pabulib,
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
    with opened(path) as data:
        suffix = path.suffix.lower() if path.suffix.lower() in FORMATS else suffix_of(data)
        with as_text(data) as file:
            found = FORMATS[suffix](whole_text(file) if suffix == ".json" else given_on(text_of(data, file), watched), wanted)
    return fitting(found, wanted)


def given_on(text: Text, watched: Watched) -> Text:
    """The same lines, while somebody watches."""
    return replace(text, lines=watched(text))


def suffix_of(data: BinaryIO) -> str:
    """The format of a file whose name does not say it, by its first line.

    Raises:
        BadInput: it looks like none.
    """
    with as_text(data) as file:
        first = next((line.strip() for line in text_of(data, file) if line.strip() and not line.startswith("#")), "")
    for suffix, beginning in BEGINNINGS.items():
        if re.fullmatch(beginning, first):
            return suffix
    raise BadInput("tally.format", field="file", formats=", ".join(sorted(FORMATS)))


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file, opened once, which can be read several times: what comes through a pipe is kept beside, as it comes once only.

    Raises:
        BadInput: it cannot be opened or read.
    """
    try:
        with path.open("rb") as file:
            if S_ISREG(fstat(file.fileno()).st_mode):
                yield file
                return
            with TemporaryFile() as kept:
                keep(file, kept)
                yield kept
    except OSError as error:
        raise BadInput("draft.unreadable", field="file", name=path.name, reason=error.strerror or "unreadable") from error


def keep(stream: BinaryIO, kept: IO[bytes]) -> None:
    """Copy what comes through a pipe, which may have no end.

    Raises:
        BadInput: it is too much, or has a line that is too long.
    """
    line, size = 1, 0
    while block := stream.read(lines.LONGEST):
        lines.bearable(block, line=line)
        line += block.count(b"\n")
        size += len(block)
        if size > MOST_PIPED:
            raise BadInput("draft.too_large", field="file", limit=f"{MOST_PIPED // 1_000_000} MB")
        kept.write(block)


@contextmanager
def as_text(data: BinaryIO) -> Iterator[TextIO]:
    """A text in UTF-8 from its beginning, with its line ends as they are.

    Raises:
        BadInput: it holds bytes that are no UTF-8.
    """
    data.seek(0)
    file = TextIOWrapper(data, encoding="utf-8-sig", newline="")
    try:
        yield file
    except UnicodeDecodeError as error:
        file.detach()
        raise BadInput("tally.encoding", field="file", line=line_with_bytes(data)) from error
    finally:
        with suppress(ValueError):  # it was detached already
            file.detach()


def line_with_bytes(data: BinaryIO) -> int:
    """The first line that is not UTF-8."""
    data.seek(0)
    file = TextIOWrapper(data, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        for number, line in enumerate(file, start=1):
            if not line.isascii() and any("\udc80" <= character <= "\udcff" for character in line):
                return number
        return 1
    finally:
        file.detach()


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
