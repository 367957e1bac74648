"""Filters and tags of the pages: words for codes, instants in three zones, people's texts, bars of stances."""

import re
from typing import Final

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from consult.discussion.models import PostVersion
from consult.discussion.post_versions import grouped
from consult.discussion.stances import STANCES
from consult.platform.uploads.kinds import FORMS
from consult.reports.render.template_filters import bar, number, stances
from frontend import code_words
from frontend.times import age, clock, day, deadline, in_three_zones, instant, left, on_day

__all__ = ["STANCES", "addresses", "as_shown", "bar", "grouped", "number", "owner", "stances", "word"]

register = template.Library()

ADDRESS: Final = re.compile(r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")

for marked_up in (instant, deadline, on_day):
    register.simple_tag(marked_up)
for of_instants in (age, clock, day, in_three_zones, left):
    register.filter(of_instants)
register.filter(grouped)
for of_figures in (bar, number, stances):  # as in the summary
    register.filter(of_figures)


@register.simple_tag
def owner() -> str:
    """Whose service this is, as the head of each page says it."""
    return settings.OWNER or _("Public consultation")


@register.filter
def word(code: str, kind: str) -> str:
    """`{{ post.status|word:"status" }}`"""
    return code_words.word(code, kind)


@register.filter
def file_kind(media_type: str) -> str:
    """What people call a kind of file: the end of its name, in capitals."""
    return next((form.suffixes[0][1:].upper() for form in FORMS.values() if form.media_type == media_type), "")


@register.filter
def as_shown(version: PostVersion) -> SafeString:
    """A version's text as HTML. The one place where markup of the database reaches a page unescaped.

    It is safe because `html` is written by consult/platform/markup.py alone, which escapes, cleans twice and stores it with the text.
    """
    return mark_safe(version.html)  # nosec B308 B703


@register.filter
def addresses(text: str) -> SafeString:
    """The text with each e-mail address in it as a link to write to."""
    parts = (format_html('<a href="mailto:{0}">{0}</a>', one) if n % 2 else one for n, one in enumerate(ADDRESS.split(text)))
    return format_html_join("", "{}", ((part,) for part in parts))
