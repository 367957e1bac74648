"""Decides whether a mark begins a clause where it stands, by the numbers before it and the sentence around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from consult.formats.outline.clause_tree import Node, Outline
from consult.formats.outline.item_placement import Fit, place
from consult.formats.outline.lines import is_row
from consult.formats.outline.marks import Found, Origin, Piece
from consult.formats.outline.printed_numbers import follows
from consult.formats.traditions.profile import Nesting


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a piece: begin the clause `found` below `parent`, or read on where `found` is None; and why one may doubt it."""

    found: Found | None = None
    parent: Node | None = None
    doubts: tuple[str, ...] = ()


READ_ON = Verdict()
IN_SENTENCE = Verdict(doubts=("mark.in_sentence",))
_FIRST: Final = frozenset({Fit.ANNOUNCED, Fit.FIRST})


def judge(piece: Piece, founds: Sequence[Found], outline: Outline) -> Verdict:
    """The verdict on a piece at whose head the marks `founds` can be read."""
    heads = [found for found in founds if found.mark.is_head]
    items = [found for found in founds if not found.mark.is_head] if outline.place.lists else []
    if outline.profile.nesting is Nesting.PATH:
        return _judge_path(piece, heads, items, outline)
    if heads:
        return _judge_head(piece, heads[0], outline)
    return _judge_item(piece, items, outline) if items else READ_ON


def unfinished(outline: Outline) -> bool:
    """Whether the text so far breaks off inside a sentence; a heading, a line in capitals and the row of a table do not."""
    tail = outline.top.tail if outline.top else ""
    return bool(tail) and not tail.isupper() and not is_row(tail) and not outline.profile.finished.search(tail)


def _is_certain(piece: Piece) -> bool:
    """Whether the file itself says that a number stands here: it made it, or calls the line a heading."""
    return piece.origin is Origin.LINE and (piece.level > 0 or piece.numbered > 0)


# Heads: BAB, Bagian, Pasal, Article and the like, which stand on a line of their own.


def _judge_head(piece: Piece, found: Found, outline: Outline) -> Verdict:
    parent = _parent_of_head(found, piece.level, outline)
    expected = _is_next(found, parent, outline) or _may_be_any(outline)
    if piece.origin is Origin.LED:
        return READ_ON
    if _is_certain(piece):
        return Verdict(found, parent)
    if piece.origin is Origin.GLUED or (found.rest and found.mark.sentence):
        return _judge_glued_head(piece, found, parent, expected, outline)
    if not unfinished(outline):
        return Verdict(found, parent)
    if not expected or _goes_on(piece.following):
        return IN_SENTENCE
    return Verdict(found, parent, ("mark.after_unfinished",))


def is_due(found: Found, outline: Outline) -> bool:
    """Whether a head has the number that comes next where it would stand."""
    return _is_next(found, _parent_of_head(found, 0, outline), outline)


def _is_next(found: Found, parent: Node | None, outline: Outline) -> bool:
    before = outline.numbers_of(found.mark.kind, parent).get(found.mark.style)
    return follows(before[0] if before else None, found.value)


def _judge_glued_head(piece: Piece, found: Found, parent: Node | None, expected: bool, outline: Outline) -> Verdict:
    """A head inside a line, or with its text on its own line, needs a number that fits and an end before it."""
    verse = bool(found.rest) and found.rest.startswith("(")
    if unfinished(outline) or (found.mark.sentence and not verse and outline.place_name not in {"body", "explanation"}):
        return READ_ON
    if expected or (verse and piece.origin is Origin.LINE):
        return Verdict(found, parent, ("mark.glued",))
    return IN_SENTENCE if verse or not found.mark.sentence else READ_ON


def _may_be_any(outline: Outline) -> bool:
    """Whether an amending instruction announces the text that it puts in, whose number may be any."""
    top = outline.top
    return bool(top and top is outline.container() and outline.profile.announces.search(top.tail))


def _goes_on(following: str) -> bool:
    """Whether the next line goes on with a sentence: it begins with a small letter that is no item's."""
    return following[:1].islower() and following[1:2] not in {".", ")"}


def _parent_of_head(found: Found, level: int, outline: Outline) -> Node | None:
    """The open clause of a lower rank; what an amending unit quotes stays below the item that quotes it."""
    if outline.place.heads_lead_to and not found.quoted:
        return None
    if found.quoted:
        return next((node for node in reversed(outline.stack) if node.quoted and node.rank < found.mark.rank), outline.quoting())
    container = outline.container()
    if container and found.mark.style == outline.profile.container:
        return next(node.parent for node in outline.stack if node.style == found.mark.style)
    for node in reversed(outline.stack):
        if node is container or (not node.quoted and _holds(node, found, level, outline)):
            return node
    return None


def _holds(node: Node, found: Found, level: int, outline: Outline) -> bool:
    """Whether a head may stand below `node`: by the levels that the file gives to both, else by their ranks."""
    if outline.profile.headed and level and node.level and node.level != level and found.mark.kind != outline.profile.unit:
        return node.level < level
    return node.rank < found.mark.rank


