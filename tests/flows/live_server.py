"""Browsers at a real ASGI server, for journeys that need sockets: daphne in a process of its own, on the test's database."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.plugin import DjangoDbBlocker

from tests.flows.conftest import NARROWEST, WAYS, Browsers
from tests.trials.served import PRODUCT, Served


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
