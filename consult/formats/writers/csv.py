"""A draft as one CSV table, a row a clause, for spreadsheets."""

from typing import Final

from consult.formats.writers.exported_draft import Draft
from consult.formats.writers.json import as_row
from consult.text.cells import MARK, written

COLUMNS: Final = ("part", "kind", "number", "label", "heading", "text", "depth", "key", "parent", "id")


def render(draft: Draft) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheet programs read it right."""
    rows = ([fields[column] for column in COLUMNS] for fields in map(as_row, draft.clauses))
    return "".join([MARK, *written([COLUMNS, *rows])]).encode()
