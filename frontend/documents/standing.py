"""What stands still on the page of a draft, rendered once and kept in the cache, with gaps where the counts of the day go."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.cache import cache as kept
from django.template.loader import render_to_string

KEPT: Final = 24 * 60 * 60  # seconds; a key names all that enters, so nothing in the cache is ever wrong, only unused
SOURCES: Final = ("documents/*.py", "templates/documents/*.html", "templatetags/*.py", "locale/*/LC_MESSAGES/django.mo")


class Gap(NamedTuple):
    """A place that is filled anew for each reader."""

    place: str  # what goes there: a name of `living.FILLED_BY`
    clauses: tuple[UUID, ...]  # whose contributions are meant
    address: str = ""  # of the clause's page, escaped
    label: str = ""  # of the clause, escaped


class Standing(NamedTuple):
    """HTML with gaps: text, gap, text … text."""

    texts: tuple[str, ...]
    gaps: tuple[Gap, ...]


class Gaps:
    """The gaps of one rendering, in order. Their mark is drawn for this rendering alone, so that no draft can hold it."""

    def __init__(self) -> None:
        self.mark = token_hex(16)
        self.found: list[Gap] = []

    def leave(self, gap: Gap) -> str:
        """Remember the gap, and give the mark to put there."""
        self.found.append(gap)
        return self.mark


def rendered(template: str, given: dict[str, Any]) -> Standing:
    """The template with its gaps. It is given no request, and so knows neither viewer nor token."""
    gaps = Gaps()
    texts = render_to_string(template, {**given, "gaps": gaps}).split(gaps.mark)
    return Standing(tuple(texts), tuple(gaps.found))


def once_a_key(parts: tuple[object, ...], make: Callable[[], dict[str, Standing]]) -> dict[str, Standing]:
    """What was kept under everything that enters; else it is made and kept."""
    key = f"standing-{sha256(repr((*parts, made_from())).encode()).hexdigest()}"
    found: dict[str, Standing] | None = kept.get(key)
    if found is None:
        found = make()
        kept.set(key, found, KEPT)
    return found


@cache
def made_from() -> str:
    """A digest of the templates, words and code that make the HTML, so that a new release does not find the HTML of the old one."""
    home = Path(__file__).parents[1]
    sources = sorted(path for pattern in SOURCES for path in home.glob(pattern))
    return sha256(b"".join(path.read_bytes() for path in sources) + str(settings.FORCE_SCRIPT_NAME).encode()).hexdigest()
