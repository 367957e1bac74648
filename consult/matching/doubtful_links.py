"""Which links a person should look at though their score is high: where text, label and place do not say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from consult.matching.assignment import Scores
from consult.matching.evidence import Evidence
from consult.matching.group_items import NAMELESS, Name
from consult.matching.label_trust import named
from consult.matching.pairs import Pair
from consult.matching.relative_places import in_order

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
