"""Two server processes on PostgreSQL with Redis: posted through one, seen through the other, with Redis and without."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from deploy.services import Redis
from tests.api.live.ears import Ear, at_consultation, listening
from tests.bench.asking import token_of
from tests.cast import Scene, Someone
from tests.trials.served import PRODUCT, Served, posting

pytestmark = [pytest.mark.postgresql, pytest.mark.redis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    """A Redis of our own, to be killed."""
    server = Redis(tmp_path / "redis")
    server.start()
    yield server
    server.stop(signal.SIGKILL)


@pytest.fixture
def pair(transactional_db: None, redis: Redis) -> Iterator[tuple[Served, Served]]:
    """Both servers."""
    with ExitStack() as stack:
        one, other = (stack.enter_context(Served(PRODUCT, variables={"REDIS_URL": redis.url})) for _ in range(2))
        yield one, other


def hears_of(ear: Ear, server: Served, scene: Scene, token: str, number: int, *, within: float) -> None:
    """A post through the server is told through the ear in time."""
    answer = server.asks(*posting(scene.clause("Pasal 4"), f"Usul {number}.", token=token, key=str(number)))
    assert answer.status == 201
    told = ear.hears(within=within)
    assert (told["seq"], told["post"]["text"]) == (number, f"Usul {number}.")


def test_what_is_posted_through_one_is_seen_through_the_other(
    pair: tuple[Served, Served], redis: Redis, lively: Scene, siti: Someone
) -> None:
    one, other = pair
    token = token_of(siti)
    with listening(other, at_consultation(lively)) as ear:
        ear.hears()
        ear.is_silent(seconds=0.5)  # so that the bell is being listened to
        for number in range(1, 6):
            hears_of(ear, one, lively, token, number, within=0.7)  # by the bell: the poll alone would take a second now and then

        redis.stop(signal.SIGKILL)
        for number in range(6, 9):
            hears_of(ear, one, lively, token, number, within=2.0)

        redis.start()
        hears_of(ear, one, lively, token, 9, within=2.0)


def test_a_redis_that_hangs_costs_a_post_a_second_and_no_more(
    pair: tuple[Served, Served], redis: Redis, lively: Scene, siti: Someone
) -> None:
    one, other = pair
    assert redis.process is not None
    with listening(other, at_consultation(lively)) as ear:
        ear.hears()
        redis.process.send_signal(signal.SIGSTOP)
        try:
            hears_of(ear, one, lively, token_of(siti), 1, within=2.0)
        finally:
            redis.process.send_signal(signal.SIGCONT)
