"""What a drafting tradition is made of: a table of marks, openings and words; no behaviour."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

ITEM_RANK: Final = 9
"""The rank of what stands in lists, and the lowest of such ranks."""

NEVER: Final = re.compile(r"(?!)")
"""Matches nothing: for what a tradition does not have."""

TITLE: Final = re.compile(r"(?![a-zß-ÿ])(?=.{1,200}$).*[^.;:,]$")
"""A line that can be a heading: short, with no small letter at its beginning and no sentence's end."""

NUMBERED_HEADING: Final = re.compile(
    r"(?P<mark>(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*|[A-Z](?:\.[0-9]{1,3})+|[A-Z]|[IVX]{1,6})(?:\.|\)| ))(?=.*\w) *"
)
"""A heading of any text that has a number."""


class Nesting(Enum):
    """What says below which clause a numbered one stands.

    ORDER: heads by their rank, items by the order of their numbers: `a.` may stand in `1.`, or `1.` in `a.`.
    RANK: the rank of each mark: `(1)` always stands in `(a)`.
    PATH: the number itself: `3.1.4` stands in `3.1`.
    """

    ORDER = "order"
    RANK = "rank"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Mark:
    """One way in which the beginning of a clause is printed.

    kind: of the clause. style: lists of one style never stand directly in one another.
    numerals: a key of `numbers.NUMERALS`. rank: a clause of a lower rank holds those of a higher one.
    pattern: matches at the beginning of a line; its group `number` is the number, what follows the match is the rest. Groups `first`
    and `last` in it are the ends of a range, a group `quote` says that the clause is quoted.
    within: the places where the mark is read; empty for all.
    sentence: the rest of the line may be a sentence (else it is a heading).
    yields_to: a style, or the name of an opening; in a text that has such this one is no mark, but a mention (as in a list of contents).
    nested: what the mark is in a list that stands in one of a higher rank, where that is something else.
    """

    kind: str
    style: str
    numerals: str
    rank: int
    pattern: re.Pattern[str]
    within: frozenset[str] = frozenset()
    sentence: bool = True
    yields_to: str = ""
    nested: "Mark | None" = None

    @property
    def is_head(self) -> bool:
        """Whether it stands on a line of its own, as that of a chapter or an article; else it is an item."""
        return self.rank < ITEM_RANK


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that opens a place of the document, or a block inside one, by its words.

    place: where what follows stands. after: the places in which the line is looked for.
    name: of the block, for key and label; without one the line is a clause of its own without number.
    pattern: its group `number`, if any, is the number, its group `heading` the heading; what follows the match is the rest.
    root: the block is the head of its part, so that its lines in capitals belong to the heading.
    paragraphs: lines without a mark become clauses of their own below it.
    """

    place: str
    after: frozenset[str]
    pattern: re.Pattern[str]
    name: str = ""
    root: bool = False
    paragraphs: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document.

    part: what its clauses say. key: the prefix of keys in it, until the part has a head of its own.
    unnumbered: what a clause without number at its top is called; "Penutup" gives "Penutup 1".
    lists: whether items are read there. heads_lead_to: the place that begins with the first Pasal or BAB found there.
    """

    part: str
    unnumbered: str
    key: str = ""
    lists: bool = True
    heads_lead_to: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A drafting tradition as data. The first of `places` is where a text begins; `body` must be among them.

    cited: how a kind, or a style of it, is written in a citation. alone: kinds that are cited without what they stand in.
    run_on: kinds that are numbered over a whole part. hundreds: such numbers may go on with the next hundred.
    essential: a text that has no clause of these kinds is not of this tradition; empty where it is those that run on.
    title_lines: kinds whose heading may take several lines. titled: kinds that may have a heading, on their line or the next one.
    title: what such a heading looks like. loose: the kind of a clause without number.
    unit: the kind that people cite; it holds `verse`, which never stands deeper. container: a unit with such a number holds units.
    nesting: see there. headed: a line that the file marks as a heading is one, whether or not it has a number.
    continued: how text after a list is called, as a part of what holds the list; empty where it stays with the last item.
    cuts: where, inside a line, something may begin. glued_items: whether items may begin there, and not only heads.
    odd_items: whether a number that fits nowhere begins an item nevertheless.
    finished: the end of a sentence or item. refers: a last word that points on to a number. joins: a last word after which a number
    in brackets goes on with the sentence. announces: the end of a text that a list follows.
    instruction: an item that changes another text, and so stands beside the last such item, whatever list was quoted between.
    contents: the heading of a list of contents. title_begins, title_ends: the first line of the title, and the first after it.
    common: words that its language uses most, to tell traditions apart.
    """

    name: str
    language: str
    places: Mapping[str, Place]
    openings: tuple[Opening, ...]
    marks: tuple[Mark, ...]
    cited: Mapping[str, str]
    alone: frozenset[str]
    run_on: frozenset[str]
    title_lines: frozenset[str]
    unit: str
    finished: re.Pattern[str]
    title_begins: re.Pattern[str]
    title_ends: re.Pattern[str]
    common: frozenset[str]
    verse: str = ""
    container: str = ""
    titled: frozenset[str] = frozenset()
    essential: frozenset[str] = frozenset()
    title: re.Pattern[str] = TITLE
    loose: str = "clause"
    nesting: Nesting = Nesting.ORDER
    headed: bool = False
    continued: str = ""
    cuts: re.Pattern[str] = NEVER
    glued_items: bool = False
    odd_items: bool = True
    hundreds: bool = False
    refers: re.Pattern[str] = NEVER
    joins: re.Pattern[str] = NEVER
    announces: re.Pattern[str] = re.compile(r":$")
    instruction: re.Pattern[str] = NEVER
    contents: re.Pattern[str] = NEVER

    def knows(self, kinds: Iterable[str]) -> bool:
        """Whether a text with clauses of these kinds is of this tradition."""
        return not (self.essential or self.run_on).isdisjoint(kinds)
