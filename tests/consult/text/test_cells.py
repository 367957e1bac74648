"""No cell can become a formula, wherever a spreadsheet program splits, and what is read back is what was written."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from consult.platform.markup import clean_text
from consult.record import verify
from consult.text.cells import read_cell, safe_cell, written

FORMULAS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
TROUBLE: Final = "=+-@＝＠;|,\t\r\n\v\x85\u2028 \xa0\ufeff\"'ab1"
TAKEN_APART: Final = st.text(st.sampled_from(TROUBLE), max_size=12)
TEXTS: Final = st.one_of(st.text(), st.text().map(clean_text), TAKEN_APART)
LEGAL: Final = "Walikota:\na. menetapkan biaya;\nb. -5 % dari harga; =HYPERLINK(\"http://x.example\")\t@SUM(A1)|'kutip'"


def table(*texts: str) -> str:
    """A row of these texts, each between two others."""
    return "".join(written([[cell for text in texts for cell in ("a", text)] + ["b"]]))


def cells_of(file: str, separator: str) -> Iterator[str]:
    """What a spreadsheet program makes of a file whose cells it splits there: Python's reader splits as Excel does."""
    for row in csv.reader(StringIO(file, newline=""), delimiter=separator):
        yield from row


def taken_without_quotes(file: str) -> Iterator[str]:
    """The cells of whoever takes no quotes for quotes and splits at anything but a comma, and takes blanks and quotes off each."""
    yield from (cell.strip(' \xa0\ufeff"') for cell in re.split(r"[;|\t\r\n\v\x85\u2028]", file))


@given(TEXTS)
@example("=1+1")
@example("'=1+1")
@example("''")
@example("\n=1")
@example("\t=1")
@example("＝1")
@example("a;'b")
@example("a;;'=1")
@example(LEGAL)
def test_a_cell_gives_its_text_back_unchanged_through_a_csv_file(text: str) -> None:
    [[before, cell, after]] = csv.reader(StringIO(table(text), newline=""))

    assert (before, read_cell(cell), after) == ("a", text, "b")
    assert verify.GUARDED_EVERYWHERE.unsafe(cell) == text
    assert verify.GUARDED_EVERYWHERE.guarded(text) == cell


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@given(text=TEXTS)
@example(text=LEGAL)
@example(text='x;"=1+1&"')
@example(text='x";=1')
@example(text="x\n  =1")
def test_no_cell_begins_like_a_formula_wherever_a_spreadsheet_splits(separator: str, text: str) -> None:
    file = table(text, text)

    assert not [cell for cell in cells_of(file, separator) if cell.lstrip(" \xa0\ufeff").startswith(FORMULAS)]
    assert not [cell for cell in taken_without_quotes(file) if cell.startswith(FORMULAS)]


def test_every_cell_is_quoted_whatever_it_holds() -> None:
    assert "".join(written([("kepala", "ekor"), (1, None), (-2.5, True)])) == '"kepala","ekor"\r\n"1",""\r\n"-2.5","True"\r\n'


def test_a_text_without_anything_to_run_stays_as_it_is() -> None:
    assert safe_cell("Pasal 1; ayat (2), biaya Rp50.000,- dan 'kutip' – baik.") == "Pasal 1; ayat (2), biaya Rp50.000,- dan 'kutip' – baik."


@pytest.mark.parametrize("value", [0, -1, 3.5, None, True])
def test_numbers_stay_numbers(value: object) -> None:
    assert safe_cell(value) == value
