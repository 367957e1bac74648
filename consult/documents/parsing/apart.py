"""Reads a file apart from everybody else. This one knows plain text only."""

from consult.documents.parsing.formats import format_of
from consult.documents.parsing.read_file import ReadFile


def read_apart(data: bytes, *, name: str) -> ReadFile:
    """The file of that name, read.

    Raises:
        BadInput: what its reader says.
    """
    return format_of(name).read(data)
