"""What of stances is counted, and what a share of one is a share of: once, for every page, file and program. Plain values."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from consult.discussion.rules import Stance

STANCES: Final = tuple(stance.value for stance in Stance)

Counts = Mapping[str, int]


def by_stance(taken: Iterable[str]) -> dict[str, int]:
    """How many take each stance. `taken` has a word for each shown contribution: its stance, or none for a reply, which takes none."""
    counted = Counter(taken)
    return {stance: counted[stance] for stance in STANCES}


def stanced(counts: Counts) -> int:
    """The one base that shares of stances have: the contributions that take a stance. Replies take none and stand apart."""
    return sum(counts.get(stance, 0) for stance in STANCES)
