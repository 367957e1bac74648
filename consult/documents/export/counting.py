"""Which numbers of a draft a word processor can count by itself: lists, their levels, and where each starts.

A level of a list counts on at each paragraph and begins anew behind a higher one (ECMA-376 part 1, 17.9). What does not come out so, as a
`7A` or a gap within a clause, is typed: it is no part of a list.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from consult.documents.export.draft import Clause
from consult.documents.parsing.numbers import letter, roman
from consult.documents.parsing.own_docx import Shape

DEEPEST: Final = 8  # the last level of a list, from 0
FORMATS: Final[Mapping[str, re.Pattern[str]]] = {  # by the first number of a list; what Word calls them
    "decimal": re.compile("[0-9]{1,4}"),
    "upperRoman": re.compile("I|[IVXLC]{2,7}"),
    "lowerRoman": re.compile("i|[ivxlc]{2,7}"),
    "lowerLetter": re.compile(r"([a-z])\1?"),
    "upperLetter": re.compile(r"([A-Z])\1?"),
}

Series = tuple[str, ...]
"""What is counted in one: part, kind, how the number is printed, its format."""


@dataclass(slots=True, eq=False)
class List:
    """One definition of a list. levels: what is counted in each. starts: the number that each use of it begins at; 0 for the first."""

    number: int
    levels: list[Series]
    starts: list[int] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)

    def count(self, level: int) -> int:
        """The number that the next paragraph on the level has."""
        return self.counts.get(level, 0) + 1

    def advance(self, level: int, value: int) -> None:
        """A paragraph stands there: deeper levels begin anew, higher ones count as begun."""
        self.counts = {one: n for one, n in self.counts.items() if one < level} | {level: value}
        for higher in range(level):
            self.counts.setdefault(higher, 1)


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a clause is counted: list, level, and the use of the list."""

    list: List
    level: int
    use: int


class Counting:
    """The lists of a draft, and where each of its clauses is counted; a clause that is not there has its number typed."""

    def __init__(self, clauses: Sequence[Clause], shapes: Sequence[Shape]) -> None:
        self.lists: list[List] = []
        self.counted: dict[UUID, Counted] = {}
        self._roots: dict[Series, List] = {}
        self._series = series_of(clauses, shapes)
        self._run_on = run_on(clauses, self._series)
        self._levels = levels_of(clauses, self._series, self._run_on)
        for clause in clauses:
            if clause.id in self._series:
                self._place(clause, self._series[clause.id])

    def _place(self, clause: Clause, series: Series) -> None:
        value = value_of(clause.number, series[-1])
        if value is None:
            return
        above = next((one for one in reversed(clause.above) if one.number), None)
        if series in self._run_on or above is None:
            self._count_root(clause, series, value)
        elif above.id in self.counted:
            self._count_below(clause, series, value, self.counted[above.id])

    def _count_root(self, clause: Clause, series: Series, value: int) -> None:
        """On the first level a list may start at any number: then a further use of it begins."""
        found = self._roots.get(series)
        if found is None:
            found = self._roots[series] = List(len(self.lists), self._levels[series])
            self.lists.append(found)
        if not found.starts or found.count(0) != value:
            found.starts.append(value if found.starts or value != 1 else 0)
        found.advance(0, value)
        self.counted[clause.id] = Counted(found, 0, len(found.starts) - 1)

    def _count_below(self, clause: Clause, series: Series, value: int, above: Counted) -> None:
        """On a deeper one it counts from 1 behind what it stands in."""
        levels = above.list.levels
        level = levels.index(series) if series in levels else 0
        if above.level < level <= DEEPEST and above.list.count(level) == value:
            above.list.advance(level, value)
            self.counted[clause.id] = Counted(above.list, level, len(above.list.starts) - 1)


def series_of(clauses: Sequence[Clause], shapes: Sequence[Shape]) -> dict[UUID, Series]:
    """What each clause with a printed number is counted in; the first number of a list tells its format."""
    found: dict[UUID, Series] = {}
    formats: dict[Series, str] = {}
    for clause, shape in zip(clauses, shapes, strict=True):
        if "{number}" not in shape.number or "%" in shape.number or shape.fixed:
            continue
        counted = (clause.part, clause.kind, shape.number)
        siblings = (*counted, str(clause.parent.id) if clause.parent else "")
        name = formats.setdefault(siblings, format_of(clause.number))
        if name:
            found[clause.id] = (*counted, name)
    return found


def run_on(clauses: Sequence[Clause], series: Mapping[UUID, Series]) -> frozenset[Series]:
    """Those that are numbered over several clauses: more often one goes on with the number before than begins at 1."""
    last: dict[Series, int] = {}
    parents: dict[Series, object] = {}
    votes: dict[Series, int] = {}
    for clause in clauses:
        one = series.get(clause.id)
        value = value_of(clause.number, one[-1]) if one else None
        if one is None or value is None:
            continue
        parent = clause.parent.id if clause.parent else None
        if one in last and parents[one] != parent:
            votes[one] = votes.get(one, 0) + (value == last[one] + 1) - (value == 1)
        last[one], parents[one] = value, parent
    return frozenset(one for one, sum_ in votes.items() if sum_ > 0)


def levels_of(clauses: Sequence[Clause], series: Mapping[UUID, Series], roots: frozenset[Series]) -> dict[Series, list[Series]]:
    """For each that begins a list: what is counted in it, level by level; what ever stands in something else comes behind it."""
    places: dict[UUID, tuple[Series, int]] = {}
    deepest: dict[Series, dict[Series, int]] = {}
    for clause in clauses:
        one = series.get(clause.id)
        if one is None:
            continue
        above = next((each for each in reversed(clause.above) if each.number), None)
        root, depth = places.get(above.id, (one, -1)) if above and one not in roots else (one, -1)
        places[clause.id] = root, depth + 1
        found = deepest.setdefault(root, {})
        found[one] = max(found.get(one, 0), depth + 1)
    return {root: sorted(found, key=lambda each: found[each]) for root, found in deepest.items()}


def format_of(number: str) -> str:
    """What Word calls the format of a number that is the first of its list; empty where it knows none."""
    return next((name for name, pattern in FORMATS.items() if pattern.fullmatch(number)), "")


def value_of(number: str, form: str) -> int | None:
    """What the number counts in that format; None where it is not written so."""
    if form == "decimal":
        return int(number) if number.isascii() and number.isdecimal() and number[0] != "0" and len(number) <= 4 else None
    fits = number.isupper() if form.startswith("upper") else number.islower()
    value = (roman if form.endswith("Roman") else letter)(number if form.endswith("Roman") else number.lower()) if fits else None
    return value[0] if value and not value[1] else None
