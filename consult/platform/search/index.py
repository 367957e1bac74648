"""The index of words on both databases behind one interface: full-text tables of SQLite, inverted indexes of PostgreSQL.

A table that is searched has a key `id` and a column `words` (folding.words_of, then facets). On SQLite triggers keep its index;
`schema.py` puts both kinds up. What is put into statements here are names of our own tables and columns alone (B608, B611).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import UUIDField
from django.db.models.expressions import RawSQL

from consult.platform.search.asking import Term, Wanted

IDS: "Final[UUIDField[UUID, UUID]]" = UUIDField()


@dataclass(frozen=True, slots=True)
class Index:
    """What is indexed of a table: every row, or those for which `only` holds; `at` is the time that orders them, newest first."""

    table: str
    only: str = ""
    watches: tuple[str, ...] = ()  # columns in `only`
    at: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A row's place in the order of time, as a page may begin there."""

    at: datetime
    id: UUID


def hits(index: Index, wanted: Wanted, facets: Sequence[str] = ()) -> RawSQL:
    """The ids of all rows with these words and facets, as a part of a query."""
    if connection.vendor == "postgresql":
        condition, given = in_postgresql(index, wanted, facets)
        return RawSQL(f"SELECT id FROM {index.table} WHERE {condition}", given)  # nosec B608 B611
    return RawSQL(f"SELECT id {from_sqlite(index)}", [in_sqlite(wanted, facets)])  # nosec B608 B611


def newest(index: Index, wanted: Wanted, facets: Sequence[str], *, most: int, since: Mark | None = None) -> list[UUID]:
    """The ids of the newest rows with these words and facets, at most so many, from the row at `since` on; that one is the first.

    On SQLite the order is that in which rows came into the index, so that a word which stands everywhere costs no more than a rare one.
    """
    if connection.vendor == "postgresql":
        condition, given = in_postgresql(index, wanted, facets)
        place = f"AND ({index.at}, id) <= (%s, %s)" if since else ""  # nosec B608
        order = f"{index.at} DESC, id DESC"
        statement = f"SELECT id FROM {index.table} WHERE {condition} {place} ORDER BY {order} LIMIT %s"  # nosec B608
        values = [*given, *([since.at, since.id] if since else []), most]
    else:
        place = f"AND found.rowid <= (SELECT key FROM {index.table}_keys WHERE id = %s)" if since else ""  # nosec B608
        statement = f"SELECT id {from_sqlite(index)} {place} ORDER BY found.rowid DESC LIMIT %s"  # nosec B608
        values = [in_sqlite(wanted, facets), *([IDS.get_db_prep_value(since.id, connection)] if since else []), most]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [IDS.to_python(row[0]) for row in cursor.fetchall()]


def from_sqlite(index: Index) -> str:
    """Where the ids of rows come from, with the condition on their words."""
    words, keys = f"{index.table}_words", f"{index.table}_keys"
    return f"FROM {words} found JOIN {keys} ON {keys}.key = found.rowid WHERE {words} MATCH %s"


def in_sqlite(wanted: Wanted, facets: Sequence[str]) -> str:
    """The question in the language of FTS5. Roots and facets are letters and digits, so quotation marks hold them."""
    some = [" OR ".join(map(phrase, wanted.some))] if wanted.some else []
    every = " AND ".join(f"({part})" for part in [*map(phrase, wanted.every), *map(phrase, [(facet,) for facet in facets]), *some])
    without = " OR ".join(map(phrase, wanted.without))
    return f"({every}) NOT ({without})" if without else every


def phrase(term: Term) -> str:
    """Words that stand one after the other."""
    return f'"{" ".join(term)}"'


def in_postgresql(index: Index, wanted: Wanted, facets: Sequence[str]) -> tuple[str, list[Any]]:
    """The same as a condition that the inverted index answers."""
    said = "phraseto_tsquery('simple', %s)"
    every = [*(" ".join(term) for term in wanted.every), *facets]
    some, without = ([" ".join(term) for term in terms] for terms in (wanted.some, wanted.without))
    parts = [said] * len(every) + ([f"({' || '.join([said] * len(some))})"] if some else []) + [f"!!{said}"] * len(without)
    condition = f"to_tsvector('simple', words) @@ ({' && '.join(parts)})"
    return f"{index.only} AND {condition}" if index.only else condition, [*every, *some, *without]
