"""What a person says of links: which clause is which, whatever the program thought. The parts of what they link are matched anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from consult.errors import BadInput
from consult.matching.citation_levels import lay_out, level_of
from consult.matching.link_states import tell
from consult.matching.links import Link, LinkStatus, Tie, Unit
from consult.matching.match import match

Ends = tuple[str | None, str | None]


class LinkAct(StrEnum):
    """What can be said."""

    CONFIRM = "confirm"  # it is as the program thought
    CHOOSE = "choose"  # the old clause is this new one, and neither is another
    ADD = "add"  # the old clause is this new one, too: a split or a merge
    NEW = "new"  # the new clause was none before
    REMOVED = "removed"  # the old clause is none any more


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says of a clause of the old revision, of the new one, or of both, by their ids."""

    act: LinkAct
    old: str | None = None
    new: str | None = None

    @property
    def end(self) -> Ends:
        """The ends of the link that it makes."""
        if self.act is LinkAct.NEW:
            return None, self.new
        return (self.old, None) if self.act is LinkAct.REMOVED else (self.old, self.new)


NEEDED = {  # ends of a link that have to be named
    LinkAct.CHOOSE: ("old", "new"),
    LinkAct.ADD: ("old", "new"),
    LinkAct.NEW: ("new",),
    LinkAct.REMOVED: ("old",),
}


def decided(links: Sequence[Link], saying: Saying, *, old: Sequence[Unit], new: Sequence[Unit]) -> list[Link]:
    """All links, as they are with what was said. What loses its other end by it is doubtful: a person says what becomes of it.

    Raises:
        BadInput: `match.clause`, where a clause is not of these revisions or there is no such link; `match.same`, where nothing changes.
    """
    check(links, saying, old, new)
    if saying.act is LinkAct.CONFIRM:
        return [replace(link, doubtful=False) if (link.old, link.new) == saying.end else link for link in links]
    sides = Side(old), Side(new)
    ties = [link for link in links if link.old and link.new]
    kept = [link for link in ties if not is_cut(link, saying, sides)]
    made = [*kept, *ties_made(saying, kept, sides)]
    level = level_of([*old, *new])
    told = tell(lay_out(old, level=level), lay_out(new, level=level), [as_tie(link) for link in made])
    alone = {(link.old, link.new): link.doubtful for link in links if not (link.old and link.new)}
    freed: set[Ends] = {(link.old, None) for link in ties if link not in kept and link.new == saying.new}
    freed |= {(None, link.new) for link in ties if link not in kept and link.old == saying.old}
    return [with_doubt(link, alone, freed - {saying.end}) for link in told]


def check(links: Sequence[Link], saying: Saying, old: Sequence[Unit], new: Sequence[Unit]) -> None:
    """Refuse what cannot be said of these revisions."""
    known: dict[str, set[str | None]] = {"old": {unit.id for unit in old}, "new": {unit.id for unit in new}}
    for name in NEEDED.get(saying.act, ()):
        if getattr(saying, name) not in known[name]:
            raise BadInput("match.clause", field=name)
    found = [link for link in links if (link.old, link.new) == saying.end]
    if saying.act is LinkAct.CONFIRM and not found:
        raise BadInput("match.clause", field="old")
    if saying.act is LinkAct.ADD and found:
        raise BadInput("match.same", field="new")


class Side:
    """One revision: what stands below each of its clauses."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.parents = {unit.id: unit.parent for unit in units}

    def below(self, clause: str | None) -> list[Unit]:
        """The parts of the clause and theirs, in reading order."""
        inside = {clause} if clause else set[str | None]()
        found = []
        for unit in self.units:  # a part comes after what it stands in
            if unit.parent in inside:
                inside.add(unit.id)
                found.append(unit)
        return found


def is_cut(link: Link, saying: Saying, sides: tuple[Side, Side]) -> bool:
    """Whether the link ends with what was said: those of the clauses in question, and of their parts."""
    if saying.act is LinkAct.ADD:
        return False
    gone = [{clause, *(unit.id for unit in side.below(clause))} for side, clause in zip(sides, saying.end, strict=True)]
    return link.old in gone[0] - {None} or link.new in gone[1] - {None}


def ties_made(saying: Saying, kept: Iterable[Link], sides: tuple[Side, Side]) -> list[Link]:
    """The link that was said, and those of the parts on both sides that belong to nothing else; `tell` gives them their status."""
    if saying.act in {LinkAct.NEW, LinkAct.REMOVED}:
        return []
    tied = {link.old for link in kept}, {link.new for link in kept}
    old, new = (
        without_parents([unit for unit in side.below(clause) if unit.id not in ends])
        for side, clause, ends in zip(sides, saying.end, tied, strict=True)
    )
    parts = match(old, new).links if old and new else []
    return [Link(saying.old, saying.new, LinkStatus.CHANGED), *(link for link in parts if link.old and link.new)]


def without_parents(units: Sequence[Unit]) -> list[Unit]:
    """The clauses as a text of their own: what stood below something else stands below nothing."""
    known = {unit.id for unit in units}
    return [unit if unit.parent in known else replace(unit, parent=None) for unit in units]


def as_tie(link: Link) -> Tie:
    """The same for telling what became of each clause."""
    return Tie(link.old or "", link.new or "", link.score, link.doubtful)


def with_doubt(link: Link, alone: dict[Ends, bool], freed: set[Ends]) -> Link:
    """A clause that stands in one revision alone: doubtful where it was, or where it lost its other end just now."""
    if link.old and link.new:
        return link
    ends = (link.old, link.new)
    return replace(link, doubtful=ends in freed or alone.get(ends, False))
