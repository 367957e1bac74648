"""Does an operation to a draft: each gives the passages as they are then, or refuses and names the field that is wrong."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from consult.documents.editing.labels import Tradition, is_root
from consult.documents.editing.operations import After, Before, Describe, Join, OnClause, Split, Under
from consult.documents.editing.passages import CLAUSE, HEADING, Passage, Passages, at, chain, depths, end_of, parents
from consult.documents.editing.reparenting import Hanging
from consult.documents.editing.tradition_styles import mark_in
from consult.errors import BadInput
from consult.formats.outline.clauses import ITEMS, LONGEST_NUMBER, MOST_CLAUSES
from consult.formats.outline.item_placement import DEEPEST
from consult.formats.outline.lines import words

LONGEST_LABEL: Final = 200


def done(passages: Passages, operation: OnClause, tradition: Tradition) -> Passages:
    """The passages after the operation. No word of them is lost or doubled, and the order changes only where it is asked to.

    Raises:
        BadInput: see `_DOING`; also `edit.same` where it changes nothing, `edit.too_deep` (`limit`).
    """
    after: Passages = _DOING[type(operation)](passages, operation, tradition)
    if after == passages:
        raise BadInput("edit.same", field="clause")
    if deepest(after) > max(DEEPEST, deepest(passages)):  # a draft that was read deeper can still be edited
        raise BadInput("edit.too_deep", field="under" if isinstance(operation, Under) else "kind", limit=DEEPEST)
    return after


def deepest(passages: Passages) -> int:
    """How many clauses the deepest one stands in; 0 of none."""
    return max(depths(passages).values(), default=0)


# Join and split


def _join(passages: Passages, operation: Join, tradition: Tradition) -> Passages:
    """`edit.first` where nothing is read before it."""
    here = at(passages, operation.clause)
    if not here:
        raise BadInput("edit.first", field="clause")
    before, one = passages[here - 1], passages[here]
    is_paragraph = not (one.mark or one.heading)
    text = ("\n" if is_paragraph else " ").join(filter(None, (before.text, one.printed())))
    rest = (*passages[: here - 1], replace(before, text=text), *passages[here + 1 :])
    return Hanging(parents(passages), heir=before.id).all(rest, start=here)


def _split(passages: Passages, operation: Split, tradition: Tradition) -> Passages:
    """`edit.place` where no word begins there, or nothing would be left before it; see `_described` for kind and number."""
    here = at(passages, operation.clause)
    one, place = passages[here], operation.at
    first, second = one.text[:place].rstrip(), one.text[place:].strip()
    if not begins_word(one.text, place) or not (first or one.mark or one.heading):
        raise BadInput("edit.place", field="at")
    if len(passages) >= MOST_CLAUSES:
        raise BadInput("draft.too_much", field="at", clauses=len(passages) + 1, doubts=0, limit=MOST_CLAUSES)
    kind, number = _kind_in(operation.kind, tradition), number_in(operation.number)
    _ask_for_number(kind, number)
    mark = mark_in(second, kind=kind, number=number, styles=tradition.styles)
    parent = _holder(passages, one, kind, tradition)
    text = second[len(mark) :].strip()
    new = _heading_of(Passage(operation.new, parent, one.part, kind, number, "", text, mark, operation.line))
    rest = (*passages[:here], replace(one, text=first), new, *passages[here + 1 :])
    return Hanging(parents(passages), heir=new.id, moved={new.id}).all(rest, start=here + 1)


def _heading_of(new: Passage) -> Passage:
    """A new heading says its first line as heading."""
    if new.kind != HEADING:
        return new
    heading, _, text = new.text.partition("\n")
    return replace(new, heading=heading.rstrip(), text=text.strip())


def _holder(passages: Passages, one: Passage, kind: str, tradition: Tradition) -> str | None:
    """What a clause of that kind stands in where it begins in `one`: it goes on with an open list of its kind, or begins one."""
    by_id = {each.id: each for each in passages}
    line = [by_id[id_] for id_ in chain(one.id, parents(passages))]
    alike = next((each for each in line if each.kind == kind), None)
    if alike is not None:
        return alike.parent
    rank = _rank(kind, tradition)
    return next((each.id for each in line if is_root(each) or _rank(each.kind, tradition) < rank or {each.kind, kind} <= ITEMS), None)


def _rank(kind: str, tradition: Tradition) -> int:
    """How far inside a kind stands: a heading holds all others, and what has no number holds none."""
    order = (HEADING, *(each for each in tradition.styles if each not in {HEADING, CLAUSE}))
    return order.index(kind) if kind in order else len(order)


def begins_word(text: str, place: int) -> bool:
    """Whether something may begin at that character: it is no white space, and not inside a word."""
    if not 0 <= place < len(text) or text[place].isspace():
        return False
    return place == 0 or not (_in_word(text[place - 1]) and _in_word(text[place]))


def _in_word(character: str) -> bool:
    return bool(words(character))


# What it is


def _describe(passages: Passages, operation: Describe, tradition: Tradition) -> Passages:
    """`input.choice` of the kind, `input.required` or `edit.number` of the number, `edit.label`, `edit.heading`."""
    here = at(passages, operation.clause)
    one = passages[here]
    kind, number = _kind_in(operation.kind, tradition, also=one.kind), number_in(operation.number)
    if (kind, number) != (one.kind, one.number):
        _ask_for_number(kind, number)
    heading, text = with_heading(one, operation.heading)
    new = replace(one, kind=kind, number=number, heading=heading, text=text, called=label_in(operation.label))
    new = _renamed(one, new)
    if kind == HEADING and not (new.called or new.name or heading or number):
        raise BadInput("edit.label", field="label", limit=LONGEST_LABEL)
    if (new.kind, new.number, new.called) == (one.kind, one.number, one.called):
        return (*passages[:here], new, *passages[here + 1 :])
    rest = (*passages[:here], new, *passages[here + 1 :])
    return Hanging(parents(passages), heir=one.id, moved={one.id}).all(rest, start=here)


def _renamed(one: Passage, new: Passage) -> Passage:
    """What it calls itself holds no longer where it is something else now; a number in a heading's name is the new one."""
    if new.kind == one.kind == HEADING:
        return replace(new, name=one.name.replace(one.number, new.number)) if one.number else new
    if (new.kind, new.number) != (one.kind, one.number):
        return replace(new, name="", stem="")
    return new


