"""What a reader makes of a file."""

from dataclasses import dataclass

from consult.formats.outline.clauses import ParsedClause
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.lines import Line


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stood in a file. `name`: of the part it was; `line`: in or behind which it stands."""

    name: str
    media_type: str
    data: bytes
    line: int


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read, before any drafting tradition is applied to it.

    format: its media type. lines: all of its body, in order.
    clauses: where the format itself says what is a clause (Akoma Ntoso, our own exports); then no profile is needed. Else None.
    profile: the tradition that the file names, or empty. title, language: as the file says; empty where it does not.
    doubts: what was left out, or read in one of several ways: tracked changes, pictures.
    pictures: what was shown beside the words; a doubt says where each stands.
    """

    format: str
    lines: tuple[Line, ...]
    clauses: tuple[ParsedClause, ...] | None = None
    profile: str = ""
    title: str = ""
    language: str = ""
    doubts: tuple[Doubt, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def text(self) -> str:
        """The lines as officials see them beside the outline: line n of it is the line with the number n."""
        printed = {line.number: line.text for line in self.lines}
        return "\n".join(printed.get(number, "") for number in range(1, max(printed, default=0) + 1))
