"""Every known hostile text in every field, in Chromium, with the policy and without it.

It takes an hour and a half on two cores. HOSTILE_PART=3/8 in the environment takes every eighth text from the third on.
"""

import os
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
PART, PARTS = map(int, os.environ.get("HOSTILE_PART", "1/1").split("/"))

pytestmark = [needs_payloads, pytest.mark.sqlite]


@pytest.mark.django_db(transaction=True)
def test_no_known_hostile_text_does_anything_anywhere(live_server: LiveServer, browser: Browser, measured: Measured) -> None:
    texts_of_part = payloads()[PART - 1 :: PARTS]
    usual, total = harmless(browser, live_server.url), Found()
    for place, texts in enumerate(groups(texts_of_part)):
        total.take(found(planted(f"musuh-{place}", texts), browser, live_server.url, usual))

    assert total == Found()
    for name, unit, faults in (
        ("executions", "executions", total.done),
        ("elements and attributes that words do not make", "elements", total.more),
        ("addresses beyond http and https", "addresses", total.addresses),
        ("texts that read otherwise than typed", "texts", total.unread),
    ):
        which = f"{len(texts_of_part):,} of {len(payloads()):,} hostile texts{taken()}, with the policy and without: {name}"
        measured(which, len(faults), unit, against=len(texts_of_part), at_most=0, looks=total.looks)


def taken() -> str:
    """Which of all texts were looked at, where not all were."""
    return f", part {PART} of {PARTS}" if PARTS > 1 else ""


def groups(texts: list[str]) -> Iterator[list[str]]:
    """The texts in groups, each a consultation's."""
    yield from (texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE))
