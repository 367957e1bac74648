"""Filters and tags of the pages: words for codes, instants in three zones, people's texts, bars of stances."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.conf import settings
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from consult.discussion.models import PostVersion
from frontend import words
from frontend.instants import age, clock, day, deadline, in_three_zones, instant, left

register = template.Library()

for marked_up in (instant, deadline):
    register.simple_tag(marked_up)
for of_instants in (age, clock, day, in_three_zones, left):
    register.filter(of_instants)

STANCES: Final = ("support", "oppose", "mixed", "neutral")
GAP: Final = 0.7  # between two stretches of a bar, in hundredths of its width


@register.simple_tag
def owner() -> str:
    """Whose service this is, as the head of each page says it."""
    return settings.OWNER or _("Public consultation")


@register.filter
def word(code: str, kind: str) -> str:
    """`{{ post.status|word:"status" }}`"""
    return words.word(code, kind)


@register.filter
def number(value: int | str) -> str:
    """A count as people write it: `1.234` in Indonesian, `1,234` in English. Not for what is part of an address."""
    return number_format(value, force_grouping=True)


@register.filter
def as_shown(version: PostVersion) -> SafeString:
    """A version's text as HTML. The one place where markup of the database reaches a page unescaped.

    It is safe because `html` is written by consult/markup.py alone, which escapes, cleans twice and stores it with the text.
    """
    return mark_safe(version.html)  # nosec B308 B703


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
