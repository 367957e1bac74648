"""What goes into a count: distinct ballots, and how many voters cast each. Whole numbers in arrays, so that a million are no wait."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.signedinteger[Any]]
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
    tiers: dict[tuple[int, ...], int] = {}  # few differ, in many ballots
    codes, lengths, counts = array("q"), array("q"), array("q")
    for ranking, number in ballots:
        codes.extend([tiers.setdefault(tier, len(tiers)) for tier in ranking])
        lengths.append(len(ranking))
        counts.append(number)
    rows, places = _spread(_whole(lengths))
    members, sizes = _whole(array("q", [option for tier in tiers for option in tier])), _whole(array("q", map(len, tiers)))
    which, within = _spread(sizes[_whole(codes)]) if codes else (rows, places)
    first = np.cumsum(sizes) - sizes
    marks = _unmarked(len(lengths), len(options), blank=len(options), kind=np.int16)
    marks[rows[which], members[first[_whole(codes)[which]] + within]] = places[which]
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
    rows, _ = _spread(_whole(lengths))
    marks = _unmarked(len(lengths), len(options), blank=blank, kind=np.int64)
    marks[rows, _whole(columns)] = _whole(given)
    return Profile(kind, tuple(options), marks, _whole(counts))


def _unmarked(ballots: int, options: int, *, blank: int, kind: type[np.signedinteger[Any]]) -> Whole:
    """Rows in which nothing is said; options lie side by side in memory, since methods go through them one by one."""
    return np.full((options, ballots), blank, kind).T


def _spread(lengths: Whole) -> tuple[Whole, Whole]:
    """Of lists one after the other, for each member: in which list it stands, and at which place there. Lengths 2 and 1: 0 0 1, 0 1 0."""
    lists = np.repeat(np.arange(len(lengths)), lengths)
    return lists, np.arange(len(lists)) - np.repeat(np.cumsum(lengths) - lengths, lengths)


def _whole(numbers: "array[Any]") -> Whole:
    return np.frombuffer(numbers, np.int64) if numbers else np.zeros(0, np.int64)


def distinct(profile: Profile) -> Profile:
    """The same ballots, each different one in one row."""
    if not profile.marks.size:
        return profile
    narrow = profile.marks.astype(np.min_scalar_type(-1 - int(np.abs(profile.marks).max())), order="C")  # a row is compared byte by byte
    _, first, rows = np.unique(narrow.view(f"V{narrow.itemsize * narrow.shape[1]}").ravel(), return_index=True, return_inverse=True)
    counts: Whole = np.zeros(len(first), np.int64)
    np.add.at(counts, rows, profile.counts)
    return replace(profile, marks=profile.marks[first], counts=counts)


def support(profile: Profile) -> Mapping[str, int]:
    """Option → how many chose it, or the sum of its points; who has no opinion gives none. In the order of the options."""
    sums = profile.counts @ profile.marks.clip(0)
    return dict(zip(profile.options, map(int, sums), strict=True))


def supporters(profile: Profile) -> Mapping[str, int]:
    """Option → how many chose it, or gave it more than nothing."""
    return dict(zip(profile.options, map(int, profile.counts @ (profile.marks > 0)), strict=True))
