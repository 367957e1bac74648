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
    marks = profile.marks.copy()
    for place in range(len(profile.options)):
        tied = (marks == place).sum(axis=1) > 1
        marks[tied] = np.where(marks[tied] < place, marks[tied], profile.blank)
    return replace(profile, marks=marks)


def tops(profile: Profile, *, out: Collection[int] = ()) -> Whole:
    """For each row of rankings without ties, the position of the option that it puts first among those not `out`; NOBODY: of none."""
    marks = profile.marks
    if not marks.size:
        return np.full(len(marks), NOBODY, np.int64)
    if out:
        marks = marks.copy()
        marks[:, list(out)] = profile.blank
    top: Whole = np.where(marks.min(axis=1) < profile.blank, marks.argmin(axis=1), NOBODY)
    return top


def votes_at(profile: Profile, top: Whole) -> list[int]:
    """How many voters each option has, where `top` says for which one each row counts."""
    return [int(profile.counts[top == option].sum()) for option in range(len(profile.options))]
