"""Reads the file of a draft that was named on the command line."""

from pathlib import Path

from consult.documents.sandboxed_reading import read_apart
from consult.formats.outline.clauses import ParsedDraft
from consult.formats.parse_draft import AUTO, clauses_of
from consult.management import command
from consult.platform.uploads import DRAFTS, admit


def read_draft(file: Path, *, profile: str = AUTO) -> ParsedDraft:
    """The clauses of a file, read as one that nobody vouches for.

    Raises:
        BadInput: it cannot be read, is of no kind that drafts have, or says something that no draft does.
    """
    data = command.read_file(file)
    admitted = admit(data, name=file.name, kinds=DRAFTS)
    return clauses_of(read_apart(data, name=admitted.ended), name=file.name, profile=profile)
