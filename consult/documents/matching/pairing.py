"""Matches the clauses of a group: first what is the same word for word, then what is surely the best on both sides, then the rest."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from consult.documents.matching.assigning import Scores, assign, close_calls
from consult.documents.matching.candidates import Candidates, candidates
from consult.documents.matching.evidence import Evidence, Kin, kin
from consult.documents.matching.items import NAMELESS, Group, Item, Name
from consult.documents.matching.pairs import Pair
from consult.documents.matching.places import Places, in_order, places
from consult.documents.matching.splitting import merges, splits
from consult.documents.matching.trust import Trust, named, trust

SURE: Final = 0.7  # the line: what scores less is doubtful; set by measurement, see docs/decisions
CLEARLY: Final = 0.03  # so much more alike are texts that speak against a link
TRUSTED: Final = 0.75  # the share of labels that were kept, from which on what they say counts against texts
PERHAPS: Final = 0.55  # what scores less is no link at all, …
ALIKE: Final = 0.3  # … unless the texts are so alike, which by chance they are not
ROUNDS: Final = (0.95, 0.9, 0.85, 0.8, SURE, SURE)
"""What scores so much and is by far the best on both sides is settled, one round after the other: each tells more about the rest."""


def pair(group: Group, *, trusted: Trust | None = None, by_chance: float = 0.0) -> tuple[list[Pair], Trust]:
    """The pairs of a group in the order of the new revision, and how far its labels could be trusted, where nobody says so before."""
    exact = same_text(group)
    trusted = trusted or trust(group, exact)
    evidence = Evidence(group, trusted, by_chance)
    fixed = {**exact, **_same_removed(group)}
    left = (set(range(len(group.old))) - fixed.keys(), set(range(len(group.new))) - set(fixed.values()))
    chosen, scores = _choose(evidence, candidates(group, left), fixed, left)
    close = close_calls(chosen, scores) | _by_text_alone(evidence, chosen, fixed) | _against_text(evidence, chosen, scores)
    pairs = [Pair(old, new, scores[old, new], scores[old, new] < SURE or old in close) for old, new in chosen.items()]
    pairs += [Pair(old, new, 1.0) for old, new in fixed.items()]
    pairs = _with_conflicts(evidence, pairs)
    pairs = merges(group, splits(group, pairs, free=_free_new(group, pairs)), free=_free_old(group, pairs))
    return sorted(pairs, key=lambda one: (one.new, one.old)), trusted


def same_text(group: Group) -> dict[int, int]:
    """From old to new place: whose heading and text stand once in each revision, word for word."""
    old, new = _single(group.old), _single(group.new)
    return {at: new[text] for text, at in old.items() if text in new}


def _single(items: Sequence[Item]) -> dict[str, int]:
    often = Counter(item.exact for item in items)
    return {item.exact: at for at, item in enumerate(items) if item.exact and often[item.exact] == 1}


def _same_removed(group: Group) -> dict[int, int]:
    """From old to new place: what said under the same label that it was removed, and still does."""
    new = named(group.new)
    both = ((at, new.get(item.name, -1)) for at, item in enumerate(group.old) if item.is_removed)
    return {old: there for old, there in both if there >= 0 and group.new[there].is_removed}


def _choose(
    evidence: Evidence, among: Candidates, fixed: Mapping[int, int], left: tuple[set[int], set[int]]
) -> tuple[dict[int, int], dict[tuple[int, int], float]]:
    """The links of what is left, with the scores of all pairs that were compared at last."""
    chosen: dict[int, int] = {}
    known: dict[tuple[int, int], float] = {}
    sizes = (len(evidence.group.old), len(evidence.group.new))
    for line in ROUNDS:
        free = (left[0] - chosen.keys(), left[1] - set(chosen.values()))
        so_far = {**fixed, **chosen}
        scores = _scores(evidence, among, places(sizes, so_far), free, kin(evidence.group, so_far))
        known.update(scores)
        chosen.update(_clear(scores, line))
    free = (left[0] - chosen.keys(), left[1] - set(chosen.values()))
    so_far = {**fixed, **chosen}
    scores = _scores(evidence, among, places(sizes, so_far), free, kin(evidence.group, so_far))
    known.update(scores)
    possible = {one: score for one, score in scores.items() if score >= PERHAPS or evidence.text(*one) >= ALIKE}
    return chosen | assign(possible, at_least=0.0), known


def _scores(evidence: Evidence, among: Candidates, at: Places, left: tuple[set[int], set[int]], near: Kin) -> dict[tuple[int, int], float]:
    return {(old, new): evidence.score(old, new, at, near) for old, new in among.of(at, left)}


def _clear(scores: Scores, line: float) -> dict[int, int]:
    """The pairs that are each other's best, surely and by far."""
    best = assign(scores, at_least=line)
    close = close_calls(best, scores)
    return {old: new for old, new in best.items() if old not in close}


def _against_text(evidence: Evidence, chosen: Mapping[int, int], scores: Scores) -> set[int]:
    """The old places whose link goes against the texts: two that are not linked are clearly more alike than both links are."""
    taken = {new: old for old, new in chosen.items()}
    found: set[int] = set()
    for old, new in scores:
        ours = [one for one in (old if old in chosen else None, taken.get(new)) if one is not None]
        if chosen.get(old) != new and all(evidence.text(old, new) > evidence.text(one, chosen[one]) + CLEARLY for one in ours):
            found.update(ours)
    return found


def _by_text_alone(evidence: Evidence, chosen: Mapping[int, int], fixed: Mapping[int, int]) -> set[int]:
    """The old places whose link only a likeness of texts speaks for: out of order, without the same label or heading. A clause that was
    taken out and one like another that came in look the same as one that was moved and changed."""
    ordered = sorted({**fixed, **chosen}.items())
    keep = in_order([new for _old, new in ordered])
    out = (pair for n, pair in enumerate(ordered) if n not in keep and pair[0] in chosen)
    return {old for old, new in out if not evidence.label(old, new) and not evidence.heading(old, new)}


def _with_conflicts(evidence: Evidence, pairs: list[Pair]) -> list[Pair]:
    """The pairs, doubtful where the label, which can be trusted, speaks for a clause whose own origin is not sure."""
    if evidence.trust.share < TRUSTED:
        return pairs
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


def _free_new(group: Group, pairs: list[Pair]) -> set[int]:
    return {at for at, item in enumerate(group.new) if not item.is_removed} - {one.new for one in pairs if not one.doubtful}


def _free_old(group: Group, pairs: list[Pair]) -> set[int]:
    return {at for at, item in enumerate(group.old) if not item.is_removed} - {one.old for one in pairs if not one.doubtful}
