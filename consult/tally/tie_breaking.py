"""Ties: who goes first among equals."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from consult.tally.outcome import By, Tie
from consult.tally.profile import Whole

Key = Callable[[str], int]  # the more, the earlier


def first_of(equals: Sequence[str], *, lot: Sequence[str], steps: Iterable[tuple[By, Key]] = ()) -> tuple[str, Tie | None]:
    """Which of some options that are equal goes first: by the first of `steps` that sets one apart, else by the lot.

    Returns it with the tie and what broke it; where there is one option only, there is no tie.
    """
    left = sorted(equals, key=lot.index)
    if len(left) == 1:
        return left[0], None
    for by, key in steps:
        most = max(map(key, left))
        ahead = [option for option in left if key(option) == most]
        if len(ahead) == 1:
            return ahead[0], Tie([*ahead, *(option for option in left if option != ahead[0])], by)
        left = ahead
    return left[0], Tie(left, By.LOT)


def best(
    options: Sequence[str], *, key: Key, seats: int, lot: Sequence[str], steps: Sequence[tuple[By, Key]] = ()
) -> tuple[list[str], list[Tie]]:
    """The options with the most by `key`, `seats` of them, the best first; and the ties between those on both sides of the line.

    The order among those who win all the same is by `steps` and the lot too, and is no tie: it decides nothing.
    """
    keys = [key, *(step for _, step in steps)]
    order = sorted(options, key=lambda option: (*(-each(option) for each in keys), lot.index(option)))
    winners, rest = order[:seats], order[seats:]
    if not (winners and rest) or key(winners[-1]) != key(rest[0]):
        return winners, []
    last, next_ = winners[-1], rest[0]
    equals = [option for option in order if key(option) == key(last)]
    by = next((by for by, step in steps if step(last) != step(next_)), By.LOT)
    return winners, [Tie(equals, by)]


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
