"""Filters of the moderators' pages: how long something takes, and what screening saw."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consult.platform.times import DAY, span
from frontend.code_words import word

register = template.Library()
register.filter(span)

MONTH, YEAR = timedelta(days=30.4), timedelta(days=365.25)


@register.filter
def seen(signal: Mapping[str, str]) -> str:
    """What screening saw: `nomor telepon`, `akun baru`, `tautan (3)`."""
    code, found = signal["code"], signal["found"]
    if code == "personal_data":
        return word(found, "personal_data")
    return f"{word(code, 'signal')} ({found})" if found and code != "new_account" else word(code, "signal")


@register.filter
def waited(since: datetime, now: datetime) -> str:
    """How long something has waited."""
    return span(now - since)


@register.filter
def account_age(since: datetime, now: datetime) -> str:
    """Since when somebody has had an account, in one unit."""
    age = now - since
    if age < DAY:
        return _("Account opened today.")
    if age < 2 * MONTH:
        return ngettext("Account opened %(n)s day ago.", "Account opened %(n)s days ago.", age // DAY) % {"n": age // DAY}
    if age < 2 * YEAR:
        return ngettext("Account opened %(n)s month ago.", "Account opened %(n)s months ago.", age // MONTH) % {"n": age // MONTH}
    return ngettext("Account opened %(n)s year ago.", "Account opened %(n)s years ago.", age // YEAR) % {"n": age // YEAR}
