"""Duels: how many voters put one option above another, for all of them by twos.

Source: Condorcet, Essai sur l'application de l'analyse à la probabilité des décisions (1785). What a ballot leaves unranked stands below
all that it ranks, and is tied there.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from consult.polls.methods.profile import Profile, Whole


def duels(profile: Profile) -> Whole:
    """A square: in row A and column B, how many voters put A above B."""
    marks = [profile.marks[:, option] for option in range(len(profile.options))]
    preferred = [[int(profile.counts[a < b].sum()) for b in marks] for a in marks]
    return np.array(preferred, np.int64).reshape(len(marks), len(marks))


def pairwise(options: Sequence[str], against: Whole) -> Mapping[str, int]:
    """The duels by name: "A>B" → how many put A above B."""
    return {f"{a}>{b}": int(against[i, j]) for i, a in enumerate(options) for j, b in enumerate(options) if i != j}
