"""Days, times and how long something takes, as people read them: in the three zones of Indonesia, in the active language."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, pgettext

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ZONES: Final = {"WIB": ZoneInfo("Asia/Jakarta"), "WITA": ZoneInfo("Asia/Makassar"), "WIT": ZoneInfo("Asia/Jayapura")}


def local(at: datetime, zone: str) -> datetime:
    """The instant in a zone; where the calendar of programs ends before it is there, the last instant that there is."""
    try:
        return timezone.localtime(at, ZONES[zone])
    except OverflowError:
        return datetime.max.replace(tzinfo=ZONES[zone])


def clock(at: datetime, zone: str = "WIB") -> str:
    """The time of day in a zone: `16.00 WIB`."""
    hours = date_format(local(at, zone), pgettext("time of day, as a Django date format", "H:i"))
    return f"{hours} {zone}"


def day(at: datetime, zone: str = "WIB") -> str:
    """The day in a zone: `4 Desember 2026`."""
    return date_format(local(at, zone), pgettext("day, as a Django date format", "j F Y"))


def in_three_zones(at: datetime) -> str:
    """`16.00 WIB, 17.00 WITA, 18.00 WIT`.

    Where it is another day further east, that day is said: `23.30 WIB; 5 Desember 2026: 00.30 WITA, 01.30 WIT`.
    """
    clocks: dict[str, list[str]] = {}
    for zone in ZONES:
        clocks.setdefault(day(at, zone), []).append(clock(at, zone))
    first, *later = clocks.items()
    return "; ".join([", ".join(first[1]), *(f"{there}: {', '.join(said)}" for there, said in later)])


def instant(at: datetime) -> SafeString:
    """Day and time for people and, in its attribute, for programs."""
    return format_html('<time datetime="{}">{}, {}</time>', at.isoformat(timespec="seconds"), day(at), clock(at))


def deadline(at: datetime) -> SafeString:
    """Day and time in all three zones, for what ends or begins then: `4 Desember 2026: 16.00 WIB, 17.00 WITA, 18.00 WIT`."""
    clocks = in_three_zones(at).replace(" WI", "\u00a0WI")  # a line never ends between a time and its zone
    return format_html('<time class="deadline" datetime="{}">{}: {}</time>', at.isoformat(timespec="seconds"), day(at), clocks)


def span(length: timedelta) -> str:
    """How long, in the two largest units: `12 menit`, `1 jam 12 menit`, `3 hari 4 jam`."""
    days, hours, minutes = length // DAY, length % DAY // HOUR, length % HOUR // timedelta(minutes=1)
    in_days = ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    in_hours = ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    in_minutes = ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if not days:
        return f"{in_hours} {in_minutes}" if hours and minutes else in_hours if hours else in_minutes
    return f"{in_days} {in_hours}" if hours else in_days
