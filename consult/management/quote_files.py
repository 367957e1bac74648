"""Reads quotes from a file of JSON lines, as `reanchor` takes them."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from consult.anchoring.quotes import Quote
from consult.errors import BadInput
from consult.management import command

LONGEST_LINE: Final = 1_000_000  # bytes: many times the longest quote with all its letters escaped
TEXTS: Final = ("clause", "exact", "prefix", "suffix")


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line: words of a clause that is named by its label. `id` is the caller's, and comes back as it came."""

    id: str | int
    clause: str
    quote: Quote


def read_quotes(file: Path, *, labels: Collection[str]) -> list[QuoteLine]:
    """The quotes of a file, in order; empty lines are passed over.

    Raises:
        BadInput: the file cannot be read, or a line is no quote of a clause with one of these labels; file and line are named.
    """
    data = command.read_file(file)
    if len(data) > command.MOST_BYTES:
        raise BadInput("quotes.too_large", field="quotes", name=file.name, limit=f"{command.MOST_BYTES // 1_000_000} MB")
    return [quote_in(line, name=file.name, number=number, labels=labels) for number, line in numbered(data)]


def numbered(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that hold anything, counted from 1; a byte order mark is none of it."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            yield number, line


def quote_in(line: bytes, *, name: str, number: int, labels: Collection[str]) -> QuoteLine:
    """The quote of one line.

    Raises:
        BadInput: see `read_quotes`.
    """
    where: dict[str, Any] = {"field": "quotes", "name": name, "line": number}
    if len(line) > LONGEST_LINE:
        raise BadInput("quotes.long_line", **where, limit=LONGEST_LINE)
    given = object_in(line, where)
    if isinstance(given["id"], bool) or (not isinstance(given["id"], int) and not is_text(given["id"])):
        raise BadInput("quotes.type", **where, key="id", expected='"…" | 1')
    for key in TEXTS:
        if not is_text(given[key]):
            raise BadInput("quotes.type", **where, key=key, expected='"…"')
    if given["clause"] not in labels:
        raise BadInput("quotes.clause", **where, label=given["clause"][:200])
    return QuoteLine(given["id"], given["clause"], Quote(given["exact"], given["prefix"], given["suffix"]))


def object_in(line: bytes, where: dict[str, Any]) -> dict[str, Any]:
    """The object of a line, with every field that belongs there.

    Raises:
        BadInput: it is none, or a field is missing.
    """
    try:
        given = json.loads(line.decode())
    except (ValueError, RecursionError) as error:
        raise BadInput("quotes.json", **where, reason=error) from error
    if not isinstance(given, dict):
        raise BadInput("quotes.object", **where)
    for key in ("id", *TEXTS):
        if key not in given:
            raise BadInput("quotes.missing", **where, key=key)
    return given


def is_text(value: object) -> bool:
    """Whether it is a text that can be written again: half of a pair of surrogates cannot."""
    return isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value)
