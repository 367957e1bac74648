"""Days, weeks and months put together, and bars in stretches. Plain values, no database."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from consult.reports.arrivals import Arrived, Day, Scale, spans_of, total
from consult.reports.bars import stretches

MONDAY = date(2026, 11, 2)


def one(**stances: int) -> Day:
    """A day with a submission of so many posts, and one that is not shown."""
    return Day(1, Arrived(sum(stances.values()) + 1, stances))


def test_days_without_anything_are_there_between_those_with_something() -> None:
    last = MONDAY + timedelta(days=4)

    scale, spans = spans_of({MONDAY: one(support=2), last: one(oppose=1)}, first=MONDAY, last=last)

    assert scale is Scale.DAY
    assert [(span.first, span.last, span.posts.received) for span in spans] == [
        (MONDAY + timedelta(days=n), MONDAY + timedelta(days=n), received) for n, received in enumerate((3, 0, 0, 0, 2))
    ]


@pytest.mark.parametrize(
    ("days", "scale", "spans"),
    [(1, Scale.DAY, 1), (60, Scale.DAY, 60), (61, Scale.WEEK, 9), (420, Scale.WEEK, 60), (421, Scale.MONTH, 14), (3_653, Scale.MONTH, 121)],
)
def test_a_picture_has_room_for_sixty_days_or_weeks(days: int, scale: Scale, spans: int) -> None:
    found, told = spans_of({}, first=MONDAY, last=MONDAY + timedelta(days=days - 1))

    assert (found, len(told)) == (scale, spans)


def test_weeks_begin_on_monday_are_cut_at_both_ends_and_lose_nothing() -> None:
    first, last = MONDAY + timedelta(days=2), MONDAY + timedelta(days=80)
    days = {first + timedelta(days=n): one(neutral=1) for n in range(79)}

    _scale, spans = spans_of(days, first=first, last=last)

    assert (spans[0].first, spans[0].last) == (first, MONDAY + timedelta(days=6))
    assert (spans[1].first, spans[-1].last) == (MONDAY + timedelta(days=7), last)
    assert all(after.first == before.last + timedelta(days=1) for before, after in pairwise(spans))
    assert sum(span.submissions for span in spans) == 79
    assert total(span.posts for span in spans) == Arrived(158, {"support": 0, "oppose": 0, "mixed": 0, "neutral": 79}, 0)


def test_what_is_not_shown_is_the_rest_and_the_stretches_add_up_to_what_came() -> None:
    posts = Arrived(10, {"support": 3, "oppose": 2}, 1)

    assert (posts.shown, posts.unshown) == (6, 4)
    assert sum(n for _name, n in posts.parts) == 10


def test_stretches_fill_their_bar_in_proportion_and_leave_out_what_is_none() -> None:
    found = list(stretches([("support", 3), ("oppose", 0), ("neutral", 1)], length=100, gap=4))

    assert [(one.name, one.start, one.length) for one in found] == [("support", 0, 72), ("neutral", 76, 24)]
    assert list(stretches([("support", 0)], length=100)) == []
