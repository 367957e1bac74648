"""Bytes and queries of the team's pages: as many queries with 3,000 contributions as with 300, and pages that stay light."""

from collections.abc import Iterator
from gzip import compress
from typing import Final

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.desks import busy_desk
from tests.cast import Someone
from tests.frontend.pages import browser
from tests.frontend.test_weight import KB

pytestmark = pytest.mark.django_db

DESK: Final = 60 * KB  # before it is packed
PACKED: Final = 25 * KB  # any of them, as it is sent
PAGES: Final = (
    "/desk/",
    "/desk/{slug}/",
    "/desk/{slug}/arrivals/days/",
    "/desk/{slug}/arrivals/clauses/",
    "/desk/{slug}/queue/",
    "/desk/{slug}/questions/",
    "/desk/{slug}/proposals/",
    "/desk/{slug}/threads/",
    "/desk/{slug}/polls/",
    "/desk/{slug}/report/",
)


@pytest.fixture
def official(siti: Someone, agus: Someone, ratna: Someone) -> Iterator[Someone]:
    """Of a consultation with 3,000 contributions on 300 clauses in sixty days, and of one with 300 on thirty clauses in twenty."""
    busy_desk("besar", 3_000, clauses=300, days=60, citizens=[siti, agus], official=ratna)
    busy_desk("kecil", 300, clauses=30, days=20, citizens=[siti, agus], official=ratna)
    yield ratna
    cache.clear()


def asked(client: Client, path: str) -> tuple[int, bytes]:
    """The queries of a page that was opened before, and what it holds."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(queries), answer.content


def test_the_teams_pages_ask_and_weigh_as_much_whatever_came_in(official: Someone) -> None:
    for language in ("id", "en"):
        client = browser(official, language=language)
        for path in PAGES:
            (queries, html), (few, _html) = (asked(client, path.format(slug=slug)) for slug in ("besar", "kecil"))
            assert queries == few, path
            assert len(compress(html)) <= PACKED, path
            assert path != "/desk/{slug}/" or len(html) <= DESK, f"{len(html) / KB:.1f} KB"


def test_every_clause_is_told_of_on_some_page_of_the_table(official: Someone) -> None:
    client = browser(official)
    pages = [client.get(f"/desk/besar/arrivals/clauses/?page={n}").content.decode() for n in range(1, 8)]

    told = {n for n in range(1, 301) if any(f">Pasal {n}</a>" in page for page in pages)}

    assert len(told) == 300
    assert all(page.count('role="rowheader"') <= 51 for page in pages)
