"""Clauses of a parsed draft as matching takes them."""

from collections.abc import Iterable

from consult.formats.outline.clauses import ParsedClause
from consult.matching.links import Unit


def units_of(clauses: Iterable[ParsedClause]) -> list[Unit]:
    """The clauses in reading order; their keys are the ids."""
    return [Unit(one.key, one.parent, one.part, one.kind, one.number, one.label, one.heading, one.text) for one in clauses]
