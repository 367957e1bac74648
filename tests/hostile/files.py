"""Files and feeds through the eyes of the programs that they are made for."""

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any, Final
from xml.etree import ElementTree

from consult.text.cells import read_cell
from tests.hostile.watching import Seen, Watch

ATOM: Final = "{http://www.w3.org/2005/Atom}"
SPLIT: Final = re.compile(r"[;|\t\r\n]")  # where programs may split that do not split at commas
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def in_a_file(path: str, watch: Watch) -> Seen:
    """What a program finds in a table or in JSON. A browser takes the file away and does not open it."""
    answer = watch.page.request.get(path)
    assert answer.ok, f"{path}: {answer.status}"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    text = answer.body().decode("utf-8-sig")
    if path.endswith(".json"):
        return Seen(set(), set(), [], "\n".join(strings(json.loads(text))))
    cells = [cell for row in csv.reader(StringIO(text, newline="")) for cell in row]
    apart = [piece.strip(' "') for piece in SPLIT.split(text)]
    formulas = {f"a formula: {cell[:40]}" for cell in (*cells, *apart) if cell.startswith(FORMULA)}
    return Seen(formulas, set(), [], "\n".join(map(read_cell, cells)))


def strings(value: Any) -> Iterator[str]:
    """All strings in what was JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def in_a_feed(path: str, watch: Watch) -> tuple[list[str], Seen]:
    """Who wrote its entries, and what a feed reader shows: titles and names as text, summaries as HTML."""
    answer = watch.page.request.get(path)
    assert answer.ok, f"{path}: {answer.status}"
    root = ElementTree.fromstring(answer.body())
    seen = watch.looks_through("".join(summary.text or "" for summary in root.iter(f"{ATOM}summary")))
    named = [one.text or "" for tag in ("title", "subtitle", "name") for one in root.iter(f"{ATOM}{tag}")]
    seen.words = "\n".join([seen.words, *named])
    seen.kinds |= {f"in the feed: {one.tag.removeprefix(ATOM)}" for one in root.iter()}
    return [name.text or "" for entry in root.iter(f"{ATOM}entry") for name in entry.iter(f"{ATOM}name")], seen
