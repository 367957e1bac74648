"""Filters and tags of the report's templates: counts, shares and spans as people write them, bars, instants."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from django.template import Library
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from consult.discussion.stances import STANCES, Counts, stanced
from consult.platform.times import deadline, instant
from consult.reports.attribution import speaker
from consult.reports.bars import stretches
from consult.reports.summary import ShownPost

register = Library()

GAP: Final = 0.7  # between two stretches of a bar, in hundredths of its width

for marked_up in (instant, deadline):
    register.simple_tag(marked_up)


@register.filter
def number(value: int | str) -> str:
    """A count as people write it: `1.234` in Indonesian, `1,234` in English. Not for what is part of an address."""
    return number_format(value, force_grouping=True)


@register.filter
def share(part: int, base: int) -> str:
    """`38,0% dari 1.504`: the one way to print a percentage, which brings its base. Of nothing there is no share: `–`.

    Halves are rounded up, and no floating point is in it.
    """
    if not base:
        return "–"
    tenths = (2_000 * part + base) // (2 * base)
    percent = f"{number_format(Decimal(tenths) / 10, decimal_pos=1)}%"
    return _("%(percent)s of %(base)s") % {"percent": percent, "base": number(base)}


@register.filter
def width(part: int, base: int) -> str:
    """How much of a bar 100 wide it fills."""
    return f"{100 * part / base if base else 0:.1f}"


@register.filter
def room(part: int, most: int) -> str:
    """How wide the view of a bar has to be for its length to tell how many it counts, beside the longest one."""
    return f"{100 * most / part:.1f}"


@register.filter
def bar(counts: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Stance, start and width of each stretch of a bar 100 wide; a decoration, since the numbers stand beside it."""
    found = stretches(stances(counts), length=100, gap=GAP)
    return [(one.name, f"{one.start:.1f}", f"{one.length:.1f}") for one in found]


@register.filter
def stances(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The stances that occur, with how often."""
    return [(stance, counts[stance]) for stance in STANCES if counts.get(stance)]


@register.filter(name="stanced")
def stanced_in(counts: Counts) -> int:
    """How many take a stance: what shares of stances are of."""
    return stanced(counts)


@register.filter
def at(values: Mapping[str, object], key: str) -> object:
    """What stands under `key`, or the key itself."""
    return values.get(key, key)


@register.filter
def spoken_by(post: ShownPost, words: Mapping[str, str]) -> str:
    """Who wrote it, and for whom or by which office."""
    return speaker(post, words, unnamed=words["withheld"])


@register.filter
def spans(numbers: Iterable[int]) -> str:
    """`1–3, 7, 9–10` for 1 2 3 7 9 10."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)
