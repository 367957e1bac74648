"""First preferences: for which option each ranking counts while some options are out of the count."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from consult.tally.profile import Profile, Whole

NOBODY = -1


def until_ties(profile: Profile) -> Profile:
    """The same rankings, each of which ends before its first tie: a vote that counts for one option cannot say which of two it means.

    This is our rule (decision 71), and the usual one for overvotes in American codes; the Scottish order has none for it.
    """
    ranked = profile.marks < profile.blank
    highest = np.where(ranked, profile.marks, -1).max(axis=1, initial=-1)
    tied = np.flatnonzero(ranked.sum(axis=1) != highest + 1)  # more options than places
    marks, among = profile.marks.copy(order="K"), profile.marks[tied]
    for place in range(int(highest.max(initial=-1)) + 1):
        ends = (among == place).sum(axis=1) > 1
        among[ends] = np.where(among[ends] < place, among[ends], profile.blank)
    marks[tied] = among
    return replace(profile, marks=marks)


def tops(profile: Profile) -> Whole:
    """For each row of rankings without ties, the position of the option that it puts first; NOBODY: it ranks none."""
    return _first(profile.marks, profile.blank)


def hand_on(profile: Profile, holder: Whole, option: int, *, left: Collection[int]) -> None:
    """Change in `holder`, which says for which option each row counts, the rows of one option: to the next of those `left`, or NOBODY."""
    rows, kept = np.flatnonzero(holder == option), np.array(sorted(left), np.int64)
    if not len(kept):
        holder[rows] = NOBODY
        return
    found = _first(profile.marks[np.ix_(rows, kept)], profile.blank)
    holder[rows] = np.where(found == NOBODY, NOBODY, kept[found])


def votes_at(profile: Profile, holder: Whole, *, worth: Whole | int = 1) -> Whole:
    """What each option has, where `holder` says for which one each row counts, and a ballot of a row is worth so much."""
    votes: Whole = np.zeros(len(profile.options) + 1, np.int64)
    np.add.at(votes, holder, profile.counts * worth)  # NOBODY is -1: the last
    return votes[:-1]


def _first(marks: Whole, blank: int) -> Whole:
    if not marks.size:
        return np.full(len(marks), NOBODY, np.int64)
    first: Whole = np.where(marks.min(axis=1) < blank, marks.argmin(axis=1), NOBODY)
    return first