# Numbers that are paths: 3.1.4 stands in 3.1.


def _judge_path(piece: Piece, heads: Sequence[Found], items: Sequence[Found], outline: Outline) -> Verdict:
    verdict = _judge_path_head(piece, heads[0], outline) if heads else READ_ON
    if not items or (verdict.found and not _is_next_item(piece, items, outline)):
        return verdict
    return _judge_item(piece, items, outline)


def _judge_path_head(piece: Piece, found: Found, outline: Outline) -> Verdict:
    """A number with dots begins a clause after the end of a sentence; one without only where it is due, before a heading."""
    parent = None if outline.place.heads_lead_to else _parent_by_path(found.number, outline)
    before = outline.numbers_of(found.mark.kind, parent).get(found.mark.style)
    expected = follows(before[0] if before else None, found.value)
    if piece.origin is Origin.LED:
        return READ_ON
    if _is_certain(piece):
        return Verdict(found, parent)
    if (unfinished(outline) and not piece.begins) or piece.origin is Origin.GLUED:
        return IN_SENTENCE if expected and "." in found.number and piece.origin is Origin.LINE else READ_ON
    if "." in found.number:
        begins = expected or (not found.rest[:1].islower() and not found.rest[:1].isdigit())
        return Verdict(found, parent) if begins else READ_ON
    named = found.printed[:2].isalpha()  # Annex A
    title = bool(outline.profile.title.match(found.rest)) and piece.ends
    return Verdict(found, parent) if expected and (title or (named and not found.rest)) else READ_ON


def _parent_by_path(number: str, outline: Outline) -> Node | None:
    """The innermost open clause whose number the path begins with; the part of an appendix holds all that begins with its letter."""
    return next((n for n in reversed(outline.stack) if n.is_head and number.startswith(f"{n.number}.")), None)


def _is_next_item(piece: Piece, items: Sequence[Found], outline: Outline) -> bool:
    """Whether a number goes on with the list that is open, and does not begin the section that is due."""
    top = outline.top
    if _is_certain(piece) or not top or not top.is_item or top.value is None:
        return False
    return any(found.mark.style == top.style and follows(top.value, found.value) for found in items)


# Items: ayat, huruf, angka, paragraphs, points, whose depth is read from the order of numbers and from their rank.


def _judge_item(piece: Piece, founds: Sequence[Found], outline: Outline) -> Verdict:
    placed = [(place(found, outline), found) for found in founds]
    (fit, parent, doubts), found = min(placed, key=lambda one: one[0][0])
    if fit is Fit.ODD and not outline.profile.odd_items and not _is_certain(piece):
        return READ_ON
    if piece.origin is Origin.LED:
        return Verdict(found, parent, doubts) if fit in _FIRST and not doubts else READ_ON
    if piece.origin is Origin.GLUED:
        return _judge_glued_item(piece, found, parent, fit, outline, doubts)
    if parent and found.mark.nested and parent.rank >= found.mark.rank:
        found = replace(found, mark=found.mark.nested)
    points_on = _points_on(outline)
    begins = _is_certain(piece) or (piece.begins and not points_on)
    if not begins and unfinished(outline) and _reads_on(found, fit, outline):
        return READ_ON if points_on else IN_SENTENCE
    return Verdict(found, parent, doubts)


def _judge_glued_item(piece: Piece, found: Found, parent: Node | None, fit: Fit, outline: Outline, doubts: tuple[str, ...]) -> Verdict:
    """An item inside a line begins where its number comes next after the end of a sentence, or first after a colon."""
    tail = outline.top.tail if outline.top else ""
    if fit in _FIRST and not tail:
        return Verdict(found, parent, doubts)
    if unfinished(outline):
        return IN_SENTENCE if fit is Fit.NEXT and not _reads_on(found, fit, outline) else READ_ON
    if fit is Fit.NEXT or (fit in _FIRST and outline.profile.announces.search(tail)):
        return Verdict(found, parent, ("mark.glued", *doubts)) if _may_be_glued(piece, outline) else IN_SENTENCE
    return READ_ON


def _may_be_glued(piece: Piece, outline: Outline) -> bool:
    """Whether items may begin inside a line: everywhere in some traditions, in others only where a head did so on the same line."""
    unit = outline.unit()
    return outline.profile.glued_items or (unit is not None and unit.line == piece.line)


def _reads_on(found: Found, fit: Fit, outline: Outline) -> bool:
    """Whether an unfinished sentence goes on with this number, as in “pada ayat” and, on the next line, “(2)”."""
    tail = outline.top.tail if outline.top else ""
    joined = found.mark.kind == outline.profile.verse and outline.profile.joins.search(tail)
    return fit is Fit.ODD or bool(joined) or _points_on(outline)


def _points_on(outline: Outline) -> bool:
    """Whether the text so far ends in a word that needs a number, such as “ayat”."""
    return bool(outline.profile.refers.search(outline.top.tail if outline.top else ""))
