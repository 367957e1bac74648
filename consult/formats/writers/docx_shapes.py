"""Finds for each clause the shape that a paragraph style will stand for: see `parsing.own_docx`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from consult.formats.outline.clause_tree import slug
from consult.formats.outline.composed_text import HANGING
from consult.formats.outline.lines import Line
from consult.formats.rembuk.docx_shapes import Naming, Shape, key_part, literal, parted
from consult.formats.writers.exported_draft import Clause

_HERE: Final = "\0"


def shapes_of(clauses: Sequence[Clause]) -> list[Shape]:
    """The shape of each clause, in order. Read by it, the clause gets the very label, key and number that it has."""
    naming = Naming()
    found = []
    for clause in clauses:
        shape = exact(clause, naming)
        naming.take(shape, clause.label, clause.key, number=clause.number)
        found.append(shape)
    return found


def exact(clause: Clause, naming: Naming) -> Shape:
    """The shape with places where numbers and names go; where one of them would not come out, as it stands."""
    shape = first_try(clause)
    heading = "" if shape.alone else clause.heading  # below a number that stands alone, it is read after the names are made
    index = naming.index(shape)
    shape = replace(shape, label=label_of(clause, heading, index), key=key_of(clause, heading, index))
    if number_read(shape, clause) != clause.number:
        shape = replace(shape, number=literal(clause.printed), fixed=clause.number)
    label, key = naming.names(shape, number=clause.number, heading=clause.heading)
    if label != clause.label:
        shape = replace(shape, label=literal(clause.label))
    return shape if key == clause.key else replace(shape, key=literal(clause.key))


def first_try(clause: Clause) -> Shape:
    """Everything but label and key."""
    is_head = bool(clause.printed) and clause.kind not in HANGING
    alone = is_head and clause.printed == clause.name
    says = "heading" if clause.heading or is_head else "text" if clause.text or clause.printed else "nothing"
    number = with_number(clause.printed, clause.number) if clause.printed else ""
    fixed = "" if clause.printed else clause.number
    return Shape(clause.part, clause.kind, clause.depth, number, fixed, "", "", says, alone)


def number_read(shape: Shape, clause: Clause) -> str:
    """The number that will be read, where it is typed and not counted."""
    line = clause.printed if shape.alone else f"{clause.printed} {clause.heading or clause.text}".strip()
    return parted(shape, Line(1, line, begins=True))[0]


def label_of(clause: Clause, heading: str, index: str) -> str:
    """How the label is made: of that of what it stands in, of its number, of its heading or of its place among others."""
    return made_of(clause.label, [one.label for one in clause.above], clause.number, heading, index)


def key_of(clause: Clause, heading: str, index: str) -> str:
    """How the key is made, likewise."""
    return made_of(clause.key, [one.key for one in clause.above], slug(clause.number), key_part(heading), index)


def made_of(name: str, above: Sequence[str], number: str, heading: str, index: str) -> str:
    """The name with places for that of the nearest clause which it begins with, and for its number, heading or index.

    Without one for the heading each heading would have a shape, and so a style, of its own.
    """
    if heading and name == heading:
        return "{heading}"
    depth = next((n for n in reversed(range(len(above))) if begins_with(name, above[n])), None)
    rest = name if depth is None else name[len(above[depth]) :]
    before = "" if depth is None else f"{{{depth}}}"
    if headed := re.search(rf"(?<!\w){re.escape(heading)}(?:-\d+)?$", rest) if heading else None:  # with what tells equal keys apart
        return before + with_number(rest[: headed.start()], number) + "{heading}"
    if number:
        return before + with_number(rest, number)
    stem = rest.removesuffix(index)
    counted = stem != rest and not stem[-1:].isalnum()
    return before + (literal(stem) + "{index}" if counted else literal(rest))


def begins_with(name: str, other: str) -> bool:
    """Whether a name is the other and something more."""
    return bool(other) and name.startswith(other) and not name[len(other) : len(other) + 1].isalnum()


def with_number(text: str, number: str) -> str:
    """The text with a place for the number, where there is one and it stands in it as a word."""
    marked = re.sub(rf"(?<!\w){re.escape(number)}(?!\w)", _HERE, text, count=1) if number else text
    return literal(marked).replace(_HERE, "{number}")
