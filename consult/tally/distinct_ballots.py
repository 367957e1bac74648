"""Equal ballots put together, for methods whose work grows with the number of different ones."""

from dataclasses import replace

import numpy as np

from consult.tally.profile import Profile, Whole


def distinct(profile: Profile) -> Profile:
    """The same ballots, each different one in one row."""
    if not profile.marks.size:
        return profile
    narrow = profile.marks.astype(np.min_scalar_type(-1 - int(np.abs(profile.marks).max())), order="C")  # a row is compared byte by byte
    _, first, rows = np.unique(narrow.view(f"V{narrow.itemsize * narrow.shape[1]}").ravel(), return_index=True, return_inverse=True)
    counts: Whole = np.zeros(len(first), np.int64)
    np.add.at(counts, rows, profile.counts)
    return replace(profile, marks=profile.marks[first], counts=counts)
