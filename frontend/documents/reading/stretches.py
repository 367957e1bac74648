"""A long draft is sent a stretch at a time, so that a slow line has the first words soon: where each begins, and what stands in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from frontend.documents.reading.outline import Row

FULL: Final = 140_000  # characters of text and markup after which the next stretch begins; packed, some 40 KB
OVERFULL: Final = 200_000  # after which it begins in the middle of an article
MARKUP: Final = 200  # what the links and counts of a clause weigh, in characters of text
HEADING: Final = "heading"
BEGINS: Final = frozenset({HEADING, "unit", "plain"})


class Beginning(NamedTuple):
    """The clause with which a stretch begins."""

    key: str
    label: str


@dataclass(frozen=True)
class Stretch:
    """Rows that are sent together, and where the stretches around begin."""

    rows: Sequence[Row]
    before: Beginning | None = None
    after: Beginning | None = None

    @property
    def around(self) -> dict[str, Beginning | None]:
        """As templates ask for it."""
        return {"before": self.before, "after": self.after}


def stretches(rows: Sequence[Row]) -> list[Stretch]:
    """All rows, stretch by stretch; of no rows, one empty stretch."""
    parts = list(cut(rows)) or [[]]
    heads = [None, *(Beginning(part[0].wording.key, part[0].wording.label) if part else None for part in parts), None]
    return [Stretch(part, heads[number], heads[number + 2]) for number, part in enumerate(parts)]


def cut(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows, cut where a heading or an article begins; never between a heading and what it heads."""
    part: list[Row] = []
    weight = 0
    for row in rows:
        may_begin = row.shape in BEGINS and (not part or part[-1].shape != HEADING)
        if part and (weight > OVERFULL or (weight > FULL and may_begin)):
            yield part
            part, weight = [], 0
        part.append(row)
        weight += weight_of(row)
    if part:
        yield part


def weight_of(row: Row) -> int:
    """How much is sent for a row and all that stands in it."""
    return sum(len(one.wording.heading) + len(one.wording.text) + MARKUP for one in row.all())
