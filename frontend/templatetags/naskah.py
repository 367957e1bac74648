"""Filters and tags of the pages: words for codes, instants in three zones, people's texts, bars of stances."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from consult.discussion.models import PostVersion
from frontend import words

register = template.Library()

STANCES: Final = ("support", "oppose", "mixed", "neutral")
ZONES: Final = {"WIB": ZoneInfo("Asia/Jakarta"), "WITA": ZoneInfo("Asia/Makassar"), "WIT": ZoneInfo("Asia/Jayapura")}
GAP: Final = 0.7  # between two stretches of a bar, in hundredths of its width


@register.filter
def word(code: str, kind: str) -> str:
    """`{{ post.status|word:"status" }}`"""
    return words.word(code, kind)


@register.filter
def as_shown(version: PostVersion) -> SafeString:
    """A version's text as HTML. The one place where markup of the database reaches a page unescaped.

    It is safe because `html` is written by consult/markup.py alone, which escapes, cleans twice and stores it with the text.
    """
    return mark_safe(version.html)  # nosec B308 B703


@register.filter
def clock(at: datetime, zone: str = "WIB") -> str:
    """The time of day in a zone: `16.00 WIB`."""
    hours = date_format(timezone.localtime(at, ZONES[zone]), pgettext("time of day, as a Django date format", "H:i"))
    return f"{hours} {zone}"


@register.filter
def day(at: datetime) -> str:
    """The day in western Indonesia: `4 Desember 2026`."""
    return date_format(timezone.localtime(at, ZONES["WIB"]), pgettext("day, as a Django date format", "j F Y"))


@register.simple_tag
def instant(at: datetime) -> SafeString:
    """Day and time for people and, in its attribute, for programs."""
    return format_html('<time datetime="{}">{}, {}</time>', at.isoformat(timespec="seconds"), day(at), clock(at))


@register.filter
def in_three_zones(at: datetime) -> str:
    """`16.00 WIB, 17.00 WITA, 18.00 WIT`"""
    return ", ".join(clock(at, zone) for zone in ZONES)


@register.filter
def age(at: datetime, now: datetime) -> str:
    """How long ago, in the largest whole unit: `12 min`, `3 j`, `2 hr`."""
    minutes = (now - at) // timedelta(minutes=1)
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    return _("%(n)s h") % {"n": minutes // 60} if minutes < 60 * 24 else _("%(n)s d") % {"n": minutes // (60 * 24)}


@register.filter
def bar(counts: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Stance, start and width of each stretch of a bar 100 wide; a decoration, since the numbers stand below it."""
    present = [(stance, counts[stance]) for stance in STANCES if counts.get(stance)]
    room = 100 - GAP * max(len(present) - 1, 0)
    total = sum(n for _stance, n in present)
    stretches, start = [], 0.0
    for stance, n in present:
        width = room * n / total
        stretches.append((stance, f"{start:.1f}", f"{width:.1f}"))
        start += width + GAP
    return stretches


@register.filter
def stances(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The stances that occur, with how often."""
    return [(stance, counts[stance]) for stance in STANCES if counts.get(stance)]


@register.filter
def grouped(receipt: str) -> str:
    """A receipt's code in groups that are easily read aloud: `K7RM-4QX2-9D`."""
    return "-".join(receipt[start : start + 4] for start in range(0, len(receipt), 4))
