"""What matching gives: pairs of places in a group of clauses, and ties of the clauses themselves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """That two places of a group are one clause. Several with the same `old` are a split, with the same `new` a merge."""

    old: int
    new: int
    score: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """That two clauses are one, by their ids."""

    old: str
    new: str
    score: float
    doubtful: bool
