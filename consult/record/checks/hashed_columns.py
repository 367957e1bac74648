"""Columns as the text that was hashed, written out by the database: made in Python they take longer than all the checking."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, Func, TextField
from django.db.models.functions import Cast


class IdText(Func):
    """An id as `audit.canonical.plain` writes it, or NULL."""

    output_field = CharField()
    template = "CAST(%(expressions)s AS text)"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps it as 32 hexadecimal digits."""
        places = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        parts = (f"substr(%(expressions)s, {first}, {length})" for first, length in places)
        return self.as_sql(compiler, connection, template=" || '-' || ".join(parts), **context)


class StoredId(Cast):
    """An id as it lies there, for `id_text`; or NULL."""

    def __init__(self, field: str) -> None:
        super().__init__(field, TextField())


@lru_cache(maxsize=50_000)
def id_text(stored: str) -> str:
    """The same as `IdText` gives, from what `StoredId` gives: quicker where few ids come again and again."""
    return str(UUID(stored))


class InstantText(Func):
    """An instant as `audit.canonical.instant` writes it, or NULL."""

    output_field = CharField()
    template = """to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps it as `2026-11-24 08:00:00.123456` in UTC, without the fraction where that is nought."""
        date, time = "substr(%(expressions)s, 1, 10)", "substr(%(expressions)s, 12, 8)"
        fraction = "substr(substr(%(expressions)s, 21) || '000000', 1, 6)"
        return self.as_sql(compiler, connection, template=f"{date} || 'T' || {time} || '.' || {fraction} || 'Z'", **context)


class JSONText(Cast):
    """JSON as it lies there, for `json.loads`, or NULL."""

    def __init__(self, field: Any) -> None:
        super().__init__(field, TextField())
