"""Which clauses are compared at all: few for each, so that the work does not grow with the square of the length."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consult.matching.group_items import Group, Item
from consult.matching.label_trust import named
from consult.matching.relative_places import Places, Spot

COMMON: Final = 30  # clauses; words that stand in more are not looked for
MOST: Final = 8  # clauses that share rare words with one are compared with it
WIDEST_GAP: Final = 8  # clauses; in a wider one not everything is compared with everything


@dataclass(frozen=True, slots=True)
class Index:
    """Which items have which words, of the words that stand in few."""

    items: Sequence[Item]
    at: Mapping[str, Sequence[int]]

    def like(self, item: Item, *, among: frozenset[int] | set[int]) -> list[int]:
        """The items that share most of its rare words, best first, at most MOST."""
        shared: dict[int, float] = defaultdict(float)
        for gram, weight in item.bag.of.items():
            for place in self.at.get(gram, ()):
                if place in among:
                    shared[place] += min(weight, self.items[place].bag.of[gram])
        return sorted(shared, key=lambda place: (-shared[place], place))[:MOST]


def index(items: Sequence[Item], among: Iterable[int]) -> Index:
    """The index of those of the items that are at these places."""
    at: dict[str, list[int]] = defaultdict(list)
    for place in sorted(among):
        for gram in items[place].bag.of:
            at[gram].append(place)
    return Index(items, {gram: found for gram, found in at.items() if len(found) <= COMMON})


@dataclass(frozen=True)
class Candidates:
    """For the clauses of the old revision that are left, which of the new may be theirs."""

    group: Group
    alike: Mapping[int, Sequence[int]]

    def of(self, places: Places, left: tuple[set[int], set[int]]) -> Iterator[tuple[int, int]]:
        """All pairs to compare, of those that are left on both sides, each once."""
        names = named(self.group.new)
        by_heading = {item.heading: at for at, item in enumerate(self.group.new) if item.heading}
        standing = _standing(places, left[1])
        for old in sorted(left[0]):
            item = self.group.old[old]
            found = {*self.alike.get(old, ()), names.get(item.name, -1), by_heading.get(item.heading, -1)}
            found.update(*(standing.get(spot, ()) for spot in places.spots(places.old[old])))
            yield from ((old, new) for new in sorted(found & left[1]))


def _standing(places: Places, news: Iterable[int]) -> Mapping[Spot, Sequence[int]]:
    """The new places at each spot that says something; a gap does where few stand in it."""
    found: dict[Spot, list[int]] = defaultdict(list)
    for new in sorted(news):
        for spot in places.spots(places.new[new]):
            found[spot].append(new)
    return {spot: there for spot, there in found.items() if len(there) <= WIDEST_GAP}


def candidates(group: Group, left: tuple[set[int], set[int]]) -> Candidates:
    """What to compare in a group, where only these places of both sides are left."""
    if len(left[1]) <= WIDEST_GAP:
        return Candidates(group, dict.fromkeys(left[0], sorted(left[1])))
    words = index(group.new, left[1])
    return Candidates(group, {old: words.like(group.old[old], among=left[1]) for old in left[0]})
