"""Holds the links of an edited law against what is known of it."""

from dataclasses import dataclass
from random import Random
from typing import Final

from consult.matching.links import Link
from consult.matching.match import links_of_kind, match
from tests.consult.matching.edited import Edited, Language, edited, law, units

EDITS: Final = (3, 10, 25, 50)


@dataclass(frozen=True)
class Judged:
    """What matching made of one edited law, at the level of the Pasal."""

    links: list[Link]
    wrong: list[Link]  # of two clauses that are not one, and not doubtful
    untouched: int
    untouched_linked: int

    @property
    def doubtful(self) -> int:
        """How many links a person would have to look at."""
        return sum(link.doubtful for link in self.links)


def round_of(seed: int, *, size: int = 300) -> Judged:
    """One round: a law of `size` clauses, edited at random, matched and judged. The same seed gives the same round."""
    random = Random(seed)
    language = Language(random)
    old = law(language, size)
    return judge(edited(language, old, edits=random.choice(EDITS), renumbered=random.random() < 0.6))


def judge(made: Edited) -> Judged:
    """Match the two laws and compare with the truth."""
    old, new = units(made.old), units(made.new)
    links = list(links_of_kind(match(old, new), old, new, kind="pasal"))
    linked = {(int(link.old), int(link.new)): link for link in links if link.old and link.new}
    wrong = [link for ends, link in linked.items() if ends not in made.truth and not link.doubtful]
    found = {old for old, _new in linked.keys() & made.truth}
    return Judged(links, wrong, len(made.untouched), len(made.untouched & found))
