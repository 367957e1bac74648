"""From the flat list of a draft's clauses to what a page shows: headings, clauses with hanging numbers, items and notes in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from consult.documents.explanations import explained
from consult.documents.models import Wording
from consult.documents.pictures import Picture
from consult.formats.outline.clauses import ITEMS
from consult.formats.outline.composed_text import PARAGRAPH, VERSES, hanging, is_cited_in_brackets
from consult.matching.links import LinkStatus

CITED: Final = frozenset({"pasal", "article", "paragraph_sign"})  # units, whatever they hold
NO_PICTURES: Final[Mapping[UUID, Sequence[Picture]]] = {}
SHORT: Final = 60  # characters: "Cukup jelas." needs no unfolding


@dataclass
class Row:
    """A clause as a page shows it, with the items that stand in its text and the explanations that stand beside it."""

    wording: Wording
    shape: str  # heading, unit, verse, plain, item, note
    items: list["Row"] = field(default_factory=list)
    notes: list["Row"] = field(default_factory=list)
    beside: bool = False  # it is a heading, and what it heads stands beside the clauses
    under: str = ""  # the label of what it stands in
    pictures: Sequence[Picture] = ()  # that stood in its text in the file
    became: str = ""  # since the version before, where that is asked for and the clause did not stay as it was

    @property
    def name(self) -> str:
        """Its label as it is read where what it stands in is read just above: `Bagian Kesatu`, not `BAB II Bagian Kesatu`."""
        return within(self.wording.label, self.under)

    @property
    def hanging(self) -> str:
        """The number that hangs beside the text: `(2)`, `a.`; nothing where the heading says it."""
        return "" if self.shape in {"heading", "unit"} else hanging(self.wording)

    @property
    def heading(self) -> str:
        """Its heading, where that says more than its label does."""
        said = self.wording.heading
        return "" if self.wording.label.casefold().endswith(said.casefold()) else said

    @property
    def says_label(self) -> bool:
        """Whether its heading begins with its label: `PENJELASAN ATAS …`."""
        return self.wording.heading.casefold().startswith(self.wording.label.casefold())

    @property
    def level(self) -> int:
        """Of its heading on the page: 2 for what stands at the top, 3 and 4 below."""
        return min(self.wording.depth, 2) + 2

    @property
    def is_short(self) -> bool:
        """Whether an explanation is read at a glance, so that nobody need unfold it."""
        return not self.items and len(self.wording.text) <= SHORT

    def all(self) -> Iterator["Row"]:
        """It and everything that stands in it."""
        yield self
        for inner in (*self.items, *self.notes):
            yield from inner.all()


@dataclass(frozen=True)
class Entry:
    """A line of the contents, with the clauses whose contributions it counts together."""

    row: Row
    clauses: tuple[UUID, ...]


def outlined(wordings: Iterable[Wording], pictures: Mapping[UUID, Sequence[Picture]] = NO_PICTURES) -> list[Row]:
    """The rows of a page, in reading order.

    Items are hung into the row that holds them, and explanations into the row of the clause that they explain. What is to be hung
    where nothing is stands as a row of its own, so that every clause is there once.
    """
    wordings = list(wordings)
    ties = explained(wordings)
    holders = {wording.parent_id for wording in wordings if wording.kind not in ITEMS}
    heads = {wording.parent_id for wording in wordings if wording.pk in ties}
    rows: dict[UUID, Row] = {}
    top: list[Row] = []
    for wording in wordings:
        above = rows.get(wording.parent_id) if wording.parent_id else None
        listed = above is not None and above.shape in {"verse", "item"}
        shape = "note" if wording.pk in ties else shape_of(wording, holds=wording.pk in holders, listed=listed)
        beside = wording.pk in heads and wording.pk not in ties
        shown = pictures.get(wording.pk, ())
        row = rows[wording.pk] = Row(wording, shape, beside=beside, under=above.wording.label if above else "", pictures=shown)
        row.became = changed_as(wording)
        place_for(row, rows, ties, top).append(row)
    return top


def changed_as(wording: Wording) -> str:
    """What its clause did since the version before, where `queries.wordings_with_links` told of that; nothing where it stayed."""
    became = getattr(wording, "became", None)
    return "" if became in {None, LinkStatus.UNCHANGED} else str(became)


def place_for(row: Row, rows: dict[UUID, Row], ties: dict[UUID, UUID], top: list[Row]) -> list[Row]:
    """Where a row is to stand, given those before it."""
    tied = rows.get(ties.get(row.wording.pk, row.wording.pk))
    if row.shape == "note" and tied is not None:
        return tied.notes
    holder = rows.get(row.wording.parent_id) if row.wording.parent_id else None
    if holder is not None and (row.shape == "item" or is_in_note(holder)):
        row.shape = "item"
        return holder.items
    return top


def is_in_note(row: Row) -> bool:
    """Whether it is an explanation that stands beside a clause, or a part of one."""
    return row.shape == "note" or (row.shape == "item" and row.wording.part == "explanation")


def within(label: str, under: str) -> str:
    """What is left of a label below the one it begins with: `Bagian Kesatu` of `BAB II Bagian Kesatu`, `(1)` of `Article 5(1)`."""
    rest = label.removeprefix(under) if under else label
    return rest.strip() if rest[:1] in {" ", "("} else label


def shape_of(wording: Wording, *, holds: bool, listed: bool = False) -> str:
    """How a clause is set: as a heading, as the unit that people cite, as a verse of one, as an item, or plainly.

    listed: it stands in a verse or an item, so that what would be a verse elsewhere is an item there: `(1)` in `(a)`.
    """
    if wording.number and (wording.kind in ITEMS or (wording.kind == PARAGRAPH and is_cited_in_brackets(wording))):
        return "item"
    if wording.kind in VERSES and wording.text and not wording.heading:
        return "item" if listed and wording.number else "verse"
    if holds and not wording.text and wording.heading and wording.kind not in CITED:
        return "heading"
    cited = wording.number and wording.kind != PARAGRAPH
    return "unit" if cited or wording.heading else "plain"


def contents(rows: Iterable[Row]) -> list[Entry]:
    """What the list of contents names: headings and the units that people cite, each unit with all that stands below it."""
    groups: list[tuple[Row, list[UUID]]] = []
    for row in rows:
        if row.shape in {"heading", "unit"} and not row.beside:
            groups.append((row, []))
        if groups:
            groups[-1][1].extend(part.wording.clause_id for part in row.all())
    return [Entry(row, tuple(clauses)) for row, clauses in groups]
