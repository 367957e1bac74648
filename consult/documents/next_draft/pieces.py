"""A clause and its parts, as they are composed into one text and taken apart again."""

from collections.abc import Sequence
from dataclasses import dataclass

from consult.formats.outline.composed_text import HANGING, hanging


@dataclass(frozen=True, slots=True)
class Piece:
    """The clause, or a part in it. `id`: of a clause; empty where it is none yet. `parent`: its place among the others, before its own."""

    id: str
    parent: int | None
    kind: str
    number: str
    label: str = ""
    heading: str = ""
    text: str = ""
    mark: str = ""

    @property
    def is_hanging(self) -> bool:
        """Whether its number stands beside its words."""
        return self.kind in HANGING

    @property
    def printed(self) -> str:
        """What stands before its words in a composed text; nothing where it has no number."""
        return hanging(self) if self.is_hanging else self.heading or self.label

    def unmarked(self, *, is_whole: bool) -> list[str]:
        """Its lines in a composed text that begin with no mark. `is_whole`: it is the clause itself, not a part."""
        lines = self.text.split("\n") if self.text else []
        return lines[1:] if not is_whole and self.is_hanging and self.printed else lines


def children(pieces: Sequence[Piece], of: int) -> list[int]:
    """The places of the parts that stand directly in one."""
    return [place for place, piece in enumerate(pieces) if piece.parent == of]
