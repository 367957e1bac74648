"""Duels: how many voters put one option above another, for all of them by twos.

Source: Condorcet, Essai sur l'application de l'analyse à la probabilité des décisions (1785). What a ballot leaves unranked stands below
all that it ranks, and is tied there.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from consult.tally.decimals import named
from consult.tally.first_preferences import tops, until_ties, votes_at
from consult.tally.outcome import Outcome, Tie, in_one_round
from consult.tally.profile import Profile, Whole


def duels(profile: Profile) -> Whole:
    """A square: in row A and column B, how many voters put A above B."""
    size = len(profile.options)
    against: Whole = np.zeros((size, size), np.int64)
    for option in range(size):
        against[option] = profile.counts @ (profile.marks[:, [option]] < profile.marks)
    return against


def pairwise(options: Sequence[str], against: Whole) -> Mapping[str, int]:
    """The duels by name: "A>B" → how many put A above B."""
    return {f"{a}>{b}": int(against[i, j]) for i, a in enumerate(options) for j, b in enumerate(options) if i != j}


def by_duels(
    method: str, profile: Profile, against: Whole, *, winners: Sequence[str], scores: Mapping[str, str], ties: Sequence[Tie] = ()
) -> Outcome:
    """The outcome of such a method: all duels, and first preferences as its only round, for whoever compares."""
    firsts = votes_at(profile, tops(until_ties(profile))).tolist()
    exhausted = profile.voters - profile.abstained - sum(firsts)
    return in_one_round(
        method,
        profile,
        tallies=named(profile.options, firsts),
        winners=winners,
        ties=ties,
        exhausted=exhausted,
        scores=scores,
        pairwise=pairwise(profile.options, against),
    )
