"""Matches the clauses of a group: first what is the same word for word, then what is surely the best on both sides, then the rest."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from consult.matching.assignment import Scores, assign, close_calls
from consult.matching.candidates import Candidates, candidates
from consult.matching.doubtful_links import against_text, by_text_alone, with_conflicts
from consult.matching.evidence import Evidence, kin
from consult.matching.group_items import Group, Item
from consult.matching.label_trust import Trust, named, trust
from consult.matching.links import Pair
from consult.matching.relative_places import places
from consult.matching.splits_and_merges import merges, splits

SURE: Final = 0.7  # the line: what scores less is doubtful; set by measurement, see docs/decisions
NOT_AGAINST: Final = 0.5  # the share of labels that were kept, from which on they tell clauses apart that say nothing else
PERHAPS: Final = 0.55  # what scores less is no link at all, …
ALIKE: Final = 0.3  # … unless the texts are so alike, which by chance they are not
ROUNDS: Final = (0.95, 0.9, 0.85, 0.8, SURE, SURE)
"""What scores so much and is by far the best on both sides is settled, one round after the other: each tells more about the rest."""


def pair(group: Group, *, trusted: Trust | None = None, by_chance: float = 0.0, above: bool = False) -> tuple[list[Pair], Trust]:
    """The pairs of a group in the order of the new revision, and how far its labels could be trusted, where nobody says so before.

    above: whether the clauses are the parts of one that stands in a draft that keeps its numbers.
    """
    exact = same_text(group)
    trusted = trusted or trust(group, exact)
    evidence = Evidence(group, trusted, by_chance, leaves_numbers=trusted.is_kept or above)
    fixed = {**exact, **(_same_removed(group) if trusted.share >= NOT_AGAINST else {})}
    chosen, scores = _choose(evidence, candidates(group, _left(group, fixed)), fixed)
    close = close_calls(chosen, scores) | by_text_alone(evidence, chosen, fixed) | against_text(evidence, chosen, scores)
    pairs = [Pair(old, new, scores[old, new], scores[old, new] < SURE or old in close) for old, new in chosen.items()]
    fixed |= _removed_in_step(group, {**fixed, **chosen})
    pairs += [Pair(old, new, 1.0) for old, new in fixed.items()]
    pairs = with_conflicts(evidence, pairs)
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


def _removed_in_step(group: Group, linked: Mapping[int, int]) -> dict[int, int]:
    """The same for other labels: what said so right behind a clause that is linked to the one before what says so now."""
    found: dict[int, int] = {}
    taken = set(linked.values())
    for old in (at for at, item in enumerate(group.old) if item.is_removed and at not in linked):
        before = -1 if old == 0 else found.get(old - 1, linked.get(old - 1))
        new = len(group.new) if before is None else before + 1
        if new < len(group.new) and new not in taken and group.new[new].is_removed:
            found[old] = new
    return found


def _choose(evidence: Evidence, among: Candidates, fixed: Mapping[int, int]) -> tuple[dict[int, int], dict[tuple[int, int], float]]:
    """The links of what is not fixed, with the scores of all pairs that were compared, as they were compared last."""
    chosen: dict[int, int] = {}
    known: dict[tuple[int, int], float] = {}
    for line in ROUNDS:
        scores = _scores(evidence, among, {**fixed, **chosen})
        known.update(scores)
        chosen.update(_clear(scores, line))
    scores = _scores(evidence, among, {**fixed, **chosen})
    known.update(scores)
    possible = {one: score for one, score in scores.items() if score >= PERHAPS or evidence.text(*one) >= ALIKE}
    return chosen | assign(possible, at_least=0.0), known


def _scores(evidence: Evidence, among: Candidates, linked: Mapping[int, int]) -> dict[tuple[int, int], float]:
    """The scores of what may be linked still, seen from what is."""
    group = evidence.group
    at, near = places((len(group.old), len(group.new)), linked), kin(group, linked)
    pairs = (pair for pair in among.of(at, _left(group, linked)) if not (group.old[pair[0]].is_removed and group.new[pair[1]].is_removed))
    return {(old, new): evidence.score(old, new, at, near) for old, new in pairs}


def _left(group: Group, linked: Mapping[int, int]) -> tuple[set[int], set[int]]:
    return set(range(len(group.old))) - linked.keys(), set(range(len(group.new))) - set(linked.values())


def _clear(scores: Scores, line: float) -> dict[int, int]:
    """The pairs that are each other's best, surely and by far."""
    best = assign(scores, at_least=line)
    close = close_calls(best, scores)
    return {old: new for old, new in best.items() if old not in close}


def _free_new(group: Group, pairs: list[Pair]) -> set[int]:
    return {at for at, item in enumerate(group.new) if not item.is_removed} - {one.new for one in pairs if not one.doubtful}


def _free_old(group: Group, pairs: list[Pair]) -> set[int]:
    return {at for at, item in enumerate(group.old) if not item.is_removed} - {one.old for one in pairs if not one.doubtful}
