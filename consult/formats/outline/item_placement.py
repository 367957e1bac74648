"""Says below which clause an item would stand, and how well its number fits there."""

from enum import IntEnum
from typing import TypeAlias

from consult.formats.outline.clause_tree import Node, Outline
from consult.formats.outline.marks import Found
from consult.formats.outline.printed_numbers import FIRST, follows
from consult.formats.traditions.profile import Nesting

DEEPEST = 16
"""No list that is read from a text, or made by an edit, is nested deeper than this; keys and labels stay short whatever a file holds.

Files that name their clauses themselves may go deeper: `clauses.DEEPEST`.
"""


class Fit(IntEnum):
    """How well a number fits what was numbered before it, best first.

    ANNOUNCED: it is the first of a list that the text just before it announces. NEXT: it comes after the one before.
    FIRST: it is a first one. ODD: none of these.
    """

    ANNOUNCED = 0
    NEXT = 1
    FIRST = 2
    ODD = 3


Placed: TypeAlias = tuple[Fit, Node | None, tuple[str, ...]]
"""How well it fits, the clause below which it would stand, and the codes of what is odd about that."""


def place(found: Found, outline: Outline) -> Placed:
    """The place of an item."""
    if outline.profile.nesting is Nesting.RANK:
        return _place_ranked(found, outline)
    unit = outline.unit()
    if found.mark.kind == outline.profile.verse and unit:
        before = unit.last.get(found.mark.style)
        return _fit(found, before is not None and follows(before[0], found.value), before is None), unit, ()
    if sibling := _sibling_before(found, outline):
        return Fit.NEXT, sibling.parent, ()
    return _place_new_list(found, outline)


def _fit(found: Found, is_next: bool, may_begin: bool) -> Fit:
    if is_next:
        return Fit.NEXT
    return Fit.FIRST if may_begin and found.value == FIRST else Fit.ODD


# By the order of numbers alone.


def _sibling_before(found: Found, outline: Outline) -> Node | None:
    """The open item that this number comes right after: the innermost one, or for an amending instruction the outermost."""
    alike = [n for n in reversed(outline.stack) if n.style == found.mark.style and n.value and follows(n.value, found.value)]
    if alike and outline.container() in alike and outline.profile.instruction.match(found.rest[:300]):
        return outline.container()
    return alike[0] if alike else None


def _place_new_list(found: Found, outline: Outline) -> Placed:
    top = outline.top
    alike = next((node for node in reversed(outline.stack) if node.style == found.mark.style), None)
    if found.value != FIRST:
        return Fit.ODD, alike.parent if alike else top, ()
    if alike and (alike is top or len(outline.stack) >= DEEPEST):
        return Fit.ODD, alike.parent, () if alike is top else ("list.too_deep",)
    if top and top.is_item and top.kind != outline.profile.verse and top.tail and _closed(top, outline):
        return Fit.FIRST, top.parent, ("list.unannounced",)
    if len(outline.stack) >= DEEPEST:
        return Fit.ODD, top.parent if top else None, ("list.too_deep",)
    return Fit.FIRST, top, ()


def _closed(node: Node, outline: Outline) -> bool:
    return bool(outline.profile.finished.search(node.tail)) and not node.tail.endswith(":")


# By rank: an item stands in the nearest clause of a lower rank.


def _place_ranked(found: Found, outline: Outline) -> Placed:
    rivals = _rivals(found, outline)
    if rivals and rivals[-1].is_loose and not (found.value == FIRST and outline.profile.announces.search(rivals[-1].tail)):
        rivals = rivals[:-1]
    top = rivals[-1] if rivals else None
    announced = bool(top and outline.profile.announces.search(top.tail))
    begins_list = found.value == FIRST and announced and len(outline.stack) < DEEPEST
    sibling = next((node for node in reversed(rivals) if node.style == found.mark.style and _precedes(node, found)), None)
    if sibling and not (begins_list and top is not sibling):
        return Fit.NEXT, sibling.parent, ()
    parent = next((node for node in reversed(rivals) if node.rank < found.mark.rank), None)
    if found.quoted and not (parent and parent.quoted):
        return Fit.ANNOUNCED if announced else Fit.FIRST, outline.quoting(), ()
    before = outline.numbers_of(found.mark.kind, parent).get(found.mark.style)
    if begins_list:
        return Fit.ANNOUNCED, parent if before is None else top, ()
    return _fit(found, before is not None and follows(before[0], found.value), before is None), parent, ()


def _precedes(node: Node, found: Found) -> bool:
    return node.value is not None and follows(node.value, found.value)


def _rivals(found: Found, outline: Outline) -> list[Node]:
    """The open clauses among which an item may stand: what is quoted among what is quoted, the rest among the rest."""
    first = next((n for n, node in enumerate(outline.stack) if node.quoted), len(outline.stack))
    return outline.stack if found.quoted else outline.stack[:first]
