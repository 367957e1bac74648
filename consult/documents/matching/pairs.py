"""What matching a group of clauses gives: pairs of places."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """That two places of a group are one clause. Several with the same `old` are a split, with the same `new` a merge."""

    old: int
    new: int
    score: float
    doubtful: bool = False
