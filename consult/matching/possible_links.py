"""What was linked to nothing, and may yet be something: a person looks at it before it is told as removed or as new.

Who wrote on a clause that was reworded from its first word to its last would else find it gone without anybody having asked.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from consult.matching.candidates import WIDEST_GAP
from consult.matching.group_items import Group
from consult.matching.relative_places import places
from consult.matching.text_likeness import likeness

LEAST: Final = 0.1  # how alike two clauses in one spot have to be at least …
TIMES: Final = 2.0  # … and so many times as alike as by chance


def perhaps(group: Group, fixed: Mapping[int, int], *, by_chance: float) -> tuple[set[int], set[int]]:
    """The old and the new places of a group that are linked to nothing, and of which that is doubtful. `fixed`: the links."""
    old = {at for at, item in enumerate(group.old) if at not in fixed and not item.is_removed}
    new = {at for at, item in enumerate(group.new) if at not in set(fixed.values()) and not item.is_removed}
    return _in_one_spot(group, fixed, (old, new), line=max(LEAST, TIMES * by_chance))


def _in_one_spot(group: Group, fixed: Mapping[int, int], left: tuple[set[int], set[int]], *, line: float) -> tuple[set[int], set[int]]:
    """What went and what came between the same two clauses, and is more alike than by chance."""
    at = places((len(group.old), len(group.new)), fixed)
    gaps: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for old in sorted(left[0]):
        gaps[at.old[old][0]][0].append(old)
    for new in sorted(left[1]):
        gaps[at.new[new][0]][1].append(new)
    gone, come = set(), set()
    for olds, news in gaps.values():
        for old in olds[:WIDEST_GAP]:
            for new in news[:WIDEST_GAP]:
                if likeness(group.old[old].bag, group.new[new].bag) >= line:
                    gone.add(old)
                    come.add(new)
    return gone, come
