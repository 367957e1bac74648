"""One file a format; each takes the summary and gives bytes."""

from collections.abc import Callable, Mapping
from typing import Final

from consult.reports.render import csv, html, json
from consult.reports.summary import Summary

FORMATS: Final[Mapping[str, Callable[[Summary], bytes]]] = {"html": html.render, "csv": csv.render, "json": json.render}
TYPES: Final[Mapping[str, str]] = {"html": "text/html", "csv": "text/csv", "json": "application/json"}
