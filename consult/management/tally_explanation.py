"""An explained tally: in words, with a table, and drawn, in every language that Rembuk speaks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from consult.polls.explanation import Explanation, Table
from consult.polls.explanation.number_text import number, shortened

Explained = Mapping[str, Explanation]  # language → the explanation in it

WIDEST: Final = 200  # signs of a line of a table
LONGEST: Final = 60  # signs of a title in a table that is too wide
BETWEEN: Final = "  "
CUT: Final = "…"


def in_each_language(explain: Callable[[], Explanation]) -> Explained:
    """Explain once in each language."""
    explained = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            explained[language] = explain()
    return explained


def lines(explained: Explained) -> Iterator[str]:
    """For a terminal: sentences and table of each language, and last the drawing in the first of them."""
    for language, explanation in explained.items():
        with override(language):
            table = list(table_lines(explanation.table))
        yield from (*explanation.sentences, "", *table, "")
    yield next(iter(explained.values())).svg


def table_lines(table: Table) -> Iterator[str]:
    """The caption, and columns side by side; the first reads from the left, numbers stand below each other.

    What is wider than a terminal is cut: first the titles in its first column, then the columns for which there is no room, and a line
    in the active language says how many these are.
    """
    rows: Sequence[Sequence[str]] = [table.columns, *table.rows]
    if across(widths_of(rows)) > WIDEST:
        rows = [[shortened(row[0], LONGEST), *row[1:]] for row in rows]
    widths = widths_of(rows)
    kept = fitting(widths)
    yield table.caption
    for row in rows:
        yield BETWEEN.join((*cells(row[:kept], widths[:kept]), *([CUT] if kept < len(row) else []))).rstrip()
    if kept < len(widths):
        yield _("Columns not shown: %(n)s; --json writes all of them.") % {"n": number(len(widths) - kept)}


def widths_of(rows: Sequence[Sequence[str]]) -> Sequence[int]:
    """How wide each column is."""
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def across(widths: Sequence[int]) -> int:
    """How wide columns are side by side."""
    return sum(widths) + len(BETWEEN) * (len(widths) - 1)


def fitting(widths: Sequence[int]) -> int:
    """How many of the first columns there is room for: all, or as many as leave room for the sign that some are cut; always one."""
    if across(widths) <= WIDEST:
        return len(widths)
    ends = accumulate(width + len(BETWEEN) for width in widths)
    return max(1, sum(end + len(CUT) <= WIDEST for end in ends))


def cells(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The cells of a row, each as wide as its column."""
    for column, (text, width) in enumerate(zip(row, widths, strict=True)):
        yield text.rjust(width) if column else text.ljust(width)


def values(explained: Explained) -> dict[str, Any]:
    """As JSON values."""
    return {
        language: {
            "sentences": list(one.sentences),
            "table": {"caption": one.table.caption, "columns": list(one.table.columns), "rows": [list(row) for row in one.table.rows]},
            "svg": one.svg,
        }
        for language, one in explained.items()
    }
