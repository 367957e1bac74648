"""Which candidates belong together: the assignment that leaves the least doubt altogether, and where another would do nearly as well."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

import numpy as np
from scipy.optimize import linear_sum_assignment

Scores: TypeAlias = Mapping[tuple[int, int], float]
"""How sure each pair of an old and a new place is."""

CLOSE: Final = 1.6  # so many times the doubt of a link another may have, and still is no clear second
LEAST: Final = 0.005  # doubt that is always left


def cost(score: float) -> float:
    """The logarithm of the doubt that a score leaves: doubts multiply, costs add up."""
    return math.log(1 - score + LEAST)


def assign(scores: Scores, *, at_least: float) -> dict[int, int]:
    """From old to new place: of the pairs with such a score, those that leave the least doubt (Kuhn 1955). Each connected part alone."""
    chosen: dict[int, int] = {}
    for olds, news in _connected(pair for pair, score in scores.items() if score >= at_least):
        costs = np.zeros((len(olds), len(news)))
        for row, old in enumerate(olds):
            for column, new in enumerate(news):
                score = scores.get((old, new))
                costs[row, column] = cost(score) if score is not None and score >= at_least else 0.0
        for row, column in zip(*linear_sum_assignment(costs), strict=True):
            if costs[row, column] < 0:
                chosen[olds[row]] = news[column]
    return chosen


def _connected(pairs: Iterator[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
    """The old and new places that hang together by pairs, each part by itself."""
    beside: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for old, new in pairs:
        beside["old", old].append(("new", new))
        beside["new", new].append(("old", old))
    seen: set[tuple[str, int]] = set()
    for start in sorted(beside):
        if start in seen:
            continue
        part, waiting = {start}, [start]
        while waiting:
            more = [one for one in beside[waiting.pop()] if one not in part]
            part.update(more)
            waiting += more
        seen |= part
        yield sorted(n for side, n in part if side == "old"), sorted(n for side, n in part if side == "new")


def close_calls(chosen: Mapping[int, int], scores: Scores) -> set[int]:
    """The old places whose link has a runner-up that is nearly as good: a free clause, or two links with their ends exchanged."""
    taken = {new: old for old, new in chosen.items()}
    found: set[int] = set()
    for (old, new), score in scores.items():
        if chosen.get(old) == new:
            continue
        ours = [one for one in (old if old in chosen else None, taken.get(new)) if one is not None]
        standing = sum(cost(scores[one, chosen[one]]) for one in ours)
        other = cost(score)
        if len(ours) == 2:
            other += cost(scores.get((ours[1], chosen[old]), 0.0))
        if ours and other < standing + math.log(CLOSE):
            found.update(ours)
        found.update(one for one in ours if score > scores[one, chosen[one]])  # the one that is better alone gave way to two that are worse
    return found
