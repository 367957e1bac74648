"""What a reader makes of a file."""

from dataclasses import dataclass

from consult.documents.parsing.clauses import ParsedClause
from consult.documents.parsing.doubts import Doubt
from consult.documents.parsing.lines import Line


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read, before any drafting tradition is applied to it.

    format: its media type. lines: all of its body, in order.
    clauses: where the format itself says what is a clause (Akoma Ntoso, our own exports); then no profile is needed. Else None.
    profile: the tradition that the file names, or empty. title, language: as the file says; empty where it does not.
    doubts: what was left out, or read in one of several ways: tracked changes, pictures.
    """

    format: str
    lines: tuple[Line, ...]
    clauses: tuple[ParsedClause, ...] | None = None
    profile: str = ""
    title: str = ""
    language: str = ""
    doubts: tuple[Doubt, ...] = ()
