"""Days and times: in three zones, across midnight, and how long is left."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from frontend.times import deadline, in_three_zones, left

AT = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)  # 16:00 in western Indonesia
LATE = datetime(2026, 12, 4, 16, 30, tzinfo=UTC)  # 23:30 there, and the next day in the two other zones
LATER = datetime(2026, 12, 4, 15, 30, tzinfo=UTC)  # 22:30, 23:30, and the next day in the last zone alone


@pytest.mark.parametrize(
    ("at", "language", "said"),
    [
        (AT, "id", "16.00 WIB, 17.00 WITA, 18.00 WIT"),
        (AT, "en", "16:00 WIB, 17:00 WITA, 18:00 WIT"),
        (LATE, "id", "23.30 WIB; 5 Desember 2026: 00.30 WITA, 01.30 WIT"),
        (LATE, "en", "23:30 WIB; 5 December 2026: 00:30 WITA, 01:30 WIT"),
        (LATER, "en", "22:30 WIB, 23:30 WITA; 5 December 2026: 00:30 WIT"),
    ],
)
def test_three_zones_name_the_day_where_it_is_another_one(at: datetime, language: str, said: str) -> None:
    with translation.override(language):
        assert in_three_zones(at) == said


def test_the_last_instant_of_all_is_said_as_far_as_there_are_days() -> None:
    with translation.override("en"):
        assert in_three_zones(datetime.max.replace(tzinfo=UTC)) == "23:59 WIB, 23:59 WITA, 23:59 WIT"


def test_a_deadline_gives_day_and_three_zones_for_people_and_one_instant_for_programs() -> None:
    with translation.override("id"):
        assert deadline(LATE) == (
            '<time class="deadline" datetime="2026-12-04T16:30:00+00:00">'
            "4 Desember 2026: 23.30\u00a0WIB; 5 Desember 2026: 00.30\u00a0WITA, 01.30\u00a0WIT</time>"
        )


def test_a_day_alone_is_written_for_programs_too() -> None:
    with translation.override("id"):
        written = Template("{% load naskah %}{% on_day at as day %}<p>{{ day }}</p>").render(Context({"at": LATE}))

    assert written == '<p><time datetime="2026-12-04T16:30:00+00:00">4 Desember 2026</time></p>'


def test_a_template_writes_a_deadline_with_a_tag() -> None:
    with translation.override("en"):
        written = Template("{% load naskah %}{% deadline at %}").render(Context({"at": AT}))

        assert written == deadline(AT)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(days=10), "10 days left"),
        (timedelta(days=9, hours=20), "10 days left"),  # the evening of the day that is ten days before
        (timedelta(days=10, hours=8), "10 days left"),  # and its morning
        (timedelta(days=1), "1 day left"),
        (timedelta(hours=23, minutes=59), "23 hours left"),
        (timedelta(hours=1), "1 hour left"),
        (timedelta(minutes=59, seconds=59), "59 minutes left"),
        (timedelta(seconds=1), "1 minute left"),
    ],
)
def test_what_is_left_is_counted_in_calendar_days_and_on_the_last_day_in_hours(before: timedelta, said: str) -> None:
    with translation.override("en"):
        assert left(AT, AT - before) == said


def test_what_is_left_is_said_in_indonesian() -> None:
    with translation.override("id"):
        assert [left(AT, AT - before) for before in (timedelta(days=3), timedelta(hours=5), timedelta(minutes=7))] == [
            "3 hari lagi",
            "5 jam lagi",
            "7 menit lagi",
        ]
