"""How sure it is that two clauses are one: text, heading, label and place, each taking away a share of the doubt that the others leave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias

from rapidfuzz import fuzz

from consult.matching.group_items import NAMELESS, Group, Item
from consult.matching.label_trust import Trust
from consult.matching.relative_places import Places
from consult.matching.text_likeness import likeness

HEADING: Final = 0.65  # the share of doubt that the same heading takes away, where no other clause has it
OTHERS_HEADING: Final = 0.1  # … where others have it, too
LIKE_HEADING: Final = 0.4  # … a heading that is nearly the same
NEARLY: Final = 0.75
LEAST_HEADING: Final = 8  # characters; one that is the beginning of the other is nearly the same
LABEL: Final = 0.35  # … the same label, as far as labels are trusted
KEPT_LABEL: Final = 0.75  # … the same label in a draft that keeps its numbers
STEP: Final = 0.25  # … each of the two neighbours that stand in the same distance
KIN: Final = 0.5  # … what stands in them, or what they stand in, being linked
SAME_GAP: Final = 0.1  # … both neighbours being the same, in whatever distance
TWIN: Final = 0.97  # how alike texts are at most; the rest is for label and place, as others may say the same
FEWEST: Final = 8  # clauses on each side, from which what is alike by chance can be told
SAMPLED: Final = 60
MOST_CHANCE: Final = 0.4
PLACEHOLDER: Final = 0.5  # how alike a clause is to the word "deleted" under its label


Kin: TypeAlias = frozenset[tuple[int, int]]
"""Pairs of places of which the clauses in them, or the clauses that they stand in, were linked."""

NO_KIN: Final[Kin] = frozenset()


@dataclass(frozen=True)
class Evidence:
    """What speaks for two clauses of a group being one."""

    group: Group
    trust: Trust
    chance: float = 0.0  # how alike clauses of this pair are that have nothing to do with each other
    leaves_numbers: bool = False  # whether what goes out leaves its number: then "deleted" says by it of what
    _likeness: dict[tuple[int, int], float] = field(default_factory=dict)
    _headings: dict[tuple[int, int], float] = field(default_factory=dict)

    def score(self, old: int, new: int, places: Places, kin: Kin = NO_KIN) -> float:
        """From 0 to 1, how sure; independent shares of doubt are multiplied (a noisy-or, Pearl 1988)."""
        doubt = 1 - self.text(old, new)
        doubt *= 1 - self.heading(old, new)
        doubt *= 1 - self.label(old, new)
        doubt *= (1 - STEP) ** places.steps(old, new)
        doubt *= 1 - KIN * ((old, new) in kin)
        return 1 - doubt * (1 - SAME_GAP * places.same_gap(old, new))

    def text(self, old: int, new: int) -> float:
        """How alike the texts are; a word for a removal says only by its label of what, as far as labels are trusted."""
        key = (old, new)
        if key not in self._likeness:
            self._likeness[key] = self._text(self.group.old[old], self.group.new[new])
        return self._likeness[key]

    def _text(self, old: Item, new: Item) -> float:
        same_name = old.name == new.name != NAMELESS
        if old.is_removed or new.is_removed:
            return PLACEHOLDER * (1.0 if self.leaves_numbers else self.trust.share) if same_name and not old.is_removed else 0.0
        return min(TWIN, max(0.0, likeness(old.bag, new.bag) - self.chance) / (1 - self.chance))

    def heading(self, old: int, new: int) -> float:
        """The share of doubt that the headings take away."""
        key = (old, new)
        if key not in self._headings:
            self._headings[key] = self._heading(self.group.old[old].heading.casefold(), self.group.new[new].heading.casefold())
        return self._headings[key]

    def _heading(self, old: str, new: str) -> float:
        if not old or not new:
            return 0.0
        if old == new:
            return HEADING if self.is_single(old) else OTHERS_HEADING
        if min(len(old), len(new)) >= LEAST_HEADING and (old.startswith(new) or new.startswith(old)):
            return LIKE_HEADING
        alike = max(fuzz.token_sort_ratio(old, new), fuzz.ratio(old, new)) / 100
        return LIKE_HEADING if alike >= NEARLY else 0.0

    def is_single(self, heading: str) -> bool:
        """Whether at most one clause of each revision has this heading, in lower case."""
        return all(counted[heading] <= 1 for counted in self._counted)

    @cached_property
    def _counted(self) -> tuple[Counter[str], Counter[str]]:
        """How many clauses of each side have a heading."""
        return _tally(self.group.old), _tally(self.group.new)

    def label(self, old: int, new: int) -> float:
        """The share of doubt that the labels take away."""
        same = self.group.old[old].name == self.group.new[new].name != NAMELESS
        is_kept = self.trust.is_kept or (self.leaves_numbers and self.group.new[new].is_removed)
        return (KEPT_LABEL if is_kept else LABEL * self.trust.share) if same else 0.0


def _tally(side: Sequence[Item]) -> Counter[str]:
    return Counter(item.heading.casefold() for item in side)


def kin(group: Group, linked: Mapping[int, int]) -> Kin:
    """The kin of a group whose clauses stand in one another, as headings do."""
    inside = _parents(group.old), _parents(group.new)
    above = Counter((inside[0].get(old, -1), inside[1].get(new, -1)) for old, new in linked.items())
    return frozenset(pair for pair in above if min(pair) >= 0)


def _parents(side: Sequence[Item]) -> dict[int, int]:
    """From the place of a clause to that of what it stands in, where that is of the group, too."""
    at = {item.unit.id: place for place, item in enumerate(side)}
    return {place: at[item.unit.parent] for place, item in enumerate(side) if item.unit.parent in at}


def chance(group: Group) -> float:
    """How alike clauses are that have nothing to do with each other: nine in ten of those compared, far from one another, are less."""
    size = min(len(group.old), len(group.new))
    if size < FEWEST:
        return 0.0
    far = [(at, (at + size // 2) % size) for at in range(0, size, max(1, size // SAMPLED))]
    found = sorted(likeness(group.old[old].bag, group.new[new].bag) for old, new in far if not group.old[old].is_removed)
    return min(MOST_CHANCE, found[len(found) * 9 // 10]) if found else 0.0
