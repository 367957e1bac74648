"""Which clauses of the other revision a person may mean who says what became of one: those of its kind that are most like it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from consult.matching.candidates import Index, index
from consult.matching.group_items import Item, items
from consult.matching.links import Unit
from consult.matching.text_likeness import Weights, fold, likeness, weigh

LIKE: Final = 0.05  # what shares less shares words that every text has


class Nearest:
    """The clauses of one kind in both revisions, in reading order; `texts`: of each with its parts, by the id of the clause."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], *, kind: str, texts: tuple[Mapping[str, str], Mapping[str, str]]) -> None:
        self.old = [unit for unit in old if unit.kind == kind]
        self.new = [unit for unit in new if unit.kind == kind]
        self._texts = texts

    def of_old(self, clause: str) -> list[Unit]:
        """The clauses of the new revision that are most like an old one, best first."""
        return alike(self._items[0], self._indexes[1], clause)

    def of_new(self, clause: str) -> list[Unit]:
        """The clauses of the old revision that are most like a new one, best first."""
        return alike(self._items[1], self._indexes[0], clause)

    @cached_property
    def _items(self) -> tuple[list[Item], list[Item]]:
        weights = weigh(fold(text[unit.id]) for units, text in self._sides for unit in units)
        old, new = (compared(units, text, weights) for units, text in self._sides)
        return old, new

    @cached_property
    def _indexes(self) -> tuple[Index, Index]:
        old, new = (index(side, range(len(side))) for side in self._items)
        return old, new

    @property
    def _sides(self) -> Iterable[tuple[Sequence[Unit], Mapping[str, str]]]:
        return zip((self.old, self.new), self._texts, strict=True)


def compared(units: Sequence[Unit], texts: Mapping[str, str], weights: Weights) -> list[Item]:
    """The clauses as they are compared: by all that stands in them."""
    return items(units, text=lambda unit: fold(texts[unit.id]), weights=weights)


def alike(side: Sequence[Item], other: Index, clause: str) -> list[Unit]:
    """The clauses of the other side that share rare words with one, the most alike first."""
    sought = next((item for item in side if item.unit.id == clause), None)
    if sought is None:
        return []
    found = [other.items[at] for at in other.like(sought, among=frozenset(range(len(other.items))))]
    like = {item.unit.id: likeness(sought.bag, item.bag) for item in found}
    return sorted((item.unit for item in found if like[item.unit.id] >= LIKE), key=lambda unit: -like[unit.id])
