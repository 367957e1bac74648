"""The formats that a draft can be taken away in: a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from consult.documents.export import akn, csv, html, json
from consult.documents.export.draft import Draft


@dataclass(frozen=True, slots=True)
class Format:
    """One of them. media_type: with its character set. ending: of the file's name. render: from a draft to the whole file."""

    media_type: str
    ending: str
    render: Callable[[Draft], bytes]


FORMATS: Final[Mapping[str, Format]] = {
    "akn": Format("application/akn+xml; charset=utf-8", "xml", akn.render),
    "html": Format("text/html; charset=utf-8", "html", html.render),
    "json": Format("application/json", "json", json.render),
    "csv": Format("text/csv; charset=utf-8", "csv", csv.render),
}
