"""Ranked Pairs: duels are locked in from the clearest on, but for those that would close a circle; whom nobody is locked above wins.

Source: Tideman, Independence of clones as a criterion for voting rules, Social Choice and Welfare 4 (1987); equal margins in the order of
the lot, as in Zavist and Tideman, Complete independence of clones in the ranked pairs rule, Social Choice and Welfare 6 (1989).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from consult.tally.decimals import named
from consult.tally.outcome import By, Outcome, Tie
from consult.tally.pairwise import by_duels, duels
from consult.tally.profile import Profile, Whole
from consult.tally.tie_breaking import first_of

METHOD = "ranked_pairs"

Reach = NDArray[np.bool_]
Pair = tuple[int, int]


def count(profile: Profile, *, lot: Sequence[str]) -> Outcome:
    """Lock in duels, the greatest margin first.

    Args:
        profile: rankings; ties and what is unranked are kept.
        lot: all options in the order that breaks ties: of equal margins, that of the winner who comes earlier goes first, and of one
            winner's that over the loser who comes later; of several whom nobody is locked above, the first wins.

    Returns first preferences as its only round, all duels, and as scores how many others each option ends above.
    """
    against = duels(profile)
    above: Reach = np.zeros(against.shape, np.bool_)
    ties = []
    for group in victories(against - against.T, [lot.index(option) for option in profile.options]):
        open_ = [(winner, loser) for winner, loser in group if not above[loser, winner]]
        for pair in open_:
            lock_in(pair, above)
        if any(above[loser, winner] for winner, loser in open_):
            named_in = {profile.options[option] for pair in open_ for option in pair}
            ties.append(Tie(sorted(named_in, key=lot.index), By.LOT))
    top = [option for at, option in enumerate(profile.options) if not above[:, at].any()]
    winner, tie = first_of(top, lot=lot) if profile.says_anything else (None, None)
    return by_duels(
        METHOD,
        profile,
        against,
        winners=[winner] if winner is not None else [],
        scores=named(profile.options, above.sum(axis=1)),
        ties=[*ties, tie] if tie else ties,
    )


def victories(margins: Whole, place: Sequence[int]) -> Iterator[list[Pair]]:
    """Won duels as winner and loser, those of one margin together, the greatest margin first; within, in the order of the lot."""
    won = [(int(winner), int(loser)) for winner, loser in np.argwhere(margins > 0)]
    by_margin = sorted(won, key=lambda pair: (-margins[pair], place[pair[0]], -place[pair[1]]))
    for _, group in groupby(by_margin, key=lambda pair: margins[pair]):
        yield list(group)


def lock_in(pair: Pair, above: Reach) -> None:
    """Put the winner above the loser, and what is above the one above what is below the other; unless it stands there, or the other way."""
    winner, loser = pair
    if not above[loser, winner] and not above[winner, loser]:
        upper, lower = above[:, winner].copy(), above[loser].copy()
        upper[winner] = lower[loser] = True
        above[np.flatnonzero(upper & ~above[:, loser])] |= lower  # who is above the loser is above what is below it already
