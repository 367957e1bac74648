"""Which clauses were made of one, and which one was made of several: parts whose words stand in a whole, each adding its own to it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from consult.matching.candidates import index
from consult.matching.group_items import Group, Item
from consult.matching.links import Pair
from consult.matching.text_likeness import Bag, bag, held

HELD: Final = 0.6  # the share of a part's weight that stands in the whole
COVERED: Final = 0.75  # the share of the whole's weight that stands in its parts together
GAIN: Final = 0.06  # the share of the whole that each part alone accounts for: a second copy of the first accounts for nothing
OWN: Final = 0.6  # … and the share of what it accounts for at all
CLOSE: Final = 0.15  # so much less of a part stands in another whole, and that may be where it came from as well
SURE: Final = 0.85  # of what is held and covered, the least for which nobody has to look
LEAST_WORDS: Final = 4
NEAR: Final = 3  # places between parts; they follow one another in the draft, with what may have come between


def splits(group: Group, pairs: Sequence[Pair], *, free: set[int]) -> list[Pair]:
    """The pairs, with those of each old clause that was split; `free` are the new places that may be parts."""
    exact = {one.old for one in pairs if group.old[one.old].exact == group.new[one.new].exact}
    wholes = {at for at in range(len(group.old)) if at not in exact and not group.old[at].is_removed}
    linked = {one.old: one.new for one in pairs}
    offered, unclear = _offered(group, wholes, free, linked)
    found = {}
    for whole, parts in offered.items():
        already = {linked[whole]} if whole in linked else set()
        found[whole] = _parts(group.old[whole], group.new, parts | already, unclear)
    return _replaced(pairs, {whole: parts for whole, parts in found.items() if parts})


def merges(group: Group, pairs: Sequence[Pair], *, free: set[int]) -> list[Pair]:
    """The pairs, with those of each new clause that was merged of several; `free` are the old places that may be parts."""
    once = Counter(one.old for one in pairs)
    turned = [Pair(one.new, one.old, one.score, one.doubtful) for one in pairs if once[one.old] == 1]
    kept = [one for one in pairs if once[one.old] > 1]
    found = splits(Group(group.new, group.old), turned, free=free - {one.old for one in kept})
    return [*kept, *(Pair(one.new, one.old, one.score, one.doubtful) for one in found)]


def _offered(group: Group, wholes: set[int], free: set[int], linked: Mapping[int, int]) -> tuple[dict[int, set[int]], set[int]]:
    """For each whole, the free parts of which most stands in it, each given once; and the parts that another may claim as well."""
    found: dict[int, set[int]] = defaultdict(set)
    unclear: set[int] = set()
    words = index(group.old, wholes if free else ())
    for part in sorted(free):
        bag = group.new[part].bag
        claims = {whole: held(bag, group.old[whole].bag) for whole in words.like(group.new[part], among=wholes)}
        best = max(claims.values(), default=0.0)
        if best >= HELD and len(bag.of) >= LEAST_WORDS:
            near = [whole for whole, share in claims.items() if share >= best - CLOSE]
            found[min(near, key=lambda whole: (abs(_expected(whole, linked) - part), whole))].add(part)
            unclear.update([part] if len(near) > 1 else [])
    return found, unclear


def _expected(whole: int, linked: Mapping[int, int]) -> int:
    """About where in the new revision a clause of the old one should be: where it is, or its neighbour before it."""
    return next((linked[at] + whole - at for at in range(whole, max(-1, whole - NEAR), -1) if at in linked), whole)


def _parts(whole: Item, items: Sequence[Item], offered: Iterable[int], unclear: set[int]) -> dict[int, tuple[float, bool]]:
    """The parts that make up the whole, each with its score and whether it is doubtful; empty where they do not make it up."""
    parts = _needed(whole, items, [part for part in sorted(offered) if held(items[part].bag, whole.bag) >= HELD])
    covered = _covered(whole.bag, items, parts)
    if len(parts) < 2 or covered < COVERED:
        return {}
    near = all(b - a <= NEAR for a, b in pairwise(parts))
    scores = {part: (covered + held(items[part].bag, whole.bag)) / 2 for part in parts}
    is_clear = near and not unclear & set(parts)
    return {part: (score, score < SURE or not is_clear) for part, score in scores.items()}


def _needed(whole: Item, items: Sequence[Item], parts: Iterable[int]) -> list[int]:
    """The parts without those that say nothing of the whole but what others do. Beside others none accounts for more than alone."""
    alone = {part: held(whole.bag, items[part].bag) for part in parts}
    needed = [part for part in alone if alone[part] >= GAIN]
    together = _together(items, needed)
    while len(needed) > 1:
        gains = {part: _gain(whole.bag, items[part].bag, together, alone=alone[part]) for part in needed}
        least = min(needed, key=lambda part: gains[part])
        if gains[least] >= GAIN:
            break
        needed.remove(least)
        for gram, weight in items[least].bag.of.items():
            together[gram] -= weight
    return needed


def _gain(whole: Bag, part: Bag, together: Mapping[str, float], *, alone: float) -> float:
    """The share of the whole that of all parts together this one alone accounts for; nothing where the others say most of that, too."""
    shared = ((gram, whole.of[gram]) for gram in part.of.keys() & whole.of.keys())
    lost = sum(min(weight, together[gram]) - min(weight, max(0.0, together[gram] - part.of[gram])) for gram, weight in shared)
    gain = lost / whole.total
    return gain if gain >= OWN * alone else 0.0


def _covered(whole: Bag, items: Sequence[Item], parts: Iterable[int]) -> float:
    """The share of the whole's weight that stands in the parts together."""
    return held(whole, bag(_together(items, parts)))


def _together(items: Sequence[Item], parts: Iterable[int]) -> dict[str, float]:
    """The weights of the words of all these."""
    together: dict[str, float] = defaultdict(float)
    for part in parts:
        for gram, weight in items[part].bag.of.items():
            together[gram] += weight
    return together


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
