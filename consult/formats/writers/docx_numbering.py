"""Which numbers of a draft a word processor can count by itself: lists, their levels, and where each starts.

A level of a list counts on at each paragraph and begins anew behind a higher one (ECMA-376 part 1, 17.9). Where a draft goes on otherwise,
behind a gap or below an article `7A`, a further use of the list begins at its number. What no list counts, as `7A` itself, is typed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from consult.formats.outline.printed_numbers import letter, roman
from consult.formats.rembuk.docx_shapes import Shape
from consult.formats.writers.exported_draft import Clause

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
    """One definition of a list.

    levels: what is counted in each. uses: for each use of it, the levels that begin at another number than 1; where the draft does not
    go on as the list counts, a further use begins.
    """

    number: int
    levels: list[Series]
    uses: list[dict[int, int]] = field(default_factory=lambda: [{}])
    counts: dict[int, int] = field(default_factory=dict)

    def count(self, level: int) -> int:
        """The number that the next paragraph on the level has."""
        return self.counts[level] + 1 if level in self.counts else self.uses[-1].get(level, 1)

    def advance(self, level: int, value: int) -> None:
        """A paragraph with that number stands there: deeper levels begin anew, higher ones count as begun."""
        if self.count(level) != value:
            self.uses.append({level: value})
        self.counts = {one: n for one, n in self.counts.items() if one < level} | {level: value}
        for higher in range(level):
            self.counts.setdefault(higher, self.uses[-1].get(higher, 1))


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a clause is counted: list, level, and the use of the list."""

    list: List
    level: int
    use: int


class Counting:
    """The lists of a draft, and where each of its clauses is counted; a clause that is not there has its number typed."""

    def __init__(self, clauses: Sequence[Clause], shapes: Sequence[Shape]) -> None:
        series = series_of(clauses, shapes)
        roots, levels = levels_of(clauses, series, run_on(clauses, series))
        lists = {root: List(number, each) for number, (root, each) in enumerate(levels.items())}
        self.lists: list[List] = list(lists.values())
        self.counted: dict[UUID, Counted] = {}
        for clause in clauses:
            if clause.id in series:
                self._count(clause, series[clause.id], lists[roots[clause.id]])

    def _count(self, clause: Clause, series: Series, found: List) -> None:
        value, level = value_of(clause.number, series[-1]), found.levels.index(series)
        if value is not None and level <= DEEPEST:
            found.advance(level, value)
            self.counted[clause.id] = Counted(found, level, len(found.uses) - 1)


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


def levels_of(
    clauses: Sequence[Clause], series: Mapping[UUID, Series], alone: frozenset[Series]
) -> tuple[dict[UUID, Series], dict[Series, list[Series]]]:
    """For each clause the series that begins its list, and for each of these what is counted in the list, level by level.

    A clause begins a list where it stands in nothing that is numbered, or is numbered over several such things (`alone`).
    What ever stands in something else has a deeper level.
    """
    places: dict[UUID, tuple[Series, int]] = {}
    deepest: dict[Series, dict[Series, int]] = {}
    for clause in clauses:
        one = series.get(clause.id)
        if one is None:
            continue
        above = next((each for each in reversed(clause.above) if each.number), None)
        root, depth = places.get(above.id, (one, -1)) if above and one not in alone else (one, -1)
        places[clause.id] = root, depth + 1
        found = deepest.setdefault(root, {})
        found[one] = max(found.get(one, 0), depth + 1)
    levels = {root: sorted(found, key=lambda each: found[each]) for root, found in deepest.items()}
    return {clause: root for clause, (root, _) in places.items()}, levels


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
