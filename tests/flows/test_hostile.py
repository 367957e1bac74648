"""Hostile words in every field, a few of each kind, in Chromium: nothing runs, with the policy or without it, and all is read as typed."""

import pytest
from django.db.models import F
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from consult.discussion.models import PostVersion
from tests.hostile.known import firing, needs_payloads, payloads, sampled
from tests.hostile.looking import Found, found, harmless
from tests.hostile.planting import planted
from tests.hostile.watching import watching

pytestmark = [needs_payloads, pytest.mark.sqlite]


@pytest.mark.django_db(transaction=True)
def test_hostile_words_stay_words_on_every_page_with_and_without_the_policy(live_server: LiveServer, browser: Browser) -> None:
    usual = harmless(browser, live_server.url)
    hostile = planted("musuh", sampled(payloads()))

    seen = found(hostile, browser, live_server.url, usual)

    assert seen == Found()


@pytest.mark.django_db(transaction=True)
def test_the_watch_hears_a_payload_that_stands_in_a_page_as_it_is(live_server: LiveServer, browser: Browser) -> None:
    with watching(browser, live_server.url, None, policy=False) as watch:
        heard = [bool(watch.looks_through(f"<main>{payload}</main>").heard) for payload in sampled(firing())]

    assert sum(heard) >= len(heard) / 2  # the others wait for a click, or for a key


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("policy", [True, False])
def test_the_watch_sees_words_that_became_more_than_words(live_server: LiveServer, browser: Browser, policy: bool) -> None:
    hostile = planted("musuh", sampled(firing())[:6])
    PostVersion.objects.update(html=F("text"))  # as if nothing had made them safe

    with watching(browser, live_server.url, None, policy=policy) as watch:
        seen = watch.looks_at(f"/k/{hostile.slug}/clauses/{hostile.clauses[1]}/")

    assert seen.heard
