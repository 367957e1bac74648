"""The text of each clause with its parts, as posts quote it."""

from collections.abc import Iterable, Mapping

from consult.anchoring.quotes import joined
from consult.matching.links import Unit


def texts_of(units: Iterable[Unit]) -> Mapping[str, str]:
    """By the ids of clauses: its own text and its parts', one blank between them; numbers and headings are left out.

    Args:
        units: all clauses of a revision, in reading order, each after the one that it stands in.
    """
    said: dict[str, list[str]] = {}
    above: dict[str, str | None] = {}
    for unit in units:
        said[unit.id], above[unit.id] = [], unit.parent
        holder: str | None = unit.id
        while holder is not None:
            said[holder].append(unit.text)
            holder = above[holder]
    return {clause: joined(parts) for clause, parts in said.items()}
