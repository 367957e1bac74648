"""One's own data as files, made piece by piece: JSON for programs, CSV for a spreadsheet."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from consult.record.own_data.sections import Row
from consult.text.cells import MARK, written

Sections = Iterator[tuple[str, Iterator[Row]]]

COLUMNS: Final = ("section", "row", "field", "value")


def as_json(sections: Sections, *, now: datetime) -> Iterator[str]:
    """One object: the instant, and a list of rows for each section. Instants are ISO 8601 in UTC."""
    yield f'{{"made_at": {encoded(now)}'
    for section, rows in sections:
        yield f',\n"{section}": ['
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n {encoded(row)}"
        yield "]"
    yield "}\n"


def as_csv(sections: Sections, *, now: datetime) -> Iterator[str]:
    """One table with a line for each value: section, number of the row in it, field, value."""
    yield "".join([MARK, *written([COLUMNS, ("file", 1, "made_at", plain(now))])])
    for section, rows in sections:
        for number, row in enumerate(rows, start=1):
            yield "".join(written((section, number, field, in_cell(value)) for field, value in row.items()))


def encoded(value: object) -> str:
    """JSON of one value."""
    return json.dumps(value, ensure_ascii=False, default=plain)


def plain(value: object) -> str:
    """An id or an instant as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)


def in_cell(value: object) -> object:
    """A value as a cell holds it: text and numbers as they are, nothing as nothing, the others as JSON."""
    if value is None or isinstance(value, str | int):
        return value
    return plain(value) if isinstance(value, datetime | UUID) else encoded(value)


FILES: Final[Mapping[str, Callable[..., Iterator[str]]]] = {"json": as_json, "csv": as_csv}
TYPES: Final[Mapping[str, str]] = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
