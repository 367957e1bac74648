"""Every known hostile text in every field, in Chromium, with the policy and without it."""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.bench.conftest import Measured
from tests.hostile.known import needs_payloads, payloads
from tests.hostile.looking import Found, found, harmless
from tests.hostile.planting import planted

AT_ONCE: Final = 150  # texts in one consultation

pytestmark = [needs_payloads, pytest.mark.sqlite]


@pytest.mark.django_db(transaction=True)
def test_no_known_hostile_text_does_anything_anywhere(live_server: LiveServer, browser: Browser, measured: Measured) -> None:
    usual, total = harmless(browser, live_server.url), Found()
    for place, texts in enumerate(batches(payloads())):
        total.take(found(planted(f"musuh-{place}", texts), browser, live_server.url, usual))

    assert total == Found()
    for name, unit, faults in (
        ("hostile texts in every field, on every page, with the policy and without: executions", "executions", total.done),
        ("… elements and attributes that words do not make", "elements", total.more),
        ("… addresses beyond http and https", "addresses", total.addresses),
        ("… texts that read otherwise than typed", "texts", total.unread),
    ):
        measured(name, len(faults), unit, against=len(payloads()), at_most=0, looks=total.looks)


def batches(texts: list[str]) -> Iterator[list[str]]:
    """The texts in groups, each a consultation's."""
    yield from (texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE))
