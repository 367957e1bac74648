"""What came in: on which days, with which stance, on which clauses; and when days are put together to weeks or months. Plain values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from consult.discussion.stances import STANCES, Counts, stanced
from consult.moderation.waiting_counts import Pending, Waits

MOST_SPANS: Final = 60  # that a picture has room for


@dataclass(frozen=True)
class Arrived:
    """How many posts were received, and of those that are shown now, how many take which stance; a reply takes none."""

    received: int = 0
    stances: Counts = field(default_factory=dict)
    replies: int = 0

    @property
    def stanced(self) -> int:
        """How many take a stance: the base of every share of one."""
        return stanced(self.stances)

    @property
    def shown(self) -> int:
        """How many of them the public sees."""
        return self.stanced + self.replies

    @property
    def unshown(self) -> int:
        """The rest: they wait, or are hidden, withdrawn or erased."""
        return self.received - self.shown

    @property
    def parts(self) -> list[tuple[str, int]]:
        """The stretches of its bar, which add up to what was received."""
        return [*((stance, self.stances.get(stance, 0)) for stance in STANCES), ("replies", self.replies), ("unshown", self.unshown)]


@dataclass(frozen=True)
class Day:
    """What came in on a day."""

    submissions: int = 0
    posts: Arrived = field(default_factory=Arrived)


class Scale(StrEnum):
    """How long a stretch of time is told of at once."""

    DAY = "day"
    WEEK = "week"  # from Monday on
    MONTH = "month"


@dataclass(frozen=True)
class Span:
    """A day, or the part of a week or month that lies within the time that is told of, with all that came in then."""

    first: date
    last: date
    submissions: int
    posts: Arrived


@dataclass(frozen=True)
class ClauseArrivals:
    """What came in on one clause; without an id: on none of the draft's, or on one that is in it no more."""

    clause: str
    label: str
    heading: str
    posts: Arrived


@dataclass(frozen=True)
class Arrivals:
    """What came into a consultation so far. Every total is the sum of its parts."""

    people: int
    scale: Scale
    spans: tuple[Span, ...]
    clauses: tuple[ClauseArrivals, ...]  # in reading order, those without any left out
    posts: Arrived
    submissions: int
    waits: Mapping[Waits, Pending]  # what the team has to deal with; what nothing waits of is left out
    polls: Mapping[str, Pending]  # status → how many stand so, and when the earliest was made

    @property
    def most_discussed(self) -> list[ClauseArrivals]:
        """The clauses on which most came in first; of two alike the first in the draft."""
        return sorted(self.clauses, key=lambda one: -one.posts.received)

    @property
    def busiest(self) -> int:
        """The most posts that came in at once."""
        return max((span.posts.received for span in self.spans), default=0)


BEGINS: Final[Mapping[Scale, Callable[[date], date]]] = {
    Scale.DAY: lambda day: day,
    Scale.WEEK: lambda day: day - timedelta(days=day.weekday()),
    Scale.MONTH: lambda day: day.replace(day=1),
}
LONGER: Final[Mapping[Scale, int]] = {Scale.DAY: 1, Scale.WEEK: 7, Scale.MONTH: 31}  # days after which the next one has begun


def spans_of(days: Mapping[date, Day], *, first: date, last: date) -> tuple[Scale, tuple[Span, ...]]:
    """All days from first to last with what came in, empty ones too; by week where they are more than 60, by month where weeks are."""
    scale = next((scale for scale in Scale if sum(1 for _ in periods(scale, first, last)) <= MOST_SPANS), Scale.MONTH)
    return scale, tuple(span(days, *period) for period in periods(scale, first, last))


def periods(scale: Scale, first: date, last: date) -> Iterator[tuple[date, date]]:
    """First and last day of each period of that length, those at both ends cut to what lies between."""
    begin = BEGINS[scale](first)
    while begin <= last:
        following = BEGINS[scale](begin + timedelta(days=LONGER[scale]))
        yield max(begin, first), min(following - timedelta(days=1), last)
        begin = following


def span(days: Mapping[date, Day], first: date, last: date) -> Span:
    """The sum of the days from first to last."""
    within = [found for n in range((last - first).days + 1) if (found := days.get(first + timedelta(days=n)))]
    return Span(first, last, sum(day.submissions for day in within), total(day.posts for day in within))


def total(parts: Iterable[Arrived]) -> Arrived:
    """What all of them are together."""
    each = list(parts)
    stances = {stance: sum(one.stances.get(stance, 0) for one in each) for stance in STANCES}
    return Arrived(sum(one.received for one in each), stances, sum(one.replies for one in each))
