"""The table of a draft: a row a clause, nothing that a spreadsheet runs, every text unchanged when read again."""

import csv
from io import StringIO

from hypothesis import given, settings

from consult.formats.outline.clauses import ParsedDraft
from consult.formats.writers import csv as as_csv
from consult.text.cells import read_cell, safe_cell
from tests.consult.formats.drafts import read
from tests.consult.formats.writers.drafts import exported
from tests.consult.formats.writers.invented import GARDEN, free


def rows(draft: ParsedDraft) -> list[dict[str, str]]:
    """The rows as a program reads them."""
    return list(csv.DictReader(StringIO(as_csv.render(exported(draft)).decode("utf-8-sig"), newline="")))


@settings(max_examples=60, deadline=None)
@given(free())
def test_every_field_reads_back_unchanged_and_no_cell_can_run(draft: ParsedDraft) -> None:
    found = rows(draft)

    for row, clause in zip(found, draft.clauses, strict=True):
        said = {name: read_cell(row[name]) for name in ("key", "kind", "number", "label", "heading", "text", "part")}
        assert said == {name: getattr(clause, name) for name in said}
        assert (row["depth"], read_cell(row["parent"])) == (str(clause.depth), clause.parent or "")
        assert [safe_cell(read_cell(cell)) for cell in row.values()] == list(row.values())


def test_the_table_begins_with_a_mark_that_spreadsheets_read_and_is_the_same_each_time() -> None:
    data = as_csv.render(exported(read(GARDEN)))

    assert data.startswith(b'\xef\xbb\xbf"part","kind","number","label","heading","text","depth","key","parent","id"\r\n')
    assert data == as_csv.render(exported(read(GARDEN)))
