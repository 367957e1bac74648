"""Which option is taken in a count by stages: of equals the earlier stages say, the latest of them first, and then the lot.

Source: SSI 2007/42, rules 49(2) and (3) and 51(2).
"""

from collections.abc import Sequence

import numpy as np

from consult.tally.outcome import By, Tie
from consult.tally.profile import Whole


def places(options: Sequence[str], lot: Sequence[str]) -> Whole:
    """For each option its place in the lot."""
    place = {option: at for at, option in enumerate(lot)}
    return np.array([place[option] for option in options], np.int64)


def taken(among: Sequence[int], *, most: bool, stages: Sequence[Whole], place: Whole) -> tuple[list[int], By | None]:
    """The option with most votes in the last stage, or with fewest.

    Args:
        among: positions of those who can be taken, one or more.
        stages: votes of each option, the first stage first.
        place: of each option in the order that breaks ties; the lowest is taken.

    Returns its position, then those of the options it had to be told from at last; and what told them apart, None where nothing had to.
    """
    left = np.array(among, np.int64)[np.argsort(place[among])]
    for age, stage in enumerate(reversed(stages)):
        votes = stage[left] if most else -stage[left]
        ahead = left[votes == votes.max()]
        if len(ahead) == 1:
            return [*ahead.tolist(), *left[left != ahead[0]].tolist()], By.EARLIER if age else None
        left = ahead
    return left.tolist(), By.LOT


def tie_of(options: Sequence[str], found: Sequence[int], by: By | None) -> list[Tie]:
    """The tie, where there was one."""
    return [Tie([options[at] for at in found], by)] if by else []
