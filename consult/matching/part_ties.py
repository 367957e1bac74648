"""Ties the parts of clauses that were tied: first what stands word for word, then level with level, then piece with whole."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from consult.matching.group_items import Group, Item, items
from consult.matching.links import Pair, Tie, Unit
from consult.matching.opened_parts import level_with, to_open
from consult.matching.pairing import pair
from consult.matching.text_likeness import Weights
from consult.matching.verbatim_clauses import Side, Standing


@dataclass
class Parts:
    """The parts of two revisions. weights: of words, in both. tied: the old and the new clauses that need nothing more."""

    standing: Standing
    weights: Weights
    tied: tuple[set[str], set[str]] = field(default_factory=lambda: (set(), set()))

    def tie(self, ties: Sequence[Tie], *, by_chance: float, above: bool) -> list[Tie]:
        """These ties, those of all that stands in them, and those of what stands word for word in them, but in another part."""
        found = self.inside(ties, by_chance=by_chance, above=above)
        for old, new in list(self.standing.there.items()):
            if old not in self.tied[0] and new not in self.tied[1]:
                found += self.inside([Tie(old, new, 1.0, doubtful=False)], by_chance=by_chance, above=above)
        return found

    def inside(self, ties: Sequence[Tie], *, by_chance: float, above: bool) -> list[Tie]:
        """These ties and those of all that stands in them."""
        found = list(ties)
        self.tied[0].update(tie.old for tie in ties)
        self.tied[1].update(tie.new for tie in ties)
        old, new = self.standing.old, self.standing.new
        for olds, news in families(ties):
            sides = old.parts_of(olds), new.parts_of(news)
            if old.is_deep(olds) or new.is_deep(news):
                self.standing.look(olds, news)
                sides = level_with(sides[1], sides[0], self.standing.turned()), level_with(sides[0], sides[1], self.standing)
            sides = self._here(*sides)
            if all(sides):
                pairs, is_kept = self._paired(*sides, by_chance=by_chance, above=above)
                found += self.inside(pairs, by_chance=by_chance, above=is_kept or above)
        return found

    def _here(self, old: Sequence[Unit], new: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
        """Those of the parts that are matched with one another: without what is tied, or stands word for word elsewhere."""
        ids = {unit.id for unit in old}, {unit.id for unit in new}
        there, back = self.standing.there, self.standing.back
        return (
            [one for one in old if one.id not in self.tied[0] and (one.id not in there or there[one.id] in ids[1])],
            [one for one in new if one.id not in self.tied[1] and (one.id not in back or back[one.id] in ids[0])],
        )

    def _paired(self, old: Sequence[Unit], new: Sequence[Unit], *, by_chance: float, above: bool) -> tuple[list[Tie], bool]:
        """The ties of these parts, opening those of which others seem to be pieces; and whether their numbers are kept on purpose."""
        sides = self.standing.old, self.standing.new
        group = Group(self.items(sides[0], old), self.items(sides[1], new))
        pairs, trusted = pair(group, by_chance=by_chance, above=above)
        opened = self.opened(group, pairs)
        if not any(opened):
            return ties_of(group, pairs), trusted.is_kept
        return self._paired(opened_in(sides[0], old, opened[0]), opened_in(sides[1], new, opened[1]), by_chance=by_chance, above=above)

    def opened(self, group: Group, pairs: Sequence[Pair]) -> tuple[set[str], set[str]]:
        """The old and the new parts below which stands by itself what seems to have been split from them, or merged into them."""
        turned = [Pair(one.new, one.old, one.score, one.doubtful) for one in pairs]
        return to_open(Group(group.new, group.old), turned, self.below), to_open(group, pairs, self.below)

    def below(self, unit: Unit) -> list[Item]:
        """What stands directly below a clause of either revision, as it is compared."""
        side = self.standing.old if self.standing.old.layout.units.get(unit.id) is unit else self.standing.new
        return self.items(side, side.parts(unit.id))

    def items(self, side: Side, units: Sequence[Unit]) -> list[Item]:
        """The clauses as they are compared."""
        return items(units, text=side.whole, weights=self.weights)


def opened_in(side: Side, units: Iterable[Unit], opened: set[str]) -> list[Unit]:
    """The units, with its parts in place of each that is opened."""
    return [one for unit in units for one in (side.parts(unit.id) if unit.id in opened else [unit])]


def ties_of(group: Group, pairs: Iterable[Pair]) -> list[Tie]:
    """The pairs as ties of their clauses."""
    return [Tie(group.old[one.old].unit.id, group.new[one.new].unit.id, one.score, one.doubtful) for one in pairs]


def families(ties: Sequence[Tie]) -> Iterator[tuple[list[str], list[str]]]:
    """The old and the new ends of ties that have an end in common, together: of a split one old and several new."""
    olds: dict[str, list[str]] = defaultdict(list)
    news: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        olds[tie.old].append(tie.new)
        news[tie.new].append(tie.old)
    for old, found in olds.items():
        if len(found) > 1 or len(news[found[0]]) == 1:
            yield [old], found
    yield from ((found, [new]) for new, found in news.items() if len(found) > 1)
