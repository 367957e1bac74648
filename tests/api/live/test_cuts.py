"""Two hundred readers of one thread whose lines are cut at random: each has every event once and in order."""

import asyncio
from collections.abc import Sequence
from random import Random
from typing import Final

import pytest

from tests.api.live.crowd import Reader, all_open, all_reach, cutting
from tests.api.live.ears import at_thread
from tests.bench.asking import token_of
from tests.cast import Scene, Someone, someone
from tests.trials.served import Request, Served, posting

READERS: Final = 200
POSTS: Final = 60
CUTS: Final = 300
SEED: Final = 20261126

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


def test_each_of_200_readers_has_every_event_once_and_in_order_though_300_lines_are_cut(
    daphne: Served, lively: Scene, siti: Someone
) -> None:
    clause = lively.clause("Pasal 4")
    first = siti.posts("Setuju.", on=clause)
    tokens = [token_of(someone(f"Warga-{number}")) for number in range(POSTS // 20)]
    posts = [posting(clause, f"Usul {number}.", token=tokens[number % len(tokens)], key=str(number)) for number in range(POSTS)]
    readers = [Reader(lambda: f"ws://127.0.0.1:{daphne.port}/ws/v1{at_thread(first)}") for _ in range(READERS)]

    asyncio.run(read_while_posting(daphne, readers, posts))

    assert {tuple(reader.numbers) for reader in readers} == {tuple(range(1, POSTS + 2))}
    assert sum(reader.opened for reader in readers) > READERS + CUTS // 2  # lines were cut, and readers came back


async def read_while_posting(server: Served, readers: Sequence[Reader], posts: Sequence[Request]) -> None:
    """All read; meanwhile somebody posts and somebody cuts."""
    reading = [asyncio.create_task(reader.read()) for reader in readers]
    await all_open(readers)

    def post() -> None:
        for each in posts:
            assert server.asks(*each).status == 201

    await asyncio.gather(asyncio.to_thread(post), cutting(readers, CUTS, chance=Random(SEED), every=0.01))
    await all_reach(readers, len(posts) + 1, within=30)
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
