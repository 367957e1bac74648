"""The formats that a draft may come in, and which reader takes each: a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Final, cast

from consult.formats.outline.read_file import ReadFile

PLAIN: Final = "text/plain"

_READERS: Final = "consult.formats.readers"


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    media_type: what it is called on the net. suffixes: of files in it.
    reader: module and function of `readers`, from bytes to lines, losing no word of the body; loaded when it is first asked for, so that
    a process loads the libraries of no other format. is_text: its bytes are the text that people see, and their lines are its lines.
    """

    media_type: str
    suffixes: tuple[str, ...]
    reader: str
    is_text: bool = False

    @property
    def read(self) -> Callable[[bytes], ReadFile]:
        """The reader."""
        module, _, function = self.reader.partition(":")
        return cast("Callable[[bytes], ReadFile]", getattr(import_module(f"{_READERS}.{module}"), function))


FORMATS: Final = (
    Format(PLAIN, (".txt", ".text"), "text:read_plain", is_text=True),
    Format("text/markdown", (".md", ".markdown"), "markdown:read_markdown", is_text=True),
    Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx", ".docm"), "docx:read_docx"),
    Format("text/html", (".html", ".htm", ".xhtml"), "html:read_html"),
    Format("application/pdf", (".pdf",), "pdf:read_pdf"),
    Format("application/akn+xml", (".xml", ".akn"), "akn:read_akn"),
    Format("application/json", (".json",), "rembuk_json:read_json"),
)
_BY_SUFFIX: Final[Mapping[str, Format]] = {suffix: one for one in FORMATS for suffix in one.suffixes}


def format_of(name: str) -> Format:
    """The format of a file by the end of its name; what has none that is known is read as plain text."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower(), FORMATS[0])
