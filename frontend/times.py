"""Days and times on the pages: as consult/platform/times.py says them; how long ago something was, and how long is left."""

from datetime import datetime, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consult.platform.times import clock, day, deadline, in_three_zones, instant, local

__all__ = ["age", "clock", "day", "deadline", "in_three_zones", "instant", "left", "on_day"]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def on_day(at: datetime) -> SafeString:
    """The day alone, for people and for programs: `4 Desember 2026`."""
    return format_html('<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), day(at))


def left(until: datetime, now: datetime) -> str:
    """How long is left: days of the calendar, and on the last day hours, then minutes: `10 hari lagi`, `5 jam lagi`."""
    rest = until - now
    if rest < HOUR:
        minutes = max(rest // timedelta(minutes=1), 1)
        return ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes}
    if rest < DAY:
        return ngettext("%(n)s hour left", "%(n)s hours left", rest // HOUR) % {"n": rest // HOUR}
    days = (local(until, "WIB").date() - local(now, "WIB").date()).days
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


def age(at: datetime, now: datetime) -> str:
    """How long ago, in the largest whole unit: `12 min`, `3 j`, `2 hr`."""
    minutes = (now - at) // timedelta(minutes=1)
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    return _("%(n)s h") % {"n": minutes // 60} if minutes < 60 * 24 else _("%(n)s d") % {"n": minutes // (60 * 24)}
