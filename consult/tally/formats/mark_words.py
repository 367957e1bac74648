"""What the rows of a profile say, in words: for whoever writes ballots down."""

from collections import Counter
from collections.abc import Iterator, Sequence

from consult.tally.profile import Profile, Ranking


def distinct(profile: Profile) -> Iterator[tuple[tuple[int, ...], int]]:
    """Each distinct row of marks, and how many voters cast it; the most first."""
    found: Counter[tuple[int, ...]] = Counter()
    for marks, voters in zip(profile.marks.tolist(), profile.counts.tolist(), strict=True):
        found[tuple(marks)] += voters
    yield from sorted(found.items(), key=lambda row: (-row[1], row[0]))


def ranking_of(marks: Sequence[int], *, blank: int) -> Ranking:
    """The ranking of a row: positions, the best first; those of a tie together."""
    places = sorted({mark for mark in marks if mark != blank})
    return tuple(tuple(option for option, mark in enumerate(marks) if mark == place) for place in places)
