"""What matching reads and what it answers: clauses as plain values, and links between those of two neighbouring revisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consult.formats.outline.clauses import ParsedClause


class LinkStatus(StrEnum):
    """What became of a clause between two neighbouring revisions."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MOVED = "moved"  # to another place; its words may be others, too
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    REMOVED = "removed"  # gone, or its text is now "Dihapus."


LEAST_SHARED: Final = 0.1  # of the clauses of the shorter text; laws that have nothing else in common share how they begin and end


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause of one revision, in reading order. `text` is its own only; `parent` is an id in the same revision."""

    id: str
    parent: str | None
    part: str
    kind: str
    number: str
    label: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """That a clause of the old revision is one of the new, or that it is in neither.

    old, new: ids of units; None where there is none. A split is several links with the same `old`, a merge several with the same `new`;
    the first of them, in the order of the answer, is the one that carries on the clause's identity.
    renumbered: the label is another one. score: from 0 to 1, how sure. doubtful: a person decides before it is used.
    """

    old: str | None
    new: str | None
    status: LinkStatus
    renumbered: bool = False
    score: float = 1.0
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """All links between two revisions: each old clause and each new one is in at least one.

    trust: from 0 to 1, how far labels say which clause is which, as measured on the pair itself.
    """

    links: Sequence[Link]
    trust: float

    @property
    def is_another_text(self) -> bool:
        """Whether hardly any clause of the one revision is surely one of the other: two drafts, rather than two states of one."""
        old = {link.old for link in self.links if link.old}
        new = {link.new for link in self.links if link.new}
        sure = {link.old for link in self.links if link.old and link.new and not link.doubtful}
        return len(sure) < LEAST_SHARED * min(len(old), len(new))


def carried_on(links: Iterable[Link]) -> dict[str, str]:
    """New clause → the old one whose identity it carries on: of several links of a clause the first."""
    carried: dict[str, str] = {}
    taken: set[str] = set()
    for link in links:
        if link.old and link.new and link.new not in carried and link.old not in taken:
            carried[link.new] = link.old
            taken.add(link.old)
    return carried


@dataclass(frozen=True, slots=True)
class Pair:
    """That two places of a group are one clause. Several with the same `old` are a split, with the same `new` a merge."""

    old: int
    new: int
    score: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """That two clauses are one, by their ids."""

    old: str
    new: str
    score: float
    doubtful: bool


def units_of(clauses: Iterable[ParsedClause]) -> list[Unit]:
    """The clauses in reading order; their keys are the ids."""
    return [Unit(one.key, one.parent, one.part, one.kind, one.number, one.label, one.heading, one.text) for one in clauses]
