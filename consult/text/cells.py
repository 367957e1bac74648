"""Tables as CSV: every cell quoted, none that a spreadsheet program takes for a formula wherever it splits, and each read back unchanged.

Excel splits at `;` under Indonesian and German settings, others at a tab or a bar, and whoever splits elsewhere than at the commas takes
no notice of the quotes: so a cell may begin wherever one of `SEPARATORS` ends. There, and where the text begins, an apostrophe stands
before whatever could begin a formula, and before an apostrophe. Read back, one apostrophe is taken away at each such place.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any, Final

SEPARATORS: Final = ";|\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # the latter ten: wherever a program may end a line
STARTS: Final = "=+\\-@＝＋－＠\t\r'"  # OWASP's list of "CSV injection", and our own mark
BLANK: Final = rf'(?:[^\S{SEPARATORS}]|["\ufeff])*'  # what programs skip before a formula, or take for the quotes of a cell
GUARDED: Final = re.compile(rf"\A(?={BLANK}[{STARTS}\n])|(?<=[{SEPARATORS}])(?={BLANK}[{STARTS}])")
GUARD: Final = re.compile(rf"(\A|[{SEPARATORS}])'")

MARK: Final = "\ufeff"  # by which spreadsheet programs know UTF-8


def safe_cell(value: object) -> object:
    """The value as it is written: a text with its apostrophes, whatever else as it is."""
    return GUARDED.sub("'", value) if isinstance(value, str) else value


def read_cell(cell: str) -> str:
    """The text that `safe_cell` wrote."""
    return GUARD.sub(r"\1", cell)


def written(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The rows as CSV (RFC 4180), each as one piece; nothing is an empty cell."""
    out = StringIO(newline="")
    writer: Any = csv.writer(out, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([safe_cell(value) for value in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
