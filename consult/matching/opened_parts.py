"""Which parts are opened to be matched: where a level came in, items stand below what they stood beside or in the place of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from consult.matching.group_items import Group, Item
from consult.matching.links import Pair, Unit
from consult.matching.text_likeness import likeness
from consult.matching.verbatim_clauses import Standing

Below: TypeAlias = Callable[[Unit], Sequence[Item]]
ALIKE: Final = 0.5  # so alike an item is to what stands below, and is taken to be that rather than a piece of the whole


def level_with(parts: Sequence[Unit], others: Sequence[Unit], standing: Standing) -> list[Unit]:
    """The new parts, with what stands below in place of each of them that came between the old parts and what they stood in."""
    found: list[Unit] = []
    for unit in others:
        between = unit.id not in standing.back and _came_between(parts, unit, standing)
        found += level_with(parts, standing.new.parts(unit.id), standing) if between else [unit]
    return found


def _came_between(parts: Sequence[Unit], unit: Unit, standing: Standing) -> bool:
    """Whether the old parts stand word for word below it, or most of what stood in them does one level deeper than in them.

    Something that had parts in it before did not come in: it only got some more.
    """
    known = _known(standing.new.below([unit.id]), standing)
    direct = standing.new.parts(unit.id)
    ids = [part.id for part in parts]
    if not known or _known(direct, standing) & {below.id for below in standing.old.below(ids)}:
        return False
    deeper = _known(standing.new.parts_of(part.id for part in direct), standing) & {part.id for part in standing.old.parts_of(ids)}
    return bool(known & set(ids)) or 2 * len(deeper) > len(known)


def _known(units: Iterable[Unit], standing: Standing) -> set[str]:
    """The old clauses that stand word for word in these new ones."""
    return {standing.back[unit.id] for unit in units if unit.id in standing.back}


def to_open(group: Group, pairs: Iterable[Pair], below: Below) -> set[str]:
    """The ids of new parts in which old ones seem to have been merged, and below which they stand by themselves, reworded perhaps.

    Args:
        below: gives what stands directly below a part, of either revision.
    """
    made: dict[int, list[int]] = defaultdict(list)
    for one in pairs:
        made[one.new].append(one.old)
    return {group.new[new].unit.id for new, olds in made.items() if _is_split_open(group.new[new], [group.old[old] for old in olds], below)}


def _is_split_open(whole: Item, pieces: Sequence[Item], below: Below) -> bool:
    """Whether most of the pieces are like something that stands below the whole; a single one has to be surely that."""
    if len(pieces) == 1:
        return pieces[0].exact != whole.exact and _is_below(pieces[0], whole, below)
    inside = below(whole.unit)
    found = (any(_is_one(piece, one, below) for one in inside) for piece in pieces)
    return 2 * sum(found) >= len(pieces)


def _is_below(piece: Item, whole: Item, below: Below) -> bool:
    """Whether the very same words stand below the whole; or something of its kind that is more like it, and the whole is of another."""
    inside = below(whole.unit)
    if any(piece.exact == one.exact != "" for one in inside):
        return True
    same = [one for one in inside if one.unit.kind == piece.unit.kind != whole.unit.kind]
    return any(likeness(piece.bag, one.bag) > likeness(piece.bag, whole.bag) for one in same)


def _is_one(piece: Item, part: Item, below: Below) -> bool:
    """Whether both may be one clause: a piece that has parts of its own is none that has not."""
    return likeness(piece.bag, part.bag) >= ALIKE and (not below(piece.unit) or bool(below(part.unit)))
