"""Follows clauses from one published revision to a later one, through the links of all those between."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consult.documents.clause_links import link_of, units_of
from consult.documents.models import ClauseLink, Wording
from consult.matching.citation_levels import lay_out, level_of
from consult.matching.link_states import tell
from consult.matching.links import LinkStatus, Tie, Unit


@dataclass(frozen=True, slots=True)
class Linked:
    """What became of a clause between two published revisions.

    old, new: ids of clauses; None where there is none. score: from 0 to 1, how sure the program was; over several revisions the least.
    confirmed: a person has said so, over several revisions at least once.
    """

    old: str | None
    new: str | None
    status: LinkStatus
    renumbered: bool
    score: float
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Trail:
    """That a clause of some revision on the way is the clause `new` of the last one."""

    new: str
    score: float
    confirmed: bool


Trails = Mapping[str, Mapping[str, Trail]]  # of a clause, by what it became

START: Final = (1.0, False)


def trails(steps: Sequence[Iterable[ClauseLink]]) -> Trails:
    """What each clause that is met on the way became in the last revision. `steps`: the links of each revision, the oldest first."""
    found: dict[str, Mapping[str, Trail]] = {}
    for number, links in enumerate(reversed(steps)):
        here: dict[str, dict[str, Trail]] = {}
        for link in links:
            new = str(link.new_id) if link.new_id else ""
            onward = found.get(new, {}) if number or not new else {new: Trail(new, *START)}
            ends = here.setdefault(str(link.old_id), {}) if link.old_id else {}
            for end in onward.values():
                trail = Trail(end.new, min(end.score, link.score), end.confirmed or link.confirmed_at is not None)
                ends.setdefault(end.new, trail)
        found |= here
    return found


def linked(old: Sequence[Wording], new: Sequence[Wording], steps: Sequence[Sequence[ClauseLink]]) -> list[Linked]:
    """The links between the clauses of two revisions, in the reading order of the newer one, what is gone at its old place.

    Of neighbours they are those that are stored. Of others, what became of a clause is told anew from what the two say, so that a
    clause that was changed and changed back is unchanged.
    """
    if len(steps) == 1:
        return [stored(row) for row in steps[0]]
    return told_anew(units_of(old), units_of(new), trails(steps))


def stored(row: ClauseLink) -> Linked:
    """The link that a row holds."""
    link = link_of(row)
    return Linked(link.old, link.new, link.status, link.renumbered, link.score, row.confirmed_at is not None)


def told_anew(old: Sequence[Unit], new: Sequence[Unit], found: Trails) -> list[Linked]:
    """The links that the trails make between two revisions."""
    level = level_of([*old, *new])
    ends = {(unit.id, trail.new): trail for unit in old for trail in found.get(unit.id, {}).values()}
    ties = [Tie(before, after, trail.score, False) for (before, after), trail in ends.items()]
    links = tell(lay_out(old, level=level), lay_out(new, level=level), ties)
    confirmed = {pair for pair, trail in ends.items() if trail.confirmed}
    return [
        Linked(link.old, link.new, link.status, link.renumbered, link.score, (link.old or "", link.new or "") in confirmed)
        for link in links
    ]
