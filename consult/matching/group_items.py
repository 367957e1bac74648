"""The clauses of one group as they are matched: each with its name in the group, its text and its place."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from consult.matching.links import Unit
from consult.matching.text_likeness import Bag, Weights, fold, says_removed

Name: TypeAlias = tuple[str, str]
"""Kind and number: what a clause goes by among its neighbours."""

NAMELESS: Final[Name] = ("", "")


@dataclass(frozen=True)
class Item:
    """A clause in its group. `text` and `heading` are folded; `name` is NAMELESS where it would not single the clause out.

    weights: of words, in both revisions. holds: the clauses in it, as the words of a bag, where it is matched by them.
    """

    unit: Unit
    name: Name
    heading: str
    text: str
    weights: Weights
    holds: Bag | None = None

    @cached_property
    def bag(self) -> Bag:
        """What is compared: what it holds, where that says more than its words; else its text, or its heading where it has none."""
        return self.holds or self.weights.bag(self.text or self.heading)

    @cached_property
    def is_removed(self) -> bool:
        """Whether it says that it was removed: its text does, or its heading and there is no text."""
        return says_removed(self.text or self.heading)

    @cached_property
    def exact(self) -> str:
        """What is the same in both revisions where nothing was changed; empty where there is nothing that could be compared."""
        return "" if self.is_removed else f"{self.heading.casefold()}\n{self.text}" if self.text else ""


@dataclass(frozen=True, slots=True)
class Group:
    """What is matched with one another: some clauses of the old revision with some of the new, each in reading order."""

    old: Sequence[Item]
    new: Sequence[Item]


def items(
    units: Sequence[Unit], *, text: Callable[[Unit], str], weights: Weights, renamed: Mapping[Name, Name] | None = None
) -> list[Item]:
    """The items of these clauses. `text`: folded; `renamed`: what a name of the old revision is in the new one, where that is known."""
    called = [name_of(unit) if renamed is None else renamed.get(name_of(unit), NAMELESS) for unit in units]
    often = Counter(called)
    names = (name if often[name] == 1 else NAMELESS for name in called)
    return [Item(unit, name, fold(unit.heading), text(unit), weights) for unit, name in zip(units, names, strict=True)]


def name_of(unit: Unit) -> Name:
    """What the clause goes by; NAMELESS where it has no number."""
    return (unit.kind, fold(unit.number).casefold()) if unit.number else NAMELESS
