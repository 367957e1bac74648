"""Matches a draft layer by layer: what is cited, then its parts, then what holds it, then what was left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Final

from consult.formats.outline.clauses import Part
from consult.matching.citation_levels import Layout
from consult.matching.doubtful_links import perhaps
from consult.matching.evidence import chance
from consult.matching.group_items import NAMELESS, Group, Item, Name, items
from consult.matching.label_trust import Trust
from consult.matching.links import Pair, Tie, Unit
from consult.matching.pairing import pair
from consult.matching.part_ties import Parts, ties_of
from consult.matching.text_likeness import Weights, bag, fold, weigh, words
from consult.matching.verbatim_clauses import Side, Standing, elsewhere

EXPLAINED: Final = Trust(1.0, is_kept=True)  # an explanation has the label of what it explains
LEAST_WORDS: Final = 6  # of a part that is looked for under other parents, too
ELSEWHERE: Final = 0.8  # how sure that must be; what is less is nothing


@dataclass
class Layers:
    """The two revisions, and what was found so far. trust: how far the labels of the cited clauses of the body could be trusted."""

    old: Layout
    new: Layout
    ties: list[Tie] = field(default_factory=list)
    trust: float = 0.5  # which says nothing
    chance: float = 0.0  # how alike clauses of the body are by chance
    doubtful: set[tuple[str | None, str | None]] = field(default_factory=set)  # old or new clauses that may yet be linked to something

    def match(self) -> None:
        """All layers, each building on those before."""
        self.sides = Side(self.old), Side(self.new)
        self.weights = _weights(*self.sides)
        self.parts = Parts(Standing(*self.sides), self.weights)
        for part in _SAID:
            self._cited(part)
        self._across()
        self._cited(Part.EXPLANATION)  # which goes by what it explains
        self._holders()
        self._left()
        self._look_elsewhere()
        self._perhaps()

    def _perhaps(self) -> None:
        """Which of the cited clauses that were linked to nothing a person has to look at."""
        tied = {tie.old: tie.new for tie in reversed(self.ties)}
        for part in _SAID:
            group = Group(*(self._items(side, side.layout.cited.get(part, ())) for side in self.sides))
            there = {item.unit.id: at for at, item in enumerate(group.new)}
            fixed = {at: there[tied[item.unit.id]] for at, item in enumerate(group.old) if tied.get(item.unit.id) in there}
            tied_new = {tie.new for tie in self.ties}
            elsewhere = {at for at, item in enumerate(group.new) if item.unit.id in tied_new}
            gone, come = perhaps(group, fixed, by_chance=self.chance)
            self.doubtful |= {(group.old[at].unit.id, None) for at in gone if group.old[at].unit.id not in tied}
            self.doubtful |= {(None, group.new[at].unit.id) for at in come - elsewhere}

    def _cited(self, part: str) -> None:
        renamed = self._renamed() if part == Part.EXPLANATION else None
        old = self._items(self.sides[0], self.old.cited.get(part, ()), renamed)
        group = Group(old, self._items(self.sides[1], self.new.cited.get(part, ())))
        if part == Part.BODY:
            self.chance = chance(group)
        trusted = self._pair(group, trusted=EXPLAINED if renamed else None)
        if part == Part.BODY:
            self.trust = trusted.share

    def _items(self, side: Side, units: Sequence[Unit], renamed: Mapping[Name, Name] | None = None) -> list[Item]:
        return items(units, text=side.whole, weights=self.weights, renamed=renamed)

    def _pair(self, group: Group, *, trusted: Trust | None = None) -> Trust:
        """Tie the clauses of a group, and then the parts of those that were tied."""
        pairs, trusted = pair(group, trusted=trusted, by_chance=self.chance)
        self._tie(ties_of(group, pairs), above=trusted.is_kept)
        return trusted

    def _tie(self, ties: Sequence[Tie], *, above: bool = False) -> None:
        """Keep the ties of some clauses, and tie their parts."""
        self.ties += self.parts.tie(ties, by_chance=self.chance, above=above)

    def _across(self) -> None:
        """Cited clauses that were not found in their part of the draft, in another: what stands behind the heading of an annex is read
        as the annex's. Where a word of them changed, somebody has to look.
        """
        for part, other in permutations(_SAID, 2):
            sides = self._untied(self.sides[0], part), self._untied(self.sides[1], other)
            if all(sides):
                group = Group(*sides)
                pairs, _trust = pair(group, by_chance=self.chance)
                found = [one for one in pairs if one.score >= ELSEWHERE and not one.doubtful]
                self._tie(ties_of(group, (replace(one, doubtful=not _is_same(group, one)) for one in found)))

    def _untied(self, side: Side, part: str) -> list[Item]:
        """The cited clauses of a part that are tied to nothing, of those that say enough to be known by it."""
        tied = {tie.old if side is self.sides[0] else tie.new for tie in self.ties}
        items = self._items(side, [unit for unit in side.layout.cited.get(part, ()) if unit.id not in tied])
        return [one for one in items if len(words(one.text)) >= LEAST_WORDS]

    def _renamed(self) -> dict[Name, Name]:
        """What the label of a clause of the old body is in the new one."""
        ends = ((self.old.units[tie.old], self.new.units[tie.new]) for tie in self.ties)
        return {
            (old.kind, fold(old.number).casefold()): (new.kind, fold(new.number).casefold()) for old, new in ends if old.part == Part.BODY
        }

    def _holders(self) -> None:
        """Chapters and the like: one is that which holds the same clauses. Each kind by itself, as one may hold nothing but another."""
        tied = [(tie.old, tie.new) for tie in self.ties]
        held = _held(self.old, ((old, new) for old, new in tied)), _held(self.new, ((new, new) for _old, new in tied))
        for kind in dict.fromkeys(unit.kind for unit in self.old.holders):
            sides = [[unit for unit in side.holders if unit.kind == kind] for side in (self.old, self.new)]
            old, new = (
                [_holder(unit, side.get(unit.id, {}), self.weights) for unit in units] for units, side in zip(sides, held, strict=True)
            )
            pairs, _trust = pair(Group(old, new))
            self.ties += [Tie(old[one.old].unit.id, new[one.new].unit.id, one.score, one.doubtful) for one in pairs]

    def _left(self) -> None:
        """Parts that were not found where their parents are: the same words under another parent.

        Out of another cited clause than that which theirs has become, they are doubtful: who spoke about a condition of a clause that
        is gone has not spoken about the clause that asks for the same now.
        """
        sides = [
            [replace(one, name=NAMELESS) for one in self._items(side, list(_left_of(side, tied))) if len(words(one.text)) >= LEAST_WORDS]
            for side, tied in zip(self.sides, self.parts.tied, strict=True)
        ]
        group = Group(*sides)
        pairs, _trust = pair(group, by_chance=self.chance)
        opened = self.parts.opened(group, pairs)
        if any(opened):
            group = Group(*([one for one in side if one.unit.id not in ids] for side, ids in zip(sides, opened, strict=True)))
            pairs, _trust = pair(group, by_chance=self.chance)
        found = ties_of(group, [one for one in pairs if one.score >= ELSEWHERE and not one.doubtful])
        home, before = {(tie.old, tie.new) for tie in self.ties}, len(self.ties)
        self._tie(found)
        come = self.ties[before:]
        self.ties[before:] = [replace(tie, doubtful=tie.doubtful or not home & _above(self.old, self.new, tie)) for tie in come]

    def _look_elsewhere(self) -> None:
        """Links between clauses of which one stands word for word somewhere else: somebody has to look."""
        holders = {unit.id for side in self.sides for unit in side.layout.holders}
        ends = [(tie.old, tie.new) for tie in self.ties if tie.old not in holders and tie.new not in holders]
        against = elsewhere(*self.sides, ends)
        self.ties = [replace(tie, doubtful=True) if (tie.old, tie.new) in against else tie for tie in self.ties]


_SAID: Final[Sequence[str]] = (Part.BODY, Part.PREAMBLE, Part.ANNEX)


def _is_same(group: Group, one: Pair) -> bool:
    """Whether both ends say the same, word for word."""
    return group.old[one.old].exact == group.new[one.new].exact != ""


def _weights(*sides: Side) -> Weights:
    return weigh(side.whole(unit) for side in sides for units in side.layout.cited.values() for unit in units)


def _above(old: Layout, new: Layout, tie: Tie) -> set[tuple[str, str]]:
    """What the two ends stand in, each with each, without what holds cited clauses."""
    sides = [
        [one for one in side.above(end) if one not in holders]
        for side, end, holders in ((old, tie.old, {unit.id for unit in old.holders}), (new, tie.new, {unit.id for unit in new.holders}))
    ]
    return {(one, other) for one in sides[0] for other in sides[1]}


def _left_of(side: Side, tied: set[str]) -> Iterator[Unit]:
    """The parts that are tied to nothing and say something themselves; not those of which most is known to be elsewhere."""
    for unit in (part for parts in side.layout.parts.values() for part in parts):
        below = side.parts(unit.id)
        known = sum(part.id in tied for part in below)
        if unit.id not in tied and (unit.text or not below) and 2 * known <= len(below):
            yield unit


def _held(side: Layout, ends: Iterable[tuple[str, str]]) -> Mapping[str, Mapping[str, float]]:
    """For each holder the tied clauses in it, by the name that both revisions have for them: the id in the new one."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for ours, common in ends:
        above = side.units.get(side.units[ours].parent or "")
        while above:
            found[above.id][common] = 1.0
            above = side.units.get(above.parent or "")
    return found


def _holder(unit: Unit, held: Mapping[str, float], weights: Weights) -> Item:
    name = (unit.kind, fold(unit.label).casefold())
    return Item(unit, name, fold(unit.heading), fold(unit.text), weights, holds=bag(held) if held else None)
