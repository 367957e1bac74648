"""Decides whether a mark begins a clause where it stands, by the numbers before it and the sentence around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from consult.documents.parsing.marks import Found, Origin, Piece
from consult.documents.parsing.numbers import FIRST, follows
from consult.documents.parsing.outline import Node, Outline
from consult.documents.parsing.profile import ITEM_RANK

DEEPEST = 16
"""No list is nested deeper than this; keys and labels stay short whatever a file holds."""


class Fit(IntEnum):
    """How well a number fits what was numbered before it, best first."""

    NEXT = 0
    FIRST = 1
    ODD = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a piece: begin the clause `found` below `parent`, or read on where `found` is None; and why one may doubt it."""

    found: Found | None = None
    parent: Node | None = None
    doubts: tuple[str, ...] = ()


READ_ON = Verdict()
IN_SENTENCE = Verdict(doubts=("mark.in_sentence",))


def judge(piece: Piece, founds: Sequence[Found], outline: Outline) -> Verdict:
    """The verdict on a piece at whose head the marks `founds` can be read."""
    heads = [found for found in founds if found.mark.rank < ITEM_RANK]
    if heads:
        return _judge_head(piece, heads[0], outline)
    if founds and outline.place.lists:
        return _judge_item(piece, founds, outline)
    return READ_ON


def unfinished(outline: Outline) -> bool:
    """Whether the text so far breaks off inside a sentence; a heading or a line in capitals does not."""
    tail = outline.top.tail if outline.top else ""
    return bool(tail) and not tail.isupper() and not outline.profile.finished.search(tail)


# Heads: BAB, Bagian, Pasal and the like, which stand on a line of their own.


def _judge_head(piece: Piece, found: Found, outline: Outline) -> Verdict:
    parent = _parent_of_head(found, outline)
    before = outline.numbers_of(found.mark.kind, parent).get(found.mark.style)
    expected = follows(before[0] if before else None, found.value)
    if piece.origin is Origin.LED:
        return READ_ON
    if piece.origin is Origin.GLUED or (found.rest and found.mark.sentence):
        return _judge_glued_head(piece, found, parent, expected, outline)
    if not unfinished(outline):
        return Verdict(found, parent)
    if not expected or _goes_on(piece.following):
        return IN_SENTENCE
    return Verdict(found, parent, ("mark.after_unfinished",))


def _judge_glued_head(piece: Piece, found: Found, parent: Node | None, expected: bool, outline: Outline) -> Verdict:
    """A head inside a line, or with its text on its own line, needs a number that fits and an end before it."""
    verse = bool(found.rest) and found.rest.startswith("(")
    if unfinished(outline) or (found.mark.sentence and not verse and outline.place_name not in {"body", "explanation"}):
        return READ_ON
    if expected or (verse and piece.origin is Origin.LINE):
        return Verdict(found, parent, ("mark.glued",))
    return IN_SENTENCE if verse or not found.mark.sentence else READ_ON


def _goes_on(following: str) -> bool:
    """Whether the next line goes on with a sentence: it begins with a small letter that is no item's."""
    return following[:1].islower() and following[1:2] not in {".", ")"}


def _parent_of_head(found: Found, outline: Outline) -> Node | None:
    """The open clause of a lower rank; what an amending unit quotes stays below the item that quotes it."""
    if outline.place.heads_lead_to:
        return None
    container = outline.container()
    if container and found.mark.style == outline.profile.container:
        return next(node.parent for node in outline.stack if node.style == found.mark.style)
    for node in reversed(outline.stack):
        if node is container or node.rank < found.mark.rank:
            return node
    return None


# Items: ayat, huruf, angka, whose depth is read from the order of numbers.


def _judge_item(piece: Piece, founds: Sequence[Found], outline: Outline) -> Verdict:
    placed = [(_place(found, outline), found) for found in founds]
    (fit, parent, doubts), found = min(placed, key=lambda one: one[0][0])
    if piece.origin is Origin.LED:
        return Verdict(found, parent, doubts) if fit is Fit.FIRST and not doubts else READ_ON
    if piece.origin is Origin.GLUED:
        return _judge_glued_item(found, parent, fit, outline, doubts)
    if unfinished(outline) and _reads_on(found, fit, outline):
        return READ_ON if _points_on(outline) else IN_SENTENCE
    return Verdict(found, parent, doubts)


def _judge_glued_item(found: Found, parent: Node | None, fit: Fit, outline: Outline, doubts: tuple[str, ...]) -> Verdict:
    """An item inside a line begins where its number comes next after the end of a sentence, or first after a colon."""
    tail = outline.top.tail if outline.top else ""
    if fit is Fit.FIRST and not tail:
        return Verdict(found, parent, doubts)
    if unfinished(outline):
        return IN_SENTENCE if fit is Fit.NEXT and not _reads_on(found, fit, outline) else READ_ON
    if fit is Fit.NEXT or (fit is Fit.FIRST and tail.endswith(":")):
        return Verdict(found, parent, ("mark.glued", *doubts))
    return READ_ON


def _reads_on(found: Found, fit: Fit, outline: Outline) -> bool:
    """Whether an unfinished sentence goes on with this number, as in “pada ayat” and, on the next line, “(2)”."""
    tail = outline.top.tail if outline.top else ""
    joined = found.mark.kind == outline.profile.verse and outline.profile.joins.search(tail)
    return fit is Fit.ODD or bool(joined) or _points_on(outline)


def _points_on(outline: Outline) -> bool:
    """Whether the text so far ends in a word that needs a number, such as “ayat”."""
    return bool(outline.profile.refers.search(outline.top.tail if outline.top else ""))


_Placed = tuple[Fit, Node | None, tuple[str, ...]]


def _place(found: Found, outline: Outline) -> _Placed:
    """How well the number fits, below which clause it would stand, and what is odd about that."""
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


def _sibling_before(found: Found, outline: Outline) -> Node | None:
    """The open item that this number comes right after: the innermost one, or for an amending instruction the outermost."""
    alike = [n for n in reversed(outline.stack) if n.style == found.mark.style and n.value and follows(n.value, found.value)]
    if alike and outline.container() in alike and outline.profile.instruction.match(found.rest[:300]):
        return outline.container()
    return alike[0] if alike else None


def _place_new_list(found: Found, outline: Outline) -> _Placed:
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
