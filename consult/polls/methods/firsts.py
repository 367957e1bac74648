"""First preferences: for which option each ranking counts while some options are out of the count."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from consult.polls.methods.profile import Profile, Whole

NOBODY = -1


def until_ties(profile: Profile) -> Profile:
    """The same rankings, each of which ends before its first tie: a vote that counts for one option cannot say which of two it means.

    Source: SSI 2007/42, rule 45(3): a paper on which the same number stands beside two names counts up to there.
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


def tops(profile: Profile, *, out: Collection[int] = ()) -> Whole:
    """For each row of rankings without ties, the position of the option that it puts first among those not `out`; NOBODY: of none."""
    top, best = np.full(len(profile.marks), NOBODY, np.int64), np.full(len(profile.marks), profile.blank)
    for option in range(len(profile.options)):
        if option not in out:
            mark = profile.marks[:, option]
            top[mark < best] = option
            best = np.minimum(best, mark)
    return top


def votes_at(profile: Profile, top: Whole) -> list[int]:
    """How many voters each option has, where `top` says for which one each row counts."""
    return [int(profile.counts[top == option].sum()) for option in range(len(profile.options))]
