"""What stands word for word: clauses that alone say their words at their level, in both revisions. Nothing weighs against it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from consult.matching.citation_levels import Layout
from consult.matching.links import Unit
from consult.matching.text_likeness import fold, says_removed

Words: TypeAlias = tuple[str, ...]
"""What two clauses have in common that stand word for word: part of the draft, kind, and what they say."""

SILENT: Final[Words] = ()


@dataclass
class Side:
    """One revision. What its clauses say is folded once."""

    layout: Layout
    _wholes: dict[str, str] = field(default_factory=dict)
    _words: dict[str, Words] = field(default_factory=dict)

    def whole(self, unit: Unit) -> str:
        """The clause's text with that of its parts, folded."""
        if unit.id not in self._wholes:
            self._wholes[unit.id] = fold(self.layout.whole(unit))
        return self._wholes[unit.id]

    def words(self, unit: Unit) -> Words:
        """By what the clause is known; SILENT where it says nothing, or that it was removed."""
        if unit.id not in self._words:
            text = self.whole(unit)
            said = (unit.part, unit.kind, fold(unit.heading).casefold(), text)
            self._words[unit.id] = said if text and not says_removed(text) else SILENT
        return self._words[unit.id]

    def parts(self, clause: str) -> list[Unit]:
        """What stands directly below a clause."""
        return list(self.layout.parts.get(clause, ()))

    def parts_of(self, clauses: Iterable[str]) -> list[Unit]:
        """The same for several, one after the other."""
        return [part for one in clauses for part in self.parts(one)]

    def below(self, clauses: Iterable[str]) -> list[Unit]:
        """All that stands below these."""
        return [one for clause in clauses for one in self.layout.below(self.layout.units[clause])]

    def is_deep(self, clauses: Iterable[str]) -> bool:
        """Whether the parts of one of these have parts."""
        return any(self.parts(part.id) for clause in clauses for part in self.parts(clause))


@dataclass
class Standing:
    """Which clauses stand word for word. `there`: from old to new ids; `back`: from new to old ones."""

    old: Side
    new: Side
    there: dict[str, str] = field(default_factory=dict)
    back: dict[str, str] = field(default_factory=dict)

    def look(self, olds: Iterable[str], news: Iterable[str]) -> None:
        """Find those below clauses that are one. What was found between what holds these stays."""
        alone = _alone(self.old, self.old.below(olds)), _alone(self.new, self.new.below(news))
        for words, old in alone[0].items():
            new = alone[1].get(words)
            if new is not None and old not in self.there and new not in self.back:
                self.there[old], self.back[new] = new, old

    def turned(self) -> "Standing":
        """The same, seen from the new revision."""
        return Standing(self.new, self.old, self.back, self.there)


def _alone(side: Side, units: Iterable[Unit]) -> Mapping[Words, str]:
    """The ids of those of the units that alone have their words."""
    return {words: ids[0] for words, ids in _by_words(side, units).items() if len(ids) == 1}


def _by_words(side: Side, units: Iterable[Unit]) -> Mapping[Words, list[str]]:
    found: dict[Words, list[str]] = defaultdict(list)
    for unit in units:
        found[side.words(unit)].append(unit.id)
    found.pop(SILENT, None)
    return found


def elsewhere(old: Side, new: Side, ends: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the links between clauses that do not say the same, of which one stands word for word somewhere else.

    That is: alone with its words at its level in the whole revision, or under its own label, where no other clause is known to be it.
    """
    told = {(one, to) for one, to in ends if old.words(old.layout.units[one]) == new.words(new.layout.units[to])}
    forth = _Elsewhere.of(old, new, {to for _one, to in told})
    back = _Elsewhere.of(new, old, {one for one, _to in told})
    return {(one, to) for one, to in ends if (one, to) not in told and (forth.has(one, but=to) or back.has(to, but=one))}


@dataclass(frozen=True)
class _Elsewhere:
    """Where the clauses of one revision stand in the other: the ids there by the words that are alone in both, and by label and words."""

    side: Side
    alone: Mapping[Words, str]
    labelled: Mapping[tuple[str, Words], str]

    @classmethod
    def of(cls, side: Side, other: Side, taken: set[str]) -> "_Elsewhere":
        ours, theirs = (_alone(one, one.layout.units.values()) for one in (side, other))
        units = (unit for unit in other.layout.units.values() if unit.id not in taken)
        labelled = {(unit.label, words): unit.id for unit in units if (words := other.words(unit))}
        return cls(side, {words: there for words, there in theirs.items() if words in ours}, labelled)

    def has(self, clause: str, *, but: str) -> bool:
        unit = self.side.layout.units[clause]
        words = self.side.words(unit)
        found = {self.alone.get(words, but), self.labelled.get((unit.label, words), but)}
        return words != SILENT and found != {but}
