"""Which links a person should look at though their score is high: where text, label and place do not say the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from consult.matching.assignment import Scores
from consult.matching.candidates import WIDEST_GAP
from consult.matching.evidence import Evidence
from consult.matching.group_items import NAMELESS, Group, Name
from consult.matching.label_trust import named
from consult.matching.links import Pair
from consult.matching.relative_places import in_order, places
from consult.matching.text_likeness import likeness

CLEARLY: Final = 0.03  # so much more alike are texts that speak against a link
TRUSTED: Final = 0.75  # the share of labels that were kept, from which on what they say counts against texts


def against_text(evidence: Evidence, chosen: Mapping[int, int], scores: Scores) -> set[int]:
    """The old places whose link goes against the texts: two that are not linked are clearly more alike than both links are."""
    taken = {new: old for old, new in chosen.items()}
    found: set[int] = set()
    for old, new in scores:
        ours = [one for one in (old if old in chosen else None, taken.get(new)) if one is not None]
        if chosen.get(old) != new and all(evidence.text(old, new) > evidence.text(one, chosen[one]) + CLEARLY for one in ours):
            found.update(ours)
    return found


def by_text_alone(evidence: Evidence, chosen: Mapping[int, int], fixed: Mapping[int, int]) -> set[int]:
    """The old places whose link only a likeness of texts speaks for: out of order, without the same label or heading. A clause that was
    taken out and one like another that came in look the same as one that was moved and changed."""
    ordered = sorted({**fixed, **chosen}.items())
    keep = in_order([new for _old, new in ordered])
    out = (pair for n, pair in enumerate(ordered) if n not in keep and pair[0] in chosen)
    return {old for old, new in out if not evidence.label(old, new) and not evidence.heading(old, new)}


def with_conflicts(evidence: Evidence, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs, doubtful where the label, which can be trusted, speaks for a clause whose own origin is not sure."""
    if evidence.trust.share < TRUSTED:
        return list(pairs)
    by_old = {one.old: one for one in pairs}
    sure = {one.new for one in pairs if not one.doubtful}
    names = named(evidence.group.new)
    return [replace(one, doubtful=True) if _conflicts(evidence, one, by_old, names, sure) else one for one in pairs]


def _conflicts(evidence: Evidence, one: Pair, by_old: Mapping[int, Pair], names: Mapping[Name, int], sure: set[int]) -> bool:
    """Whether another clause has the label, and may be the one. A clause that shifted with its neighbours is none of these, unless the
    draft keeps its numbers: there nothing shifts, and under another label only the very same words are surely the same clause."""
    old, new = evidence.group.old[one.old].name, evidence.group.new[one.new].name
    if evidence.trust.is_kept and NAMELESS not in (old, new) and old != new and one.score < 1:
        return True
    there = names.get(evidence.group.old[one.old].name)
    if there in (None, one.new) or there in sure:
        return False
    shifted = any((beside := by_old.get(one.old + step)) and beside.new == one.new + step for step in (-1, 1))
    return evidence.trust.is_kept or not shifted


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
