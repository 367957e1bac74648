"""The formats that a draft may come in, and which reader takes each: a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from consult.documents.parsing.read_file import ReadFile
from consult.documents.parsing.readers import markdown, text

PLAIN: Final = "text/plain"


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    media_type: what it is called on the net. suffixes: of files in it. read: from bytes to lines, losing no word of the body.
    """

    media_type: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes], ReadFile]


FORMATS: Final = (
    Format(PLAIN, (".txt", ".text"), text.read_plain),
    Format("text/markdown", (".md", ".markdown"), markdown.read_markdown),
)
_BY_SUFFIX: Final[Mapping[str, Format]] = {suffix: one for one in FORMATS for suffix in one.suffixes}


def format_of(name: str) -> Format:
    """The format of a file by the end of its name; what has none that is known is read as plain text."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower(), FORMATS[0])
