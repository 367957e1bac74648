"""Schulze: an option beats another where the strongest chain of duels from it to the other is stronger than any chain back.

Source: Schulze, A new monotonic, clone-independent, reversal symmetric, and condorcet-consistent single-winner election method,
Social Choice and Welfare 36 (2011). A duel is as strong as its margin.
"""

from collections.abc import Sequence

import numpy as np

from consult.tally.decimals import named
from consult.tally.outcome import Outcome
from consult.tally.pairwise import by_duels, duels
from consult.tally.profile import Profile, Whole
from consult.tally.tie_breaking import first_of

METHOD = "schulze"


def count(profile: Profile, *, lot: Sequence[str]) -> Outcome:
    """Find the option that no other beats.

    Args:
        profile: rankings; ties and what is unranked are kept.
        lot: all options in the order that breaks a tie of several that no other beats.

    Returns first preferences as its only round, all duels, and as scores how many others each option beats.
    """
    against = duels(profile)
    strongest = paths(against)
    beats = strongest > strongest.T
    unbeaten = [option for at, option in enumerate(profile.options) if not beats[:, at].any()]
    winner, tie = first_of(unbeaten, lot=lot) if profile.says_anything else (None, None)
    return by_duels(
        METHOD,
        profile,
        against,
        winners=[winner] if winner is not None else [],
        scores=named(profile.options, beats.sum(axis=1)),
        ties=[tie] if tie else [],
    )


def paths(against: Whole) -> Whole:
    """A square: how strong the strongest chain of won duels from the row's option to the column's is; 0 where there is none.

    A chain is as strong as its weakest duel (Floyd and Warshall's algorithm for widest paths).
    """
    strongest: Whole = np.maximum(against - against.T, 0)
    for between in range(len(strongest)):
        through = np.minimum(strongest[:, [between]], strongest[[between], :])
        strongest = np.maximum(strongest, through)
    np.fill_diagonal(strongest, 0)
    return strongest
