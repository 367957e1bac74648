"""A draft as one CSV table, a row a clause, for spreadsheets."""

import csv
from io import StringIO
from typing import Final

from consult.cells import safe_cell
from consult.documents.export.draft import Draft
from consult.documents.export.json import as_row

COLUMNS: Final = ("part", "kind", "number", "label", "heading", "text", "depth", "key", "parent", "id")


def render(draft: Draft) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheet programs read it right; RFC 4180 line ends. No cell can become a formula."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for clause in draft.clauses:
        writer.writerow({column: safe_cell("" if value is None else value) for column, value in as_row(clause).items()})
    return out.getvalue().encode("utf-8-sig")
