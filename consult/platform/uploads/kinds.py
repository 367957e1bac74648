"""The kinds of files that are taken, and for what: a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a file is."""

    CSV = "csv"
    DOCX = "docx"
    HTML = "html"
    JPEG = "jpeg"
    JSON = "json"
    MARKDOWN = "markdown"
    ODS = "ods"
    ODT = "odt"
    PDF = "pdf"
    PNG = "png"
    TEXT = "text"
    WEBP = "webp"
    XLSX = "xlsx"
    XML = "xml"


@dataclass(frozen=True, slots=True)
class Form:
    """How files of a kind are called on the net, and by which ends of their names they are known."""

    media_type: str
    suffixes: tuple[str, ...]


FORMS: Final[Mapping[Kind, Form]] = {
    Kind.CSV: Form("text/csv", (".csv",)),
    Kind.DOCX: Form("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",)),
    Kind.HTML: Form("text/html", (".html", ".htm", ".xhtml")),
    Kind.JPEG: Form("image/jpeg", (".jpg", ".jpeg")),
    Kind.JSON: Form("application/json", (".json",)),
    Kind.MARKDOWN: Form("text/markdown", (".md", ".markdown")),
    Kind.ODS: Form("application/vnd.oasis.opendocument.spreadsheet", (".ods",)),
    Kind.ODT: Form("application/vnd.oasis.opendocument.text", (".odt",)),
    Kind.PDF: Form("application/pdf", (".pdf",)),
    Kind.PNG: Form("image/png", (".png",)),
    Kind.TEXT: Form("text/plain", (".txt", ".text")),
    Kind.WEBP: Form("image/webp", (".webp",)),
    Kind.XLSX: Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",)),
    Kind.XML: Form("application/xml", (".xml", ".akn")),
}
BY_SUFFIX: Final[Mapping[str, Kind]] = {suffix: kind for kind, form in FORMS.items() for suffix in form.suffixes}
WRITTEN: Final = frozenset({Kind.CSV, Kind.HTML, Kind.JSON, Kind.MARKDOWN, Kind.TEXT, Kind.XML})  # that no first bytes tell from each other
PICTURES: Final = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})

DRAFTS: Final = frozenset({Kind.DOCX, Kind.HTML, Kind.JSON, Kind.MARKDOWN, Kind.PDF, Kind.TEXT, Kind.XML})
ATTACHMENTS: Final = frozenset({Kind.CSV, Kind.DOCX, Kind.MARKDOWN, Kind.ODS, Kind.ODT, Kind.PDF, Kind.TEXT, Kind.XLSX, *PICTURES})
SUPPORTING: Final = ATTACHMENTS - PICTURES


def suffixes_of(kinds: Iterable[Kind]) -> list[str]:
    """The ends of names of files of these kinds, in the order of their letters."""
    return sorted(suffix for kind in kinds for suffix in FORMS[kind].suffixes)
