"""One step in, out, up or down, as the operation that it is: what buttons offer of a clause."""

from collections.abc import Callable, Mapping
from typing import Final

from consult.documents.editing.operations import After, Before, OnClause, Under
from consult.documents.editing.passages import Passage, Passages, at, parents


def indented(passages: Passages, clause: str) -> Under | None:
    """One step in: into the clause beside it that is read before; None where there is none."""
    beside = _beside(passages, clause, passages[: at(passages, clause)])
    return Under(clause, beside[-1].id) if beside else None


def outdented(passages: Passages, clause: str) -> Under | None:
    """One step out: beside what it stands in; None where it stands in nothing."""
    above = parents(passages)
    parent = above[clause]
    return Under(clause, above[parent]) if parent is not None else None


def raised(passages: Passages, clause: str) -> Before | None:
    """One place up among those beside it; None where it is the first."""
    beside = _beside(passages, clause, passages[: at(passages, clause)])
    return Before(clause, beside[-1].id) if beside else None


def lowered(passages: Passages, clause: str) -> After | None:
    """One place down among those beside it; None where it is the last."""
    beside = _beside(passages, clause, passages[at(passages, clause) + 1 :])
    return After(clause, beside[0].id) if beside else None


def _beside(passages: Passages, clause: str, among: Passages) -> list[Passage]:
    """Those in the same place as the clause; at the top, those of its part."""
    one = passages[at(passages, clause)]
    return [each for each in among if each.parent == one.parent and each.part == one.part]


STEPS: Final[Mapping[str, Callable[[Passages, str], OnClause | None]]] = {
    "in": indented,
    "out": outdented,
    "up": raised,
    "down": lowered,
}
