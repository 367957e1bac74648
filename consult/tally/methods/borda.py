"""Borda: on each ballot an option gets a point for each option below it; who has most points wins.

Source: Borda, Mémoire sur les élections au scrutin (1781, printed 1784). Ties get the mean of the places they share, that is half a point
for each option beside them, as in Black, The Theory of Committees and Elections (1958), chapter IX. What a ballot leaves unranked gets
nothing, so that ranking one option alone gives it as much as it could get, and no other anything.
"""

from collections.abc import Sequence

from consult.tally.decimals import named
from consult.tally.outcome import Outcome, in_one_round
from consult.tally.profile import Profile
from consult.tally.tie_breaking import best

METHOD = "borda"


def count(profile: Profile, *, seats: int = 1, lot: Sequence[str]) -> Outcome:
    """Add up points.

    Args:
        profile: rankings; unranked options stand below all that are ranked.
        seats: how many options win.
        lot: all options in the order that breaks a tie; the first wins.

    Returns one round with points, which are also the scores, with one decimal since there are halves.
    """
    halves = dict(zip(profile.options, half_points(profile), strict=True))
    points = named(profile.options, [f"{number // 2}.{number % 2 * 5}" for number in halves.values()])
    winners, ties = best([option for option in profile.options if halves[option]], key=halves.__getitem__, seats=seats, lot=lot)
    return in_one_round(METHOD, profile, tallies=points, winners=winners, ties=ties, scores=points)


def half_points(profile: Profile) -> list[int]:
    """Twice the points of each option, so that halves are whole."""
    found = []
    for option in range(len(profile.options)):
        mark = profile.marks[:, [option]]
        below, beside = (mark < profile.marks).sum(axis=1), (mark == profile.marks).sum(axis=1) - 1
        ranked = mark[:, 0] < profile.blank
        found.append(int((profile.counts * ranked * (2 * below + beside)).sum()))
    return found
