"""What goes into a count: distinct ballots, and how many voters cast each. Whole numbers in arrays, so that a million are no wait."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Ranking = tuple[tuple[int, ...], ...]  # positions of options, the best first; those in one tuple are tied

MOST_VOTERS: Final = 1_000_000_000  # more than any people; sums of products stay far below 2 ** 63
MOST_OPTIONS: Final = 1_000
NO_OPINION: Final = -1  # the mark of an option that a scoring ballot passes over; apart from 0
AGREE: Final = 1  # marks of statements
PASS: Final = 0
DISAGREE: Final = -1
UNSEEN: Final = -2


class Ballots(StrEnum):
    """What a voter says of the options, and so what the marks of a profile mean."""

    RANKED = "ranked"  # 0 the best, 1 the next …; as many as there are options: not ranked
    CHOSEN = "chosen"  # 1 chosen, 0 not
    SCORED = "scored"  # points from 0 up, or NO_OPINION
    ANSWERED = "answered"  # AGREE, DISAGREE, PASS or UNSEEN


@dataclass(frozen=True, eq=False)
class Profile:
    """Ballots of one kind. Two rows may be the same ballot: no method minds.

    `options`: names, in the order in which they are listed.
    `marks`: a row for each ballot, a column for each option; see `Ballots`.
    `counts`: how many voters cast each row, 1 or more; MOST_VOTERS at most in all.
    """

    kind: Ballots
    options: tuple[str, ...]
    marks: Whole
    counts: Whole

    @property
    def voters(self) -> int:
        """How many cast a ballot, those who abstained among them."""
        return int(self.counts.sum())

    @property
    def blank(self) -> int:
        """What marks an option of which a ballot says nothing."""
        return {Ballots.RANKED: len(self.options), Ballots.CHOSEN: 0, Ballots.SCORED: NO_OPINION, Ballots.ANSWERED: UNSEEN}[self.kind]

    @property
    def abstained(self) -> int:
        """How many say nothing of any option."""
        return int(self.counts[(self.marks == self.blank).all(axis=1)].sum())

    @property
    def says_anything(self) -> bool:
        """Whether anybody did not abstain."""
        return self.voters > self.abstained


def ranked(options: Sequence[str], ballots: Iterable[tuple[Ranking, int]]) -> Profile:
    """A profile of rankings: each with the number of voters who cast it. No option stands twice in one; empty: an abstention."""
    code: dict[tuple[int, ...], int] = {}
    codes, lengths, counts = array("q"), array("q"), array("q")
    for ranking, number in ballots:
        codes.extend([code.setdefault(tier, len(code)) for tier in ranking])
        lengths.append(len(ranking))
        counts.append(number)
    size = _whole(lengths)
    marks: Whole = np.full((len(lengths), len(options)), len(options), np.int64)
    rows = np.repeat(np.arange(len(lengths)), size)
    places = np.arange(len(codes)) - np.repeat(np.cumsum(size) - size, size)
    tiers = list(code)
    each = np.array([len(tier) for tier in tiers], np.int64)[_whole(codes)] if tiers else _whole(codes)
    starts = np.cumsum([0, *(len(tier) for tier in tiers)])[:-1]
    flat = np.array([option for tier in tiers for option in tier], np.int64)
    within = np.arange(each.sum()) - np.repeat(np.cumsum(each) - each, each)
    columns = flat[np.repeat(starts[_whole(codes)], each) + within] if tiers else flat
    marks[np.repeat(rows, each), columns] = np.repeat(places, each)
    return Profile(Ballots.RANKED, tuple(options), marks, _whole(counts))


def chosen(options: Sequence[str], ballots: Iterable[tuple[Collection[int], int]]) -> Profile:
    """A profile of approvals: positions of what is approved of, and the number of voters."""
    return _marked(Ballots.CHOSEN, options, ((dict.fromkeys(choice, 1), number) for choice, number in ballots), blank=0)


def scored(options: Sequence[str], ballots: Iterable[tuple[Mapping[int, int], int]]) -> Profile:
    """A profile of points: position → points, and the number of voters. An option that is left out has no opinion."""
    return _marked(Ballots.SCORED, options, ballots, blank=NO_OPINION)


def answered(options: Sequence[str], ballots: Iterable[tuple[Mapping[int, int], int]]) -> Profile:
    """A profile of answers to statements: position → AGREE, DISAGREE or PASS, and the number of voters."""
    return _marked(Ballots.ANSWERED, options, ballots, blank=UNSEEN)


def _marked(kind: Ballots, options: Sequence[str], ballots: Iterable[tuple[Mapping[int, int], int]], *, blank: int) -> Profile:
    columns, given, lengths, counts = array("q"), array("q"), array("q"), array("q")
    for ballot, number in ballots:
        columns.extend(ballot.keys())
        given.extend(ballot.values())
        lengths.append(len(ballot))
        counts.append(number)
    marks: Whole = np.full((len(lengths), len(options)), blank, np.int64)
    marks[np.repeat(np.arange(len(lengths)), _whole(lengths)), _whole(columns)] = _whole(given)
    return Profile(kind, tuple(options), marks, _whole(counts))


def _whole(numbers: "array[Any]") -> Whole:
    return np.frombuffer(numbers, np.int64) if numbers else np.zeros(0, np.int64)
