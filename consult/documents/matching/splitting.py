"""Which clauses were made of one, and which one was made of several: parts whose words stand in a whole, each adding its own to it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from consult.documents.matching.candidates import index
from consult.documents.matching.items import Group, Item
from consult.documents.matching.pairs import Pair
from consult.documents.matching.texts import Bag, bag, held

HELD: Final = 0.6  # the share of a part's weight that stands in the whole
COVERED: Final = 0.75  # the share of the whole's weight that stands in its parts together
GAIN: Final = 0.12  # the share of the whole that each part alone accounts for: a second copy of the first accounts for nothing
SURE: Final = 0.85  # of what is held and covered, the least for which nobody has to look
LEAST_WORDS: Final = 4
NEAR: Final = 3  # places between parts; they follow one another in the draft, with what may have come between


def splits(group: Group, pairs: Sequence[Pair], *, free: set[int]) -> list[Pair]:
    """The pairs, with those of each old clause that was split; `free` are the new places that may be parts."""
    exact = {one.old for one in pairs if group.old[one.old].exact == group.new[one.new].exact}
    wholes = {at for at in range(len(group.old)) if at not in exact and not group.old[at].is_removed}
    linked = {one.old: one.new for one in pairs}
    offered = _offered(group.old, wholes, group.new, free)
    found = {}
    for whole, parts in offered.items():
        already = {linked[whole]} if whole in linked else set()
        found[whole] = _parts(group.old[whole], group.new, parts | already)
    return _replaced(pairs, {whole: parts for whole, parts in found.items() if parts})


def merges(group: Group, pairs: Sequence[Pair], *, free: set[int]) -> list[Pair]:
    """The pairs, with those of each new clause that was merged of several; `free` are the old places that may be parts."""
    once = Counter(one.old for one in pairs)
    turned = [Pair(one.new, one.old, one.score, one.doubtful) for one in pairs if once[one.old] == 1]
    kept = [one for one in pairs if once[one.old] > 1]
    found = splits(Group(group.new, group.old), turned, free=free - {one.old for one in kept})
    return [*kept, *(Pair(one.new, one.old, one.score, one.doubtful) for one in found)]


def _offered(wholes: Sequence[Item], at: set[int], parts: Sequence[Item], free: set[int]) -> Mapping[int, set[int]]:
    """For each whole, the free parts of which most stands in it."""
    if not free:
        return {}
    words = index(wholes, at)
    found: dict[int, set[int]] = defaultdict(set)
    for part in free:
        if len(parts[part].bag.of) >= LEAST_WORDS:
            for whole in words.like(parts[part], among=at):
                if held(parts[part].bag, wholes[whole].bag) >= HELD:
                    found[whole].add(part)
    return found


def _parts(whole: Item, items: Sequence[Item], offered: Iterable[int]) -> dict[int, tuple[float, bool]]:
    """The parts that make up the whole, each with its score and whether it is doubtful; empty where they do not make it up."""
    parts = [part for part in sorted(offered) if held(items[part].bag, whole.bag) >= HELD]
    while len(parts) > 1:
        gains = {part: _gain(whole.bag, items, parts, part) for part in parts}
        least = min(parts, key=lambda part: gains[part])
        if gains[least] >= GAIN:
            break
        parts.remove(least)
    covered = _covered(whole.bag, items, parts)
    if len(parts) < 2 or covered < COVERED:
        return {}
    near = all(b - a <= NEAR for a, b in pairwise(parts))
    scores = {part: (covered + held(items[part].bag, whole.bag)) / 2 for part in parts}
    return {part: (score, score < SURE or not near) for part, score in scores.items()}


def _gain(whole: Bag, items: Sequence[Item], parts: Sequence[int], part: int) -> float:
    return _covered(whole, items, parts) - _covered(whole, items, [one for one in parts if one != part])


def _covered(whole: Bag, items: Sequence[Item], parts: Sequence[int]) -> float:
    """The share of the whole's weight that stands in the parts together."""
    together: dict[str, float] = defaultdict(float)
    for part in parts:
        for gram, weight in items[part].bag.of.items():
            together[gram] += weight
    return held(whole, bag(together))


def _replaced(pairs: Sequence[Pair], found: Mapping[int, Mapping[int, tuple[float, bool]]]) -> list[Pair]:
    """The pairs, those of a split in place of what was linked before."""
    taken: set[int] = set()
    new: list[Pair] = []
    for whole, parts in sorted(found.items()):
        if not taken & parts.keys():
            taken |= parts.keys()
            new += [Pair(whole, part, score, doubtful) for part, (score, doubtful) in parts.items()]
    wholes = {one.old for one in new}
    return [*(one for one in pairs if one.old not in wholes and one.new not in taken), *new]
