"""Duels: how many voters put one option above another, for all of them by twos.

Source: Condorcet, Essai sur l'application de l'analyse à la probabilité des décisions (1785). What a ballot leaves unranked stands below
all that it ranks, and is tied there.
"""

from collections.abc import Mapping, Sequence

import numpy as np

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
