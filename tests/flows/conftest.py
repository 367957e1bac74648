"""A browser for each way of using the pages: with and without JavaScript, on a phone and on a desk; and an ear for complaints."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.cast import Someone
from tests.needs import browser_context_args, browser_type_launch_args
from tests.sights.looking import session_of

__all__ = ["browser_context_args", "browser_type_launch_args"]  # here they win over Playwright's own, whichever plugin came first

CUT_OFF: Final = "net::ERR_ABORTED"  # a page was left before its icon came
LATE: Final = "was preloaded using link preload but not used"  # on a busy machine a font comes too late to be used; see decision 20
NO_SOCKETS: Final = "WebSocket connection to"  # the plain server of most journeys has none; those of live_server.py have one that does
PHONE: Final = {"width": 360, "height": 740}
SMALL: Final = {"width": 320, "height": 640}
DESK: Final = {"width": 1280, "height": 900}
WAYS: Final[dict[str, dict[str, Any]]] = {
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "phone-without-javascript": {"viewport": PHONE, "java_script_enabled": False},
    "desk": {"viewport": DESK},
    "desk-without-javascript": {"viewport": DESK, "java_script_enabled": False},
}
AT_ONCE: Final = ("phone", "desk-without-javascript")  # each half of both choices in every run of the suite; the others in the thorough one

TELL_OF_REPORTS: Final = """document.addEventListener("securitypolicyviolation", report =>
  console.error(`forbidden by ${report.effectiveDirective}: ${report.blockedURI}`))"""

NARROWEST: Final[dict[str, dict[str, Any]]] = {"narrowest-without-javascript": {"viewport": SMALL, "java_script_enabled": False}}


class Browsers:
    """Opens browsers for people; whatever any of their pages complains about is written down."""

    def __init__(self, browser: Browser, address: str, way: dict[str, Any]) -> None:
        self._browser, self._address, self._way = browser, address, way
        self._opened: list[BrowserContext] = []
        self.complaints: list[str] = []

    def open(self, who: Someone | None = None, **more: Any) -> Page:
        """A page of a browser of its own, in which somebody is signed in already where a person is given."""
        settings = {"locale": "id-ID", "reduced_motion": "reduce", "base_url": self._address, **self._way, **more}
        context = self._browser.new_context(**settings)
        self._opened.append(context)
        if who is not None:
            context.add_cookies([{"name": "sessionid", "value": session_of(who), "url": self._address}])
        context.add_init_script(TELL_OF_REPORTS)
        page = context.new_page()
        page.on("console", lambda message: self._heard(f"{message.type}: {message.text}", message.type in {"error", "warning"}))
        page.on("pageerror", lambda error: self._heard(str(error), True))
        page.on("requestfailed", lambda request: self._heard(f"{request.url}: {request.failure}", request.failure != CUT_OFF))
        return page

    def close(self) -> None:
        """Close all of them."""
        for context in self._opened:
            context.close()

    def _heard(self, complaint: str, counts: bool) -> None:
        forgiven = (LATE, NO_SOCKETS, "Failed to load resource")  # the last: a page of an error, which the test asks for
        if counts and not any(one in complaint for one in forgiven):
            self.complaints.append(complaint)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the other two ways of a journey to the thorough run."""
    for item in items:
        way = item.callspec.params.get("browsers") if isinstance(item, pytest.Function) and hasattr(item, "callspec") else None
        if way in WAYS and way not in AT_ONCE:
            item.add_marker("thorough")


@pytest.fixture
def browsers(request: pytest.FixtureRequest, transactional_db: None, live_server: LiveServer, browser: Browser) -> Iterator[Browsers]:
    """Browsers of one way; `indirect` parametrisation by a key of WAYS chooses it. Nothing may have complained in them."""
    opened = Browsers(browser, live_server.url, {**WAYS, **NARROWEST}[getattr(request, "param", "desk")])
    yield opened
    opened.close()
    assert not opened.complaints
