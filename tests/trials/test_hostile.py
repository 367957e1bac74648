"""Every known hostile text in every field, in Chromium, with the policy and without it."""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.bench.conftest import Measured
from tests.hostile.known import needs_payloads, payloads
from tests.hostile.looking import faults, harmless, unread
from tests.hostile.planting import planted

AT_ONCE: Final = 100  # texts in one consultation

pytestmark = [needs_payloads, pytest.mark.sqlite]


@pytest.mark.django_db(transaction=True)
def test_no_known_hostile_text_does_anything_anywhere(live_server: LiveServer, browser: Browser, measured: Measured) -> None:
    usual, found, changed = harmless(browser, live_server.url), list[str](), list[str]()
    for place, texts in enumerate(batches(payloads())):
        hostile = planted(f"musuh-{place}", texts)
        found += [fault for policy in (True, False) for fault in faults(hostile, browser, live_server.url, usual, policy=policy)]
        changed += unread(hostile, browser, live_server.url)

    assert found == []
    measured("hostile texts that did anything, in every field", len(found), "faults", against=len(payloads()), at_most=0)
    measured("hostile texts that read otherwise than typed", len(changed), "texts", against=len(payloads()), at_most=0)


def batches(texts: list[str]) -> Iterator[list[str]]:
    """The texts in groups, each a consultation's."""
    yield from (texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE))
