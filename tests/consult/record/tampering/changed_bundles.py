"""How a bundle of open data is changed, whatever is in it; what is changed is drawn at random."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO
from random import Random
from typing import Any

from consult.text.cells import read_cell, safe_cell
from tests.consult.record.bundles import Files, lines

Cells = dict[str, str]


class Lacks(Exception):
    """The bundle has nothing that could be changed so."""


def one_of(at: Random, some: Iterable[Any]) -> Any:
    """One of them.

    Raises:
        Lacks: there is none.
    """
    known = list(some)
    if not known:
        raise Lacks
    return at.choice(known)


def put(files: Files, name: str, content: bytes) -> Files:
    """The same with another content.

    Raises:
        Lacks: it is no other.
    """
    if files.get(name) == content:
        raise Lacks
    return {**files, name: content}


def without(files: Files, name: str) -> Files:
    """The same without a file."""
    return {other: content for other, content in files.items() if other != name}


def named_so(files: Files, pattern: str) -> list[str]:
    """The names of files that fit."""
    return sorted(name for name in files if re.fullmatch(pattern, name))


def editions(files: Files) -> list[str]:
    """The names of editions."""
    return named_so(files, r"edition-\d+\.json")


def ballots(files: Files, at: Random) -> str:
    """The name of a list of ballots."""
    name: str = one_of(at, named_so(files, r"ballots-.*\.csv"))
    return name


def changed_json(files: Files, name: str, change: Callable[[Any], object]) -> Files:
    """The same with a JSON file changed; what it lacks cannot be."""
    value = json.loads(files[name])
    try:
        change(value)
    except (LookupError, StopIteration):
        raise Lacks from None
    if value == json.loads(files[name]):
        raise Lacks
    return put(files, name, json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def with_lines(files: Files, name: str, change: Callable[[list[bytes]], list[bytes]]) -> Files:
    """The same with the lines of a file changed, each of which has its end."""
    return put(files, name, b"".join(change(lines(files[name]))))


# ---- Tables, of which rows may have many lines


def cells_of(files: Files, name: str) -> list[Cells]:
    """The rows of a table, as they stand there."""
    return list(csv.DictReader(StringIO(files[name].decode(), newline="")))


def with_rows(files: Files, name: str, change: Callable[[list[Cells]], Sequence[Cells]]) -> Files:
    """The same with the rows of a table changed; cells are written as they stand there."""
    [head] = csv.reader([lines(files[name])[0].decode()])
    out = StringIO(newline="")
    writer = csv.DictWriter(out, head)
    writer.writeheader()
    writer.writerows(change(cells_of(files, name)))
    return put(files, name, out.getvalue().encode())


def with_raw_cells(
    files: Files, name: str, change: Callable[[Cells], Mapping[str, object]], at: Random, *, where: Callable[[Cells], object]
) -> Files:
    """The same with cells of one of the rows that fit changed, as they stand there."""
    place = one_of(at, [n for n, row in enumerate(cells_of(files, name)) if where(row)])
    return with_rows(files, name, lambda rows: [*rows[:place], {**rows[place], **told(change(rows[place]))}, *rows[place + 1 :]])


def told(values: Mapping[str, object]) -> Cells:
    """As text."""
    return {name: str(value) for name, value in values.items()}


def with_cells(
    files: Files,
    name: str,
    change: Callable[[Cells], Mapping[str, object]],
    at: Random,
    *,
    where: Callable[[Cells], object] = lambda _row: True,
) -> Files:
    """The same by what the cells say: what begins like a formula is guarded."""

    def read(row: Cells) -> Cells:
        return {column: read_cell(cell) for column, cell in row.items()}

    def written(row: Cells) -> Mapping[str, object]:
        return {column: safe_cell(value) for column, value in change(read(row)).items()}

    return with_raw_cells(files, name, written, at, where=lambda row: where(read(row)))


def without_row(files: Files, name: str, at: Random) -> Files:
    """The same without one of the rows."""
    place = one_of(at, range(len(cells_of(files, name))))
    return with_rows(files, name, lambda rows: [*rows[:place], *rows[place + 1 :]])


def with_row_twice(files: Files, name: str, at: Random) -> Files:
    """The same with one of the rows after itself once more."""
    place = one_of(at, range(len(cells_of(files, name))))
    return with_rows(files, name, lambda rows: [*rows[: place + 1], *rows[place:]])


def with_rows_swapped(files: Files, name: str, at: Random) -> Files:
    """The same with two neighbours in the other order."""
    place = one_of(at, range(len(cells_of(files, name)) - 1))
    return with_rows(files, name, lambda rows: [*rows[:place], rows[place + 1], rows[place], *rows[place + 2 :]])
