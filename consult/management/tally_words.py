"""An explained tally: in words, with a table, and drawn, in every language that Rembuk speaks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import override

from consult.polls.explaining import Explanation, Table

Explained = Mapping[str, Explanation]  # language → the explanation in it


def in_each_language(explain: Callable[[], Explanation]) -> Explained:
    """Explain once in each language."""
    explained = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            explained[language] = explain()
    return explained


def lines(explained: Explained) -> Iterator[str]:
    """For a terminal: sentences and table of each language, and last the drawing in the first of them."""
    for explanation in explained.values():
        yield from explanation.sentences
        yield ""
        yield from table_lines(explanation.table)
        yield ""
    yield next(iter(explained.values())).svg


def table_lines(table: Table) -> Iterator[str]:
    """The caption, and columns side by side; the first reads from the left, numbers stand below each other."""
    rows = [table.columns, *table.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.columns))]
    yield table.caption
    for row in rows:
        yield "  ".join(cells(row, widths)).rstrip()


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
