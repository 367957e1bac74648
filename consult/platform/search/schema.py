"""Putting the indexes of words up, and taking them down: what migrations call.

Django makes a table of SQLite anew when it alters it, and the triggers go with the old one: such a migration ends with `put_up`.
"""

from collections.abc import Iterator
from sqlite3 import sqlite_version_info
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

from consult.platform.search.index import Index

DELETES_SECURELY: Final = (3, 42)  # the first SQLite whose full-text tables can forget at once

POSTGRESQL: Final = "CREATE INDEX {table}_words ON {table} USING gin (to_tsvector('simple', words)) {where}"

SQLITE: Final = """
CREATE TABLE {table}_keys (key INTEGER PRIMARY KEY AUTOINCREMENT, id CHAR(32) NOT NULL UNIQUE);
CREATE VIRTUAL TABLE {table}_words USING fts5 (words, content='', columnsize=0, tokenize='ascii');
{forgetting};
INSERT INTO {table}_keys (id) SELECT new.id FROM {table} new WHERE {new} ORDER BY {order};
INSERT INTO {table}_words (rowid, words) SELECT keys.key, rows.words FROM {table}_keys keys JOIN {table} rows ON rows.id = keys.id;
CREATE TRIGGER {table}_words_insert AFTER INSERT ON {table} WHEN {new} BEGIN
  INSERT OR IGNORE INTO {table}_keys (id) VALUES (new.id);
  INSERT INTO {table}_words (rowid, words) SELECT key, new.words FROM {table}_keys WHERE id = new.id;
END;
CREATE TRIGGER {table}_words_update AFTER UPDATE OF {columns} ON {table} WHEN {old} OR {new} BEGIN
  INSERT INTO {table}_words ({table}_words, rowid, words) SELECT 'delete', key, old.words FROM {table}_keys WHERE id = old.id AND {old};
  INSERT OR IGNORE INTO {table}_keys (id) SELECT new.id WHERE {new};
  INSERT INTO {table}_words (rowid, words) SELECT key, new.words FROM {table}_keys WHERE id = new.id AND {new};
END;
CREATE TRIGGER {table}_words_delete AFTER DELETE ON {table} BEGIN
  INSERT INTO {table}_words ({table}_words, rowid, words) SELECT 'delete', key, old.words FROM {table}_keys WHERE id = old.id AND {old};
  DELETE FROM {table}_keys WHERE id = old.id;
END
"""
# Words go out of the index with the exact words that went in: a row without words is not in it.
AT_ONCE: Final = "INSERT INTO {table}_words ({table}_words, rank) VALUES ('secure-delete', 1)"
NOTHING: Final = "SELECT 1"
ALL_IN_ONE: Final = "INSERT INTO {table}_words ({table}_words) VALUES ('optimize')"
NO_POSTGRESQL: Final = "DROP INDEX IF EXISTS {table}_words"
NO_SQLITE: Final = """
DROP TRIGGER IF EXISTS {table}_words_insert;
DROP TRIGGER IF EXISTS {table}_words_update;
DROP TRIGGER IF EXISTS {table}_words_delete;
DROP TABLE IF EXISTS {table}_words;
DROP TABLE IF EXISTS {table}_keys
"""


def put_up(index: Index, connection: BaseDatabaseWrapper) -> None:
    """The index with all rows that have words, and on SQLite the triggers that keep it; made again where it was there."""
    take_down(index, connection)
    execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE, index, connection)


def take_down(index: Index, connection: BaseDatabaseWrapper) -> None:
    """No index any more."""
    execute(NO_POSTGRESQL if connection.vendor == "postgresql" else NO_SQLITE, index, connection)


def scrub(index: Index, connection: BaseDatabaseWrapper) -> None:
    """Leave no trace of removed words in an older SQLite, which forgets them only when it merges; others forget without it."""
    if connection.vendor == "sqlite":
        execute(ALL_IN_ONE, index, connection)


def execute(script: str, index: Index, connection: BaseDatabaseWrapper) -> None:
    """Each statement of a script, about this index."""
    rows = {row: " AND ".join(filter(None, [f"{row}.words <> ''", index.only and f"{row}.{index.only}"])) for row in ("old", "new")}
    told = {
        "table": index.table,
        "where": f"WHERE {index.only}" if index.only else "",
        "columns": ", ".join(["words", *index.watches]),
        "order": index.at or "id",
        "forgetting": (AT_ONCE if sqlite_version_info >= DELETES_SECURELY else NOTHING).format(table=index.table),
        **{row: f"({said})" for row, said in rows.items()},
    }
    with connection.cursor() as cursor:
        for statement in statements(script.format(**told)):
            cursor.execute(statement)


def statements(script: str) -> Iterator[str]:
    """The statements of a script: those of a trigger stay together."""
    rest = ""
    for part in script.strip().split(";\n"):
        rest += part
        if "BEGIN" in rest and not rest.endswith("END"):
            rest += ";\n"
            continue
        yield rest
        rest = ""
