"""What changed between two revisions, clause by clause: each change with the clauses in it and what they said before and say now."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from consult.documents.clause_links import units_of
from consult.documents.clause_trails import Linked
from consult.documents.models import Wording
from consult.formats.outline.clauses import Part
from consult.formats.outline.composed_text import composed
from consult.matching.citation_levels import Layout, lay_out, level_of
from consult.matching.links import LinkStatus, Unit

RENUMBERED: Final = "renumbered"
BESIDE: Final = "beside"
STATUSES: Final = (  # in the order in which they are told
    LinkStatus.CHANGED,
    LinkStatus.ADDED,
    LinkStatus.REMOVED,
    LinkStatus.MOVED,
    LinkStatus.SPLIT,
    LinkStatus.MERGED,
    LinkStatus.UNCHANGED,
)


@dataclass(frozen=True, slots=True)
class End:
    """A clause in one of the two revisions: its id and what it is called, also as an anchor. parts: id → label of what lies below it."""

    clause: str
    label: str
    key: str
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a clause that people cite, or of several that were one or became one.

    beside: it stands beside the clauses that people cite: a heading that holds them, a recital, an explanation.
    before, after: what the clauses said and say, each with its heading and its parts, a line for each; the links it is made of.
    """

    olds: Sequence[End]
    news: Sequence[End]
    status: LinkStatus
    renumbered: bool
    beside: bool
    before: str
    after: str
    links: Sequence[Linked]

    @property
    def is_changed(self) -> bool:
        """Whether there is more to tell of it than another number."""
        return self.status is not LinkStatus.UNCHANGED

    @property
    def is_reworded(self) -> bool:
        """Whether other words are there; what only moved says the same."""
        return self.before.split() != self.after.split()

    @property
    def ends(self) -> Sequence[End]:
        """The clauses as they are now; those of before where nothing is left of them."""
        return self.news or self.olds

    @property
    def key(self) -> str:
        """Its anchor on a page: lasting, as both revisions are."""
        return f"clause-{self.news[0].key}" if self.news else f"was-{self.olds[0].key}"

    def clauses(self) -> Mapping[str, str]:
        """id → label of all clauses in it, with their parts; labels of now before those of then."""
        named: dict[str, str] = {}
        for end in (*self.news, *self.olds):
            for clause, label in ((end.clause, end.label), *end.parts.items()):
                named.setdefault(clause, label)
        return named

    def is_of(self, kind: str) -> bool:
        """Whether it is of a kind: a status, `renumbered`, or `beside`; any other name is that of every change."""
        if kind == BESIDE:
            return self.beside and self.is_changed
        if kind == RENUMBERED:
            return not self.beside and self.renumbered
        return not self.beside and self.status == kind if kind in set(STATUSES) else self.is_changed


@dataclass(frozen=True)
class Comparison:
    """All changes between two revisions, what stayed as it was among them, in reading order."""

    changes: Sequence[Change]

    @cached_property
    def summary(self) -> Mapping[str, int]:
        """How many clauses that people cite became what: a number for each status, and `renumbered`, which may be any of them."""
        cited = [change for change in self.changes if not change.beside]
        found = Counter(change.status for change in cited)
        return {status.value: found[status] for status in STATUSES} | {RENUMBERED: sum(change.renumbered for change in cited)}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Clause → the change that tells of it, as its place in `changes`."""
        return {clause: place for place, change in enumerate(self.changes) for clause in change.clauses()}

    def of_kind(self, kind: str) -> list[Change]:
        """The changes of a kind: see `Change.is_of`."""
        return [change for change in self.changes if change.is_of(kind)]


class Side:
    """One of the two revisions, laid out for the level that both are cited at."""

    def __init__(self, wordings: Sequence[Wording], units: Sequence[Unit], level: str | None) -> None:
        self._keys = {str(one.clause_id): one.key for one in wordings}
        self._layout: Layout = lay_out(units, level=level)
        cited = {unit.id for of_part in self._layout.cited.values() for unit in of_part}
        self.told: frozenset[str] = frozenset(cited | {unit.id for unit in self._layout.holders})

    def unit(self, clause: str) -> Unit:
        """The clause."""
        return self._layout.units[clause]

    def end(self, clause: str) -> End:
        """The clause with its parts."""
        unit = self.unit(clause)
        return End(clause, unit.label, self._keys[clause], {part.id: part.label for part in self._layout.below(unit)})

    def said(self, clauses: Sequence[str]) -> str:
        """What they say; of several each begins with its label."""
        return "\n".join(filter(None, (self._said(self.unit(one), named=len(clauses) > 1) for one in clauses)))

    def _said(self, unit: Unit, *, named: bool) -> str:
        heading = "" if named and unit.heading == unit.label else unit.heading
        return "\n".join(filter(None, [unit.label if named else "", heading, composed([unit, *self._layout.below(unit)])]))


def compared(old: Sequence[Wording], new: Sequence[Wording], links: Iterable[Linked]) -> Comparison:
    """The changes between two revisions, given in reading order with the links between them."""
    units = units_of(old), units_of(new)
    level = level_of([*units[0], *units[1]])
    sides = Side(old, units[0], level), Side(new, units[1], level)
    counted = _counted([*units[0], *units[1]], level)
    shown = [link for link in links if link.old in sides[0].told or link.new in sides[1].told]
    return Comparison([_change(group, *sides, counted) for group in gathered(shown)])


def _counted(units: Iterable[Unit], level: str | None) -> frozenset[str]:
    """The clauses of the level that people cite: of the body alone, where that has any."""
    found = [unit for unit in units if unit.kind == level]
    in_body = [unit for unit in found if unit.part == Part.BODY]
    return frozenset(unit.id for unit in in_body or found)


def gathered(links: Iterable[Linked]) -> Iterator[Sequence[Linked]]:
    """The links, those together that have a clause in common, each group where its first link stands."""
    groups: dict[tuple[str, str | None], list[Linked]] = {}
    order: list[list[Linked]] = []
    for link in links:
        ends = [end for end in (("old", link.old), ("new", link.new)) if end[1]]
        known = sorted({id(groups[end]): groups[end] for end in ends if end in groups}.values(), key=order.index)
        group = known[0] if known else []
        if not known:
            order.append(group)
        for other in known[1:]:  # the link joins two groups: the later one goes over into the earlier
            group += other
            groups |= {end: group for one in other for end in (("old", one.old), ("new", one.new)) if end[1]}
            other.clear()
        group.append(link)
        groups |= dict.fromkeys(ends, group)
    return (group for group in order if group)


def _change(links: Sequence[Linked], before: Side, after: Side, counted: frozenset[str]) -> Change:
    olds = list(dict.fromkeys(link.old for link in links if link.old))
    news = list(dict.fromkeys(link.new for link in links if link.new))
    return Change(
        olds=[before.end(one) for one in olds],
        news=[after.end(one) for one in news],
        status=_status(links, olds),
        renumbered=any(link.renumbered for link in links),
        beside=counted.isdisjoint([*olds, *news]),
        before=before.said(olds),
        after=after.said(news),
        links=links,
    )


def _status(links: Sequence[Linked], olds: Sequence[str]) -> LinkStatus:
    if len(links) == 1:
        return links[0].status
    parted = Counter(link.old for link in links if link.old)
    return LinkStatus.SPLIT if any(parted[one] > 1 for one in olds) else LinkStatus.MERGED
