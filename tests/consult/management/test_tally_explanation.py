"""An explained tally as lines for a terminal and as JSON."""

from typing import Final

import pytest

from consult.management.tally_explanation import WIDEST, lines, table_lines, values
from consult.polls.explanation import Explanation, Table

SENTENCES: Final = ("Satu.", "Dua.", "Tiga.", "Empat.")


def table(columns: int, *, title: str = "Taman", cell: str = "12.345") -> Table:
    """A table of one row with so many columns of numbers."""
    return Table("Duel", ["Pilihan", *(f"di atas {n}" for n in range(columns))], [[title, *[cell] * columns]])


@pytest.mark.parametrize("columns", [40, 1000])
def test_a_table_wider_than_a_terminal_is_cut_after_its_first_columns_and_says_so(columns: int) -> None:
    caption, heads, row, note = table_lines(table(columns))

    assert max(map(len, (caption, heads, row, note))) <= WIDEST
    assert heads.startswith("Pilihan  di atas 0  di atas 1  ")
    assert heads.endswith("  …")
    assert row.endswith("  …")
    assert note == f"Kolom yang tidak ditampilkan: {columns - heads.count('di atas'):,}; --json menulis semuanya.".replace(",", ".")


def test_a_table_as_wide_as_the_terminal_is_shown_whole() -> None:
    lines = list(table_lines(table(1, title="x" * (WIDEST - 11))))

    assert len(lines[2]) == WIDEST
    assert lines[2].endswith("12.345")
    assert len(lines) == 3


def test_a_long_title_leaves_room_for_numbers() -> None:
    lines = list(table_lines(table(3, title="Rumah susun " * 40)))

    assert lines[2].startswith("Rumah susun Rumah susun")
    assert lines[2].count("12.345") == 3
    assert max(map(len, lines)) <= WIDEST
    assert len(lines) == 3


def test_the_note_is_in_the_language_of_its_table() -> None:
    one = Explanation(SENTENCES, table(90), "<svg/>")

    notes = [line for line in lines({"id": one, "en": one}) if "--json" in line]

    assert [note.split()[0] for note in notes] == ["Kolom", "Columns"]


def test_the_values_hold_every_column() -> None:
    told = values({"id": Explanation(SENTENCES, table(1000), "<svg/>")})["id"]["table"]

    assert len(told["columns"]) == len(told["rows"][0]) == 1001
