"""Browsers at a real ASGI server, for journeys that need sockets: daphne in a process of its own, on the test's database."""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser
from pytest_django.plugin import DjangoDbBlocker

from tests.flows.conftest import NARROWEST, WAYS, Browsers
from tests.trials.served import PRODUCT, Served

LISTENS: Final = """() => new Promise(done => {
  const look = () => performance.getEntriesByType("resource").length >= 0 && window.heard ? done() : setTimeout(look, 20);
  look();
})"""

EAR: Final = """(() => {
  const Plain = WebSocket;
  window.sockets = [];
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      sockets.push(this.url);
      this.addEventListener("message", ({ data }) => { if (JSON.parse(data).type === "hello") window.heard = true; });
      window.newest = this;
    }
  };
})()"""


@pytest.fixture(scope="session")
def daphne(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Served]:
    """The server."""
    with django_db_blocker.unblock(), Served(PRODUCT) as server:
        yield server


@pytest.fixture
def browsers(request: pytest.FixtureRequest, transactional_db: None, daphne: Served, browser: Browser) -> Iterator[Browsers]:
    """Browsers of one way at that server, which write down what sockets they open."""
    opened = Browsers(browser, f"http://127.0.0.1:{daphne.port}", {**WAYS, **NARROWEST}[getattr(request, "param", "desk")])
    yield opened
    opened.close()
    assert not opened.complaints
