"""Chaos among two servers, PostgreSQL and Redis: whatever is cut or killed, every reader has every event once and in order."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from random import Random
from time import monotonic
from typing import Final

import pytest
from django.db import connections

from deploy.services import Redis
from tests.api.live.crowd import Reader, all_open, all_reach, cutting
from tests.api.live.ears import at_consultation
from tests.bench.asking import token_of
from tests.bench.conftest import Measured
from tests.cast import Scene, Someone, someone
from tests.changes import Changed
from tests.trials.served import PRODUCT, Request, Served, posting

READERS: Final = 200
EVENTS: Final = int(os.environ.get("CHAOS_EVENTS", "2000"))
CUTS: Final = EVENTS // 2
KILLS: Final = 3  # of Redis, and of a server
A_PERSON: Final = 25  # posts, since thirty in ten minutes are the limit
HANDS: Final = 4  # that post at the same time
LABELS: Final = ("Pasal 3", "Pasal 4", "Pasal 5")
SEED: Final = 20261126

pytestmark = [pytest.mark.postgresql, pytest.mark.redis, pytest.mark.django_db(transaction=True)]


@dataclass
class House:
    """Two servers, a Redis, and what is posted."""

    servers: list[Served]
    redis: Redis
    path: str
    posts: list[Request]
    posted: int = 0
    ended: float = 0.0  # when the last post was acknowledged
    chance: Random = field(default_factory=lambda: Random(SEED))
    changed: Changed = field(default_factory=Changed)  # one more was posted

    def address(self, number: int) -> Callable[[], str]:
        """Where a reader goes: mostly to one server, and to the other when it comes back."""
        turns = iter(range(number, 10**9))
        return lambda: f"ws://127.0.0.1:{self.servers[next(turns) % 2].port}/ws/v1{self.path}"

    def post(self, number: int) -> None:
        """Post one, under its key, until a server has acknowledged it."""
        while True:
            with suppress(OSError, HTTPException):
                answer = self.servers[self.chance.randrange(2)].asks(*self.posts[number])
                if answer.status == 201:
                    break
        self.ended = monotonic()

    async def post_all(self) -> None:
        """A few hands, each with its share."""

        async def hand(first: int) -> None:
            for number in range(first, len(self.posts), HANDS):
                await asyncio.to_thread(self.post, number)
                self.posted += 1
                self.changed.set()

        await asyncio.gather(*(hand(first) for first in range(HANDS)))

    async def kill(self) -> None:
        """Redis and a server in turns, at even stretches of what is posted."""
        for turn in range(1, 2 * KILLS + 1):
            await self.changed.until(self.has_posted, turn * len(self.posts) // (2 * KILLS + 2))
            await asyncio.to_thread(self.kill_redis if turn % 2 else self.kill_server)

    def has_posted(self, number: int) -> bool:
        """Whether so many are posted."""
        return self.posted >= number

    def kill_redis(self) -> None:
        """It is away for a second."""
        self.redis.stop(signal.SIGKILL)
        self.redis.start()

    def kill_server(self) -> None:
        """One of them; it comes back on another port."""
        server = self.servers[self.chance.randrange(2)]
        server.kill()
        server.start()


@pytest.fixture
def house(lively: Scene, siti: Someone, tmp_path: Path) -> Iterator[House]:
    """All that chaos needs."""
    redis = Redis(tmp_path / "redis")
    redis.start()
    tokens = [token_of(someone(f"Warga-{number}")) for number in range(EVENTS // A_PERSON + 1)]
    posts = [
        posting(lively.clause(LABELS[number % 3]), f"Usul {number}.", token=tokens[number // A_PERSON], key=f"usul-{number}")
        for number in range(EVENTS)
    ]
    with ExitStack() as stack:
        servers = [stack.enter_context(Served(PRODUCT, variables={"REDIS_URL": redis.url})) for _ in range(2)]
        yield House(servers, redis, at_consultation(lively), posts)
    redis.stop(signal.SIGKILL)


async def chaos(house: House, readers: Sequence[Reader], *, patience: float) -> float:
    """All at once. Returns how many seconds after the last post everybody had everything; more than `patience` where somebody never had."""
    reading = [asyncio.create_task(reader.read()) for reader in readers]
    await all_open(readers)
    pace = 60 / CUTS
    await asyncio.gather(house.post_all(), cutting(readers, CUTS, chance=Random(SEED), every=pace), house.kill())
    await all_reach(readers, EVENTS, within=patience)
    took = max(reader.came if reader.last == EVENTS else monotonic() for reader in readers) - house.ended
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    return took


def test_chaos_loses_nothing_doubles_nothing_and_turns_nothing_round(house: House, measured: Measured) -> None:
    readers = [Reader(house.address(number)) for number in range(READERS)]

    took = asyncio.run(chaos(house, readers, patience=60))
    connections.close_all()

    every = list(range(1, EVENTS + 1))
    missing = sum(len(set(every) - set(reader.numbers)) for reader in readers)
    doubled = sum(len(reader.numbers) - len(set(reader.numbers)) for reader in readers)
    turned = sum(reader.numbers != sorted(reader.numbers) for reader in readers)
    of = READERS * EVENTS
    measured(f"events missing in chaos, {READERS} readers × {EVENTS} events", missing, "events", against=of, at_most=0)
    measured(f"events doubled in chaos, {READERS} readers × {EVENTS} events", doubled, "events", against=of, at_most=0)
    measured("readers in chaos who were told something out of order", turned, "readers", against=READERS, at_most=0)
    measured("from the last event in chaos until everybody has it", took, "s", at_most=2)


def test_without_catching_up_the_same_chaos_shows_losses(house: House) -> None:
    readers = [Reader(house.address(number), catches_up=False) for number in range(READERS)]

    asyncio.run(chaos(house, readers, patience=5))

    assert any(set(range(1, EVENTS + 1)) - set(reader.numbers) for reader in readers)
