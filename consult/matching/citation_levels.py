"""At which level people cite a text, and a revision laid out by it: which clauses are cited, which hold them, which are their parts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consult.formats.outline.clauses import Part
from consult.matching.links import Unit

CITED: Final = ("pasal", "article", "paragraph_sign", "section", "heading", "clause")  # the first of them that occurs


def level_of(units: Iterable[Unit]) -> str | None:
    """The kind that people cite in these clauses: that of the body, where it has one; None where nothing is of such a kind."""
    kinds: dict[bool, set[str]] = {True: set(), False: set()}
    for unit in units:
        kinds[unit.part == Part.BODY].add(unit.kind)
    return next((kind for found in (kinds[True], kinds[False]) for kind in CITED if kind in found), None)


@dataclass(frozen=True, slots=True)
class Layout:
    """One revision, laid out.

    cited: per part, the clauses that are matched first: those of the level that people cite, and what stands beside them.
    holders: what holds cited clauses and is none itself, in reading order.
    parts: from a clause to what stands directly below it and is neither cited nor a holder. inside: … and is cited, as headings are.
    """

    units: Mapping[str, Unit]
    cited: Mapping[str, Sequence[Unit]]
    holders: Sequence[Unit]
    parts: Mapping[str | None, Sequence[Unit]]
    inside: Mapping[str | None, Sequence[Unit]]

    def below(self, unit: Unit) -> Iterator[Unit]:
        """The clause's parts and theirs, in reading order."""
        for part in self.parts.get(unit.id, ()):
            yield part
            yield from self.below(part)

    def above(self, clause: str) -> Iterator[str]:
        """What the clause stands in, from the nearest outwards."""
        unit = self.units.get(self.units[clause].parent or "")
        while unit is not None:
            yield unit.id
            unit = self.units.get(unit.parent or "")

    def whole(self, unit: Unit) -> str:
        """The clause's own text and that of its parts, joined by one space; where it has none, that of the cited clauses in it."""
        own = " ".join(one.text for one in (unit, *self.below(unit)) if one.text)
        return own or " ".join(filter(None, map(self.whole, self.inside.get(unit.id, ()))))

    def said(self, unit: Unit) -> str:
        """The same with the parts' headings, which the text compared has, too."""
        told = (unit.text, *(f"{one.heading} {one.text}" for one in self.below(unit)))
        return " ".join(one for one in told if one.strip())


def lay_out(units: Sequence[Unit], *, level: str | None) -> Layout:
    """Lay out a revision, given in reading order, for the level that both revisions are cited at."""
    by_id = {unit.id: unit for unit in units}
    holding = _above([unit for unit in units if unit.kind == level], by_id)
    cited: dict[str, list[Unit]] = defaultdict(list)
    parts: dict[str | None, list[Unit]] = defaultdict(list)
    inside: dict[str | None, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.kind == level:
            cited[unit.part].append(unit)
            inside[unit.parent].append(unit)
        elif unit.id not in holding:
            is_part = unit.parent in by_id and (unit.parent not in holding or by_id[unit.parent].kind == level)
            (parts[unit.parent] if is_part else cited[unit.part]).append(unit)
    holders = [unit for unit in units if unit.id in holding and unit.kind != level]
    return Layout(by_id, cited, holders, parts, inside)


def _above(units: Iterable[Unit], by_id: Mapping[str, Unit]) -> set[str]:
    """The ids of all clauses that one of these stands in."""
    found: set[str] = set()
    for unit in units:
        above = by_id.get(unit.parent or "")
        while above and above.id not in found:
            found.add(above.id)
            above = by_id.get(above.parent or "")
    return found
