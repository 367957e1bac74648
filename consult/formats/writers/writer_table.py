"""The formats that a draft can be taken away in: a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from consult.formats.writers import akn, csv, docx, html, json
from consult.formats.writers.exported_draft import Draft
from consult.text import cells


@dataclass(frozen=True, slots=True)
class Format:
    """One of them. media_type: with its character set. ending: of the file's name. render: from a draft to the whole file."""

    media_type: str
    ending: str
    render: Callable[[Draft], bytes]


FORMATS: Final[Mapping[str, Format]] = {
    "akn": Format("application/akn+xml; charset=utf-8", "xml", akn.render),
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", docx.render),
    "html": Format("text/html; charset=utf-8", "html", html.render),
    "json": Format("application/json", "json", json.render),
    "csv": Format("text/csv; charset=utf-8", "csv", csv.render),
}


def file_name(draft: Draft, form: str) -> str:
    """What the file is called: `{slug}-{revision}.{ending}`."""
    return f"{draft.slug}-{draft.revision}.{FORMATS[form].ending}"


def stamp(draft: Draft, form: str) -> str:
    """What tells one file from every other without making it: 32 hexadecimal digits, the same as long as its bytes are."""
    about = (made_by(), form, draft.slug, draft.revision, draft.sha256, draft.title, draft.institution, draft.dated, draft.begun)
    return sha256(repr(about).encode()).hexdigest()[:32]


@cache
def made_by() -> str:
    """A digest of all that makes the files, so that a new release does not find those of the old one: our code, and who writes Word."""
    digest = sha256(version("python-docx").encode())
    for path in sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def sources() -> list[Path]:
    """The code that a file may depend on: that of documents, also where it reads, since numbers and names are made alike; and cells."""
    return [*sorted(Path(__file__).parents[1].rglob("*.py")), Path(cells.__file__)]
