"""Clauses while they are edited: a flat list in reading order, in which each names the one that it stands in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consult.errors import BadInput
from consult.formats.outline.lines import words

CLAUSE: Final = "clause"  # the kind of what has no number of its own
HEADING: Final = "heading"


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause that keeps its identity while everything else about it may change.

    id: of the clause; stays whatever becomes of number, kind and place. parent: the id of what it stands in.
    mark: the words of the file that became number and label; they go back into the text where the clause is joined to another.
    called: what an official calls it; empty where kind and number say it.
    name, stem: what it calls itself and what its key is made from, where kind and number do not say that (`learning.read`).
    pinned: label and key as they were read, where our rules would give others; until an edit touches it or what it stands in.
    """

    id: str
    parent: str | None
    part: str
    kind: str
    number: str = ""
    heading: str = ""
    text: str = ""
    mark: str = ""
    line: int | None = None
    called: str = ""
    name: str = ""
    stem: str = ""
    pinned: tuple[str, str] | None = None

    def printed(self) -> str:
        """All its words in the order of the file, on one line but for the breaks in its text."""
        return " ".join(filter(None, (self.mark, self.heading, self.text)))


Passages = tuple[Passage, ...]


def words_of(passages: Iterable[Passage]) -> list[str]:
    """Every word of every passage in reading order; what no operation may change but by moving a clause."""
    return [word for one in passages for word in words(one.printed())]


def at(passages: Sequence[Passage], id_: str, *, field: str = "clause") -> int:
    """Where the passage stands.

    Raises:
        BadInput: `edit.unknown`: there is none with that id.
    """
    found = next((number for number, one in enumerate(passages) if one.id == id_), None)
    if found is None:
        raise BadInput("edit.unknown", field=field)
    return found


def end_of(passages: Sequence[Passage], start: int) -> int:
    """The index behind the passage at `start` and all that stands in it."""
    inside: set[str | None] = {passages[start].id}
    end = start + 1
    while end < len(passages) and passages[end].parent in inside:
        inside.add(passages[end].id)
        end += 1
    return end


def parents(passages: Iterable[Passage]) -> dict[str, str | None]:
    """Id → id of what it stands in."""
    return {one.id: one.parent for one in passages}


def chain(id_: str | None, above: Mapping[str, str | None]) -> list[str]:
    """The id and those of all that it stands in, the innermost first."""
    found = []
    while id_ is not None:
        found.append(id_)
        id_ = above.get(id_)
    return found


def depths(passages: Iterable[Passage]) -> dict[str, int]:
    """Id → 0 for what stands in nothing, else one more than what it stands in."""
    found: dict[str, int] = {}
    for one in passages:
        found[one.id] = found[one.parent] + 1 if one.parent is not None else 0
    return found
