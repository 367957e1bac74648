"""One file a format; each takes the summary and gives bytes, and asks the database nothing."""

from collections.abc import Callable, Mapping
from typing import Final

from consult.reports.render import csv, docx, html, json, pdf
from consult.reports.summary import Summary

FORMATS: Final[Mapping[str, Callable[[Summary], bytes]]] = {
    "html": html.render,
    "pdf": pdf.render,
    "docx": docx.render,
    "csv": csv.render,
    "json": json.render,
}
AT_ONCE: Final = ("html", "csv", "json")  # made while a reader waits; the others take seconds, and are made in a job
TYPES: Final[Mapping[str, str]] = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv",
    "json": "application/json",
}
