"""From the flat list of a draft's clauses to what a page shows: headings, clauses with hanging numbers, items inside them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from consult.documents.models import Wording

ITEMS: Final = frozenset({"huruf", "angka", "point", "item", "subparagraph", "nummer"})  # they stand in the text of what holds them
VERSES: Final = frozenset({"ayat", "absatz", "paragraph", "subsection"})  # their number hangs beside their text
BRACKETED: Final = frozenset({"ayat", "absatz"})
NOTHING: Final[Mapping[str, int]] = {"total": 0}


@dataclass
class Row:
    """A clause as a page shows it, with the items that stand in its text."""

    wording: Wording
    counts: Mapping[str, int]
    shape: str  # heading, unit, verse, plain, item
    items: list["Row"] = field(default_factory=list)

    @property
    def hanging(self) -> str:
        """The number that hangs beside the text: `(2)`, `a.`; nothing where the heading says it."""
        number, kind = self.wording.number, self.wording.kind
        if not number or self.shape in {"heading", "unit"}:
            return ""
        if kind in BRACKETED:
            return f"({number})"
        return number if number.endswith((".", ")")) or "." in number else f"{number}."

    @property
    def heading(self) -> str:
        """Its heading, where that says more than its label does."""
        said = self.wording.heading
        return "" if said.casefold() == self.wording.label.casefold() else said

    @property
    def level(self) -> int:
        """Of its heading on the page: 2 for what stands at the top, 3 and 4 below."""
        return min(self.wording.depth, 2) + 2


def outlined(wordings: Iterable[Wording], counts: Mapping[UUID, Mapping[str, int]]) -> list[Row]:
    """The rows of a page, in reading order; items are hung into the row that holds them."""
    wordings = list(wordings)
    holders = {wording.parent_id for wording in wordings if wording.kind not in ITEMS}
    rows: dict[UUID, Row] = {}
    top: list[Row] = []
    for wording in wordings:
        row = Row(wording, counts.get(wording.clause_id, NOTHING), shape_of(wording, holds=wording.pk in holders))
        rows[wording.pk] = row
        holder = rows.get(wording.parent_id) if wording.parent_id else None
        (holder.items if row.shape == "item" and holder is not None else top).append(row)
    return top


def shape_of(wording: Wording, *, holds: bool) -> str:
    """How a clause is set: as a heading, as the unit that people cite, as a verse of one, as an item, or plainly."""
    if wording.kind in ITEMS:
        return "item"
    if wording.kind in VERSES and wording.text:
        return "verse"
    if holds and not wording.text and wording.heading:
        return "heading"
    return "unit" if wording.number or wording.heading else "plain"


def contents(rows: Iterable[Row]) -> list[Row]:
    """What the list of contents names: headings and the units that people cite."""
    return [row for row in rows if row.shape in {"heading", "unit"}]
