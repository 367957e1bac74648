"""Rating: the option with the highest mean wins. Who has no opinion of an option has no part in its mean.

Source: Smith, Range voting (2000), with means over those who have an opinion.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from consult.tally.decimals import cut, named
from consult.tally.outcome import By, Outcome, in_one_round
from consult.tally.profile import NO_OPINION, Profile, Whole
from consult.tally.tie_breaking import best

METHOD = "rating"
MARKS = range(6)  # of which the number of voters is always told; of higher ones where somebody gave them


def count(profile: Profile, *, lot: Sequence[str]) -> Outcome:
    """Compare means.

    Args:
        profile: points.
        lot: all options in the order that breaks a tie; the first wins. Before it, the option that more voters rated wins.

    Returns one round. Tallies and scores are means, cut to five decimals. Figures of an option: `mean`, `median` (of an even number the
    middle of the two), `rated` and `no_opinion` (voters who gave a ballot), and for each mark how many gave it. An option that nobody
    rated does not win.
    """
    given = (profile.marks != NO_OPINION) * profile.counts[:, None]
    rated = dict(zip(profile.options, map(int, given.sum(axis=0)), strict=True))
    sums = map(int, (profile.marks * given).sum(axis=0))
    means = [Fraction(points, max(1, voters)) for points, voters in zip(sums, rated.values(), strict=True)]
    places = {mean: place for place, mean in enumerate(sorted(set(means)))}
    height = {option: places[mean] for option, mean in zip(profile.options, means, strict=True)}
    winners, ties = best(
        [option for option in profile.options if rated[option]],
        key=height.__getitem__,
        seats=1,
        lot=lot,
        steps=[(By.VOTERS, rated.__getitem__)],
    )
    tallies = named(profile.options, [cut(mean) for mean in means])
    return in_one_round(METHOD, profile, tallies=tallies, winners=winners, ties=ties, scores=tallies, figures=_figures(profile, tallies))


def _figures(profile: Profile, means: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    marks = sorted({*MARKS, *(int(mark) for mark in np.unique(profile.marks) if mark != NO_OPINION)})
    voters = profile.voters - profile.abstained
    figures = {}
    for column, option in enumerate(profile.options):
        numbers = _numbers(profile.marks[:, column], profile.counts, marks)
        rated = sum(numbers.values())
        figures[option] = {
            "mean": means[option],
            "median": cut(_median(numbers)),
            "rated": str(rated),
            "no_opinion": str(voters - rated),
            **{str(mark): str(number) for mark, number in numbers.items()},
        }
    return figures


def _numbers(given: Whole, counts: Whole, marks: Sequence[int]) -> Mapping[int, int]:
    """Mark, the lowest first → how many voters gave it."""
    return {mark: int(counts[given == mark].sum()) for mark in marks}


def _median(numbers: Mapping[int, int]) -> Fraction:
    """The mark in the middle, or the middle of the two there; 0 of none."""
    rated = sum(numbers.values())
    return Fraction(_at((rated - 1) // 2, numbers) + _at(rated // 2, numbers), 2) if rated else Fraction(0)


def _at(place: int, numbers: Mapping[int, int]) -> int:
    """Which mark stands at a place, counted from 0, where all are sorted."""
    for mark, number in numbers.items():
        if place < number:
            return mark
        place -= number
    raise IndexError(place)
