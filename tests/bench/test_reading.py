"""The page of a statute with 3,000 posts: queries, bytes, server time, and how soon a cheap phone shows it."""

import gzip
from collections.abc import Iterator
from http import HTTPStatus
from statistics import median
from typing import Any, Final

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from playwright.sync_api import Browser, Request, ViewportSize, expect

from tests.bench.conftest import Measured
from tests.bench.timing import side_by_side
from tests.cast import Scene, Someone
from tests.frontend.documents import drafts
from tests.frontend.documents.test_weight import DRAFT, enacted, sent
from tests.frontend.pages import browser as signed_in
from tests.frontend.test_weight import KB
from tests.needs import browser_type_launch_args
from tests.trials.served import PRODUCT, Served

__all__ = ["browser_type_launch_args"]  # here it wins over Playwright's own

POSTS: Final = 3_000
AS_SLOW: Final = 4.0  # times the same bytes from memory
READABLE: Final = 3_000  # ms
BYTES_A_SECOND: Final = 400_000 / 8
SLOW_3G: Final = {"offline": False, "latency": 400, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
SLOWER: Final = 4  # times, the processor
SCREENS: Final[dict[str, ViewportSize]] = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}

SEEN: Final = """
window.seen = {shift: 0, paint: 0, longest: 0};
const see = (type, each) => new PerformanceObserver(list => list.getEntries().forEach(each)).observe({type, buffered: true});
see("layout-shift", entry => { seen.shift += entry.value; });
see("paint", entry => { seen.paint = Math.max(seen.paint, entry.startTime); });
see("largest-contentful-paint", entry => { seen.paint = Math.max(seen.paint, entry.startTime); });
see("longtask", entry => { seen.longest = Math.max(seen.longest, entry.duration); });
"""

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

stored: dict[str, bytes] = {}  # what `from_memory` answers


def from_memory(request: HttpRequest) -> HttpResponse:
    """The page's bytes, from memory."""
    return HttpResponse(stored["page"])


urlpatterns = [path("from-memory/", from_memory), path("", include("deploy.urls"))]


@pytest.fixture
def law(siti: Someone) -> Iterator[Scene]:
    """The statute, open, with posts over all of it."""
    cache.clear()
    yield enacted(drafts.statute(), citizen=siti, unit="Pasal 4", posts=POSTS)
    cache.clear()


def test_queries_and_bytes(law: Scene, siti: Someone, measured: Measured) -> None:
    visitor, citizen = signed_in(language="id"), signed_in(siti, language="id")

    measured("queries of the draft's page, for a visitor", queries(visitor), "queries", at_most=5)
    measured("queries of the draft's page, signed in", queries(citizen), "queries", at_most=8)
    measured("HTML of a statute with 3,000 posts, packed", max(sent(visitor), sent(citizen)) / KB, "KB", at_most=40)


def test_the_longest_text_begins_soon(browser: Browser, siti: Someone, measured: Measured) -> None:
    cache.clear()
    enacted(drafts.longest(), citizen=siti, unit="Article 5", posts=POSTS)

    measured("queries of the longest text's page, for a visitor", queries(signed_in()), "queries", at_most=5)
    with Served(PRODUCT) as server:
        address = f"http://127.0.0.1:{server.port}{DRAFT}"
        for screen, size in SCREENS.items():
            looked = [look(browser, address, size, rest=True) for _ in range(4)][1:]
            tasks = median(one["longest"] for one in looked)
            sent_first = max(one["bytes"] for one in looked) / KB
            measured(f"first view of the longest text, {screen}, as sent", sent_first, "KB", at_most=100, longest_task=tasks)
            measured(f"layout shift while its rest comes, {screen}", max(one["shift"] for one in looked), "of the screen", at_most=0)
    cache.clear()


@pytest.mark.urls(__name__)
def test_the_page_takes_little_longer_than_its_bytes_from_memory(law: Scene, measured: Measured) -> None:
    reader = signed_in(language="id", HTTP_ACCEPT_ENCODING="gzip")
    stored["page"] = gzip.decompress(reader.get(DRAFT).content)

    page, memory = side_by_side(lambda: opened(reader, DRAFT), lambda: opened(reader, "/from-memory/"))

    measured("the page of a statute with 3,000 posts, against the same bytes from memory", page, "ms", against=memory, at_most=AS_SLOW)


@pytest.mark.parametrize(("screen", "size"), SCREENS.items())
def test_a_cheap_phone_on_slow_3g_shows_the_text_soon_and_moves_nothing(
    law: Scene, browser: Browser, measured: Measured, screen: str, size: ViewportSize
) -> None:
    with Served(PRODUCT) as server:
        address = f"http://127.0.0.1:{server.port}{DRAFT}"
        looked = [look(browser, address, size) for _ in range(4)][1:]  # the first finds the page not yet made

    tasks = median(one["longest"] for one in looked)
    paint = median(one["paint"] for one in looked)
    measured(f"slow 3G, slow processor, {screen}: text readable", paint, "ms", at_most=READABLE, longest_task=tasks)
    measured(f"slow 3G, slow processor, {screen}: layout shift", max(one["shift"] for one in looked), "of the screen", at_most=0)
    measured(f"first view of a statute, {screen}, as sent", max(one["bytes"] for one in looked) / KB, "KB", at_most=100)


def queries(client: Client) -> int:
    """How many the page takes, the first time and the second; the larger of both."""
    cache.clear()
    counts = []
    for _ in ("made", "kept"):
        with CaptureQueriesContext(connection) as asked:
            opened(client, DRAFT)
        counts.append(len(asked))
    return max(counts)


def opened(client: Client, address: str) -> None:
    """Ask for it."""
    assert client.get(address).status_code == HTTPStatus.OK


def look(browser: Browser, address: str, size: ViewportSize, *, rest: bool = False) -> dict[str, Any]:
    """Open the page in a browser that was never there, read on for a while (with `rest`, until all is there), and say what was seen."""
    context = browser.new_context(viewport=size, locale="id-ID")
    page = context.new_page()
    slowing = context.new_cdp_session(page)
    slowing.send("Network.enable")
    slowing.send("Network.emulateNetworkConditions", SLOW_3G)
    slowing.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(SEEN)
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    for _ in range(5):
        page.mouse.wheel(0, 1200)
        page.evaluate("() => new Promise(requestIdleCallback)")  # what is laid out later is
    if rest:
        expect(page.locator(".more, #draft > .clause:not(.laid)")).to_have_count(0, timeout=120_000)
    seen: dict[str, Any] = page.evaluate("seen")
    sizes = [request.sizes() for request in finished if "hx-request" not in request.headers]  # with it, scripts ask for what comes after
    seen["bytes"] = sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)
    context.close()
    return seen
