"""A cache that fails is a cache that is empty: no page raises, few wait, and what was to be thrown away is, once Redis is back."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.test import Client
from pytest_django import Settings

from consult.record.jobs import empty_cache
from deploy import cache as ours
from deploy.cache import AGAIN, Outage
from deploy.services import Redis, free_port
from deploy.settings.parts import cache
from frontend.page_cache import forget
from tests.cast import Scene
from tests.waiting import waiting


@pytest.fixture(autouse=True)
def outage(monkeypatch: pytest.MonkeyPatch) -> Outage:
    """As in a process that has just begun."""
    made = Outage()
    monkeypatch.setattr(ours, "outage", made)
    return made


@pytest.fixture
def nowhere(settings: Settings) -> BaseCache:
    """The cache of a Redis that is not there."""
    settings.CACHES = {"default": cache(f"redis://127.0.0.1:{free_port()}/0")}
    return caches["default"]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    """One of the test's own."""
    server = Redis(tmp_path / "redis")
    server.start()
    yield server
    server.stop(signal.SIGKILL)


def test_a_redis_that_is_away_is_an_empty_cache_whatever_is_asked_of_it(nowhere: BaseCache) -> None:
    for _ in range(2):  # asked, and left alone
        assert nowhere.get("a") is None
        assert nowhere.get("a", default=5) == 5
        assert nowhere.get_or_set("a", 7) == 7
        assert nowhere.get_many(["a"]) == {}
        assert nowhere.set_many({"a": 1}) == []
        assert nowhere.has_key("a") is False
        assert nowhere.add("a", 1) is True
        assert nowhere.touch("a") is False
        assert nowhere.delete("a") is False
        nowhere.set("a", 1)
        nowhere.delete_many(["a"])


def test_pages_that_keep_something_are_there_while_redis_is_away(lively: Scene, nowhere: BaseCache) -> None:
    answers = {path: Client().get(path).status_code for path in ("/k/pasar-ramai/draft/", "/k/pasar-ramai/")}

    assert set(answers.values()) == {200}


def test_after_a_failure_it_is_left_alone_for_a_moment(nowhere: BaseCache, outage: Outage) -> None:
    nowhere.get("a")
    failed_at = outage.failed_at

    nowhere.get("a")
    assert outage.failed_at == failed_at
    outage.failed_at = long_ago = time.monotonic() - AGAIN - 1
    nowhere.get("a")

    assert outage.failed_at > long_ago


@pytest.mark.redis
def test_a_redis_that_hangs_is_given_up_soon(redis: Redis, settings: Settings) -> None:
    settings.CACHES = {"default": cache(redis.url)}
    caches["default"].set("a", 1)
    assert redis.process is not None
    redis.process.send_signal(signal.SIGSTOP)
    began = time.monotonic()

    found = [caches["default"].get("a") for _ in range(50)]

    assert found == [None] * 50
    assert time.monotonic() - began < 5


@pytest.mark.redis
@pytest.mark.django_db(transaction=True)
def test_what_an_erasure_throws_away_while_it_hangs_is_thrown_away_by_the_job_that_comes_back(redis: Redis, settings: Settings) -> None:
    settings.CACHES = {"default": cache(redis.url)}
    kept = caches["default"]
    kept.set("words-of-somebody", "Usul saya.")
    assert redis.process is not None
    redis.process.send_signal(signal.SIGSTOP)
    forget()
    empty_cache.call()
    redis.process.send_signal(signal.SIGCONT)

    [again] = waiting()
    assert again.task_path.endswith(".empty_cache")
    empty_cache.call()

    assert caches["default"].get("words-of-somebody") is None


@pytest.mark.redis
def test_it_is_used_again_once_it_is_back(redis: Redis, settings: Settings, outage: Outage) -> None:
    settings.CACHES = {"default": cache(redis.url)}
    redis.stop(signal.SIGKILL)
    caches["default"].set("a", 1)
    redis.start()
    assert outage.failed_at is not None
    outage.failed_at -= AGAIN

    caches["default"].set("a", 2)

    assert caches["default"].get("a") == 2
    assert outage.failed_at is None
