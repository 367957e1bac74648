"""Where clauses stand among one another: which of the links are in order, and whether two clauses stand at the same place between them."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

NEAR = 4  # clauses from a fixed one; that far, the place says which clause it may be


def in_order(places: Sequence[int]) -> set[int]:
    """The indices of a longest increasing subsequence (patience sorting, Fredman 1975): n log n."""
    tops: list[int] = []  # of each pile, the smallest last value of a sequence of that length
    at: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        pile = bisect_left(tops, place)
        tops[pile:] = [place, *tops[pile + 1 :]] if pile < len(tops) else [place]
        at[pile:] = [index, *at[pile + 1 :]] if pile < len(at) else [index]
        before.append(at[pile - 1] if pile else -1)
    found: set[int] = set()
    index = at[-1] if at else -1
    while index >= 0:
        found.add(index)
        index = before[index]
    return found


Spot: TypeAlias = tuple[int, str, int]
"""A gap, what of it, and how far from there."""


@dataclass(frozen=True, slots=True)
class Places:
    """For each place of each side, the distance to the fixed clause before it and after it, and which gap between fixed ones it is in."""

    old: Sequence[tuple[int, int, int]]
    new: Sequence[tuple[int, int, int]]

    def same_gap(self, old: int, new: int) -> bool:
        """Whether both stand between the same two fixed clauses."""
        return self.old[old][0] == self.new[new][0]

    def steps(self, old: int, new: int) -> int:
        """0 to 2: from how many of the two fixed neighbours both are equally far, and near."""
        if not self.same_gap(old, new):
            return 0
        return sum(a == b <= NEAR for a, b in zip(self.old[old][1:], self.new[new][1:], strict=True))

    @staticmethod
    def spots(place: tuple[int, int, int]) -> Iterator[Spot]:
        """By what a place may be the same as one of the other side: its gap, and its distance from the ends of that where it is near."""
        gap, before, after = place
        yield gap, "in", 0
        yield from ((gap, end, far) for end, far in (("from", before), ("to", after)) if far <= NEAR)


def places(sizes: tuple[int, int], fixed: Mapping[int, int]) -> Places:
    """The places in two revisions of these sizes, between those of the fixed links that are in order."""
    olds = sorted(fixed)
    keep = in_order([fixed[old] for old in olds])
    kept = [old for n, old in enumerate(olds) if n in keep]
    return Places(_distances(sizes[0], kept), _distances(sizes[1], [fixed[old] for old in kept]))


def _distances(size: int, fixed: Sequence[int]) -> list[tuple[int, int, int]]:
    ends = [-1, *fixed, size]
    found = []
    for gap, (start, end) in enumerate(pairwise(ends)):
        found += [(gap, at - start, end - at) for at in range(start + 1, end)]
        if end < size:
            found.append((-gap - 1, 0, 0))  # it is fixed itself, and in no gap
    return found
