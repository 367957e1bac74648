"""/sitemap.xml: the pages that a visitor may read, for search engines. Too many for one file, they stand in several that it names."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from consult.accounts.viewer import VISITOR
from consult.discussion.queries.sitemap import Listed, Spoken, listed, spoken, spoken_in
from consult.errors import NotFound
from frontend.machines.plain_answer import absolute, plain
from frontend.page_cache import SHORTLY, once_a_key
from frontend.request_context import SignedRequest

AT_MOST: Final = 50_000  # addresses in a file: sitemaps.org
KIND: Final = "application/xml; charset=utf-8"
PAGES: Final = ("start", "help", "privacy", "accessibility")
OPENING: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"

Line = tuple[str, datetime | None]  # a path, and since when it says what it says


@require_safe
def sitemap(request: SignedRequest) -> HttpResponse:
    """All addresses, or the files that they stand in."""
    return kept(0, lambda: urls(part(request.now, 0)) if files(request.now) == 1 else index(files(request.now)))


@require_safe
def sitemap_part(request: SignedRequest, number: int) -> HttpResponse:
    """One of several files.

    Raises:
        NotFound: there are not so many.
    """
    if not 1 < files(request.now) >= number > 0:
        raise NotFound
    return kept(number, lambda: urls(part(request.now, number - 1)))


def kept(number: int, make: Callable[[], str]) -> HttpResponse:
    """The file, which is made once in some minutes."""
    return plain(once_a_key(("sitemap", absolute(""), number), make, seconds=SHORTLY), KIND)


def files(now: datetime) -> int:
    """How many files the addresses fill, at least one. Two queries."""
    return max(1, -(-(len(pages(now)) + spoken(viewer=VISITOR).count()) // AT_MOST))


def part(now: datetime, number: int) -> Iterator[Line]:
    """The addresses of one file, counted from 0: first the pages, then the threads. Two queries."""
    first, start = pages(now), number * AT_MOST
    yield from first[start : start + AT_MOST]
    begins, ends = (max(0, at - len(first)) for at in (start, start + AT_MOST))
    yield from map(thread, spoken_in(spoken(viewer=VISITOR)[begins:ends]) if ends > begins else ())


def pages(now: datetime) -> list[Line]:
    """All but the threads."""
    return [*((reverse(name), None) for name in PAGES), *(line for row in listed(viewer=VISITOR, now=now) for line in of_one(row))]


def of_one(row: Listed) -> Iterator[Line]:
    """The pages of a consultation."""
    yield reverse("consultation", args=[row.slug]), row.at
    if row.drafted is not None:
        yield reverse("draft", args=[row.slug]), row.at
    yield reverse("report", args=[row.slug]), row.at


def thread(one: Spoken) -> Line:
    """The page of a clause, or of a thread on no single one."""
    if one.clause is not None:
        return reverse("clause", args=[one.slug, one.clause]), one.at
    return reverse("thread", args=[one.slug, one.thread]), one.at


def urls(lines: Iterable[Line]) -> str:
    """The addresses as a file."""
    written = "".join(f"<url><loc>{escape(absolute(path))}</loc>{since(at)}</url>\n" for path, at in lines)
    return f'{OPENING}<urlset xmlns="{NAMESPACE}">\n{written}</urlset>\n'


def since(at: datetime | None) -> str:
    """When the page last changed, where that is known."""
    return f"<lastmod>{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>" if at is not None else ""


def index(number: int) -> str:
    """The names of so many files."""
    written = "".join(f"<sitemap><loc>{absolute(reverse('sitemap_part', args=[n]))}</loc></sitemap>\n" for n in range(1, number + 1))
    return f'{OPENING}<sitemapindex xmlns="{NAMESPACE}">\n{written}</sitemapindex>\n'