def _kind_in(kind: str, tradition: Tradition, also: str = "") -> str:
    if kind not in {*tradition.kinds, also} - {""}:
        raise BadInput("input.choice", field="kind", choices=", ".join(tradition.kinds))
    return kind


def _ask_for_number(kind: str, number: str) -> None:
    if not number and kind not in {CLAUSE, HEADING}:
        raise BadInput("input.required", field="number")


def number_in(given: str) -> str:
    """The number as it is stored.

    Raises:
        BadInput: `edit.number`: it is too long, or holds what no number does.
    """
    number = given.strip()
    if number and (len(number) > LONGEST_NUMBER or not number.isprintable() or not re.search(r"\w", number)):
        raise BadInput("edit.number", field="number", limit=LONGEST_NUMBER)
    return number


def label_in(given: str) -> str:
    """The label as it is stored.

    Raises:
        BadInput: `edit.label`: it is too long, or holds no word.
    """
    label = " ".join(given.split())
    if label and (len(label) > LONGEST_LABEL or not label.isprintable() or not words(label)):
        raise BadInput("edit.label", field="label", limit=LONGEST_LABEL)
    return label


def with_heading(one: Passage, given: str) -> tuple[str, str]:
    """Heading and text where the heading is those of the clause's own words; the others are its text.

    Raises:
        BadInput: `edit.heading`: these are not the words with which the clause begins.
    """
    wanted, has = words(given), words(one.heading)
    if wanted == has:
        return one.heading, one.text
    said = f"{one.heading} {one.text}".strip()
    if words(said)[: len(wanted)] != wanted:
        raise BadInput("edit.heading", field="heading")
    ends = [found.end() for found in re.finditer(r"\w+", said)]
    end = ends[len(wanted) - 1] if wanted else 0
    while end and end < len(said) and not said[end].isspace() and not _in_word(said[end]):
        end += 1
    return " ".join(said[:end].split()), said[end:].strip()


# Where it stands


def _under(passages: Passages, operation: Under, tradition: Tradition) -> Passages:
    """`edit.inside` where it would stand in itself."""
    start = at(passages, operation.clause)
    block, one = passages[start : end_of(passages, start)], passages[start]
    _refuse_inside(block, operation.under, field="under")
    new = replace(one, parent=operation.under)
    open_there = chain(passages[start - 1].id, parents(passages)) if start else []
    if operation.under is None or operation.under in open_there:
        rest = (*passages[:start], new, *passages[start + 1 :])
    else:
        without = (*passages[:start], *passages[start + len(block) :])
        start = end_of(without, at(without, operation.under, field="under"))
        rest = (*without[:start], new, *block[1:], *without[start:])
    if new == one:
        return passages
    return Hanging(parents(passages), heir=one.id, moved={one.id}).all(rest, start=start)


def _before(passages: Passages, operation: Before, tradition: Tradition) -> Passages:
    """`edit.inside` where it would stand before a part of itself."""
    return _beside(passages, operation.clause, operation.before, field="before")


def _after(passages: Passages, operation: After, tradition: Tradition) -> Passages:
    """`edit.inside` where it would stand after a part of itself."""
    return _beside(passages, operation.clause, operation.after, field="after")


def _beside(passages: Passages, clause: str, other: str, *, field: str) -> Passages:
    start = at(passages, clause)
    block = passages[start : end_of(passages, start)]
    _refuse_inside(block, other, field=field)
    without = (*passages[:start], *passages[start + len(block) :])
    place = at(without, other, field=field)
    beside = without[place]
    new = replace(block[0], parent=beside.parent, part=beside.part)
    if field == "after":
        place = end_of(without, place)
    rest = (*without[:place], new, *block[1:], *without[place:])
    if rest == passages:
        return passages
    return Hanging(parents(passages), heir=clause, moved={clause}).all(rest, start=place)


def _refuse_inside(block: Sequence[Passage], other: str | None, *, field: str) -> None:
    if any(each.id == other for each in block):
        raise BadInput("edit.inside", field=field)


_DOING: Final[Mapping[type[Any], Callable[[Passages, Any, Tradition], Passages]]] = {
    Join: _join,
    Split: _split,
    Describe: _describe,
    Under: _under,
    Before: _before,
    After: _after,
}
