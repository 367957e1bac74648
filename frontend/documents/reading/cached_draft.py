"""What stands still on the page of a draft, rendered once and kept in the cache, with gaps where the counts of the day go."""

from collections.abc import Callable
from secrets import token_hex
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


class Gap(NamedTuple):
    """A place that is filled anew for each reader. All of it is text, as it comes out of the HTML again."""

    place: str  # what goes there: a name of `living.FILLED_BY`
    clauses: str  # whose contributions are meant, one id or several
    address: str = ""  # of the clause's page, escaped
    label: str = ""  # of the clause, escaped


class Standing(NamedTuple):
    """HTML with gaps. Before, in and after each gap stands `mark`, which was drawn for this rendering alone: no draft can hold it."""

    mark: str
    html: str

    def joined(self, fill: Callable[[Gap], str]) -> str:
        """The HTML with its gaps filled. Nothing but strings is made of it, so that no garbage collection interrupts."""
        pieces = self.html.split(self.mark)
        step = 1 + len(Gap._fields)
        gaps = zip(*(pieces[part::step] for part in range(1, step)), strict=True)
        pieces[1::step] = [fill(Gap(*gap)) for gap in gaps]
        return "".join(piece for place, piece in enumerate(pieces) if place % step < 2)


def left(mark: str, gap: Gap) -> SafeString:
    """What marks a gap in the HTML."""
    # Address and label of a gap are escaped; the rest is ids, and names of ours.
    return mark_safe(mark + mark.join(gap) + mark)  # nosec B308 B703


def rendered(template: str, given: dict[str, Any]) -> Standing:
    """The template with its gaps. It is given no request, and so knows neither viewer nor token."""
    mark = token_hex(16)
    return Standing(mark, render_to_string(template, {**given, "mark": mark}))
