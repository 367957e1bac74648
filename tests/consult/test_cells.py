"""No cell can become a formula, and what is read back is what was written."""

import csv
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from consult.cells import read_cell, safe_cell
from consult.markup import clean_text

STORED = st.text().map(clean_text)  # as texts of people are stored


@given(STORED)
@example("=1+1")
@example("'=1+1")
@example("''")
@example("\n=1")
@example("\t=1")
@example("＝1")
def test_a_cell_gives_its_text_back_unchanged_through_a_csv_file(text: str) -> None:
    out = StringIO(newline="")
    csv.writer(out).writerow(["a", safe_cell(text), "b"])

    [[before, cell, after]] = csv.reader(StringIO(out.getvalue(), newline=""))

    assert (before, read_cell(cell), after) == ("a", text, "b")


@given(STORED)
def test_no_written_cell_begins_with_what_starts_a_formula(text: str) -> None:
    assert not str(safe_cell(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("value", [0, -1, 3.5, None, True])
def test_numbers_stay_numbers(value: object) -> None:
    assert safe_cell(value) == value
