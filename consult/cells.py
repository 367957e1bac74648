"""Cells that no spreadsheet program takes for a formula, and that give the text back unchanged when read."""

from typing import Final

FORMULA_STARTS: Final = (
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "\t",
    "\r",
    "\n",
    "'",
)  # OWASP's list of "CSV injection", and our own mark


def safe_cell(value: object) -> object:
    """The value as it is written: text that a program could run has an apostrophe before it, and so has one that starts with one."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def read_cell(cell: str) -> str:
    """The text that `safe_cell` wrote."""
    return cell[1:] if cell.startswith("'") else cell
