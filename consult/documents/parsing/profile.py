"""What a drafting tradition is made of: a table of marks, openings and words; no behaviour."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ITEM_RANK: Final = 9
"""The rank of what stands in lists: how deep an item stands is read from the order of numbers, not from its kind."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One way in which the beginning of a clause is printed.

    kind: of the clause. style: lists of one style never stand directly in one another.
    numerals: a key of `numbers.NUMERALS`. rank: a clause of a lower rank holds those of a higher one.
    pattern: matches at the beginning of a line; its group `number` is the number, what follows the match is the rest.
    within: the places where the mark is read; empty for all.
    sentence: the rest of the line may be a sentence (else it is a heading).
    """

    kind: str
    style: str
    numerals: str
    rank: int
    pattern: re.Pattern[str]
    within: frozenset[str] = frozenset()
    sentence: bool = True


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

    cited: how a kind is written in a citation. alone: kinds that are cited without what they stand in.
    run_on: kinds that are numbered over a whole part. title_lines: kinds whose heading may take several lines.
    unit: the kind that people cite; it holds `verse`, which never stands deeper. container: a unit with such a number holds units.
    cuts: where, inside a line, something may begin. finished: the end of a sentence or item. refers: a last word that points on
    to a number. joins: a last word after which a number in brackets goes on with the sentence.
    instruction: an item that changes another text, and so stands beside the last such item, whatever list was quoted between.
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
    verse: str
    container: str
    cuts: re.Pattern[str]
    finished: re.Pattern[str]
    refers: re.Pattern[str]
    joins: re.Pattern[str]
    instruction: re.Pattern[str]
    title_begins: re.Pattern[str]
    title_ends: re.Pattern[str]
