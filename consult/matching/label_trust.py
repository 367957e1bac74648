"""How far labels say which clause is which, measured on the pair of revisions itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consult.matching.group_items import NAMELESS, Group, Item, Name
from consult.matching.text_likeness import likeness

ALIKE: Final = 0.5  # texts that are so alike belong to one clause, whatever their labels; see docs/decisions
_DOUBTED: Final = 1  # a clause of each opinion that every group begins with, so that few clauses prove little
_FEW: Final = 3  # clauses that kept their labels; fewer show no purpose
_SURE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Trust:
    """share: of the clauses whose texts tell which is which, those that kept their label, from 0 to 1.

    is_kept: the draft keeps its numbers on purpose: what comes in gets a letter, what goes out leaves its number, and nothing shifts.
    """

    share: float
    is_kept: bool


def trust(group: Group, exact: Mapping[int, int]) -> Trust:
    """What the texts say about the labels of a group. `exact`: from old to new place, those whose text is found again word for word."""
    votes = list(_votes(group, exact))
    yes = sum(votes)
    share = (yes + _DOUBTED) / (len(votes) + 2 * _DOUBTED)
    is_kept = yes >= _FEW and share >= _SURE and keeps_numbers(group)
    return Trust(1.0 if is_kept else share, is_kept)


def _votes(group: Group, exact: Mapping[int, int]) -> Iterator[bool]:
    """One of each pair of the same name: whether its texts say that it is one clause. Those whose texts tell nothing do not vote."""
    by_name = named(group.new)
    taken = set(exact.values())
    for at, item in enumerate(group.old):
        there = by_name.get(item.name)
        if there is None or item.is_removed or group.new[there].is_removed:
            continue
        if at in exact or there in taken:
            yield exact.get(at) == there
        elif likeness(item.bag, group.new[there].bag) >= ALIKE:
            yield True


def named(items: Sequence[Item]) -> dict[Name, int]:
    """From a name to the place of the item that goes by it."""
    return {item.name: at for at, item in enumerate(items) if item.name != NAMELESS}


def keeps_numbers(group: Group) -> bool:
    """Whether something speaks for numbers that are kept: a lettered number that is new, or one whose text says that it was removed."""
    old, new = named(group.old), named(group.new)
    lettered = any(name not in old and _is_lettered(name, old) for name in new)
    return lettered or any(item.is_removed and item.name in old for item in group.new)


def _is_lettered(name: Name, old: Mapping[Name, int]) -> bool:
    """`7a` beside a `7`."""
    kind, number = name
    stem = number.rstrip("abcdefghijklmnopqrstuvwxyz ")
    return stem != number and stem.isdecimal() and (kind, stem) in old
