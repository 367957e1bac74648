"""Days and times on the pages: as consult/instants.py says them, marked up for programs; and how long ago something was."""

from datetime import datetime, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from consult.instants import clock, day, in_three_zones

__all__ = ["age", "clock", "day", "in_three_zones", "instant"]


def instant(at: datetime) -> SafeString:
    """Day and time for people and, in its attribute, for programs."""
    return format_html('<time datetime="{}">{}, {}</time>', at.isoformat(timespec="seconds"), day(at), clock(at))


def age(at: datetime, now: datetime) -> str:
    """How long ago, in the largest whole unit: `12 min`, `3 j`, `2 hr`."""
    minutes = (now - at) // timedelta(minutes=1)
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    return _("%(n)s h") % {"n": minutes // 60} if minutes < 60 * 24 else _("%(n)s d") % {"n": minutes // (60 * 24)}
