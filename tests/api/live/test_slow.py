"""Readers who never acknowledge: they are closed with 4008, soon, and the others do not notice."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Final

import pytest

from api.live.close_codes import WINDOW
from tests.api.live.crowd import Reader, all_closed, all_open, all_reach
from tests.api.live.ears import at_thread, listening, tells
from tests.cast import Scene, Someone
from tests.together import together
from tests.trials.served import Served

READERS: Final = 40
SLOW: Final = 2  # of them: 5 %
EVENTS: Final = 600  # more than two windows

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_never_acknowledges_is_told_256_events_and_closed_within_ten_seconds(daphne: Served, lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    with listening(daphne, at_thread(post)) as ear:
        ear.hears()
        tells(post, 300)
        told = ear.events(WINDOW, acks=False)
        began = time.monotonic()
        rest, code = ear.rest()

    assert [event["seq"] for event in told] == list(range(2, WINDOW + 2))
    assert ([event for event in rest if "seq" in event], code) == ([], 4008)
    assert time.monotonic() - began < 10


def test_who_acknowledges_late_goes_on_where_the_window_was_full(daphne: Served, lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    with listening(daphne, at_thread(post)) as ear:
        ear.hears()
        last = tells(post, 2 * WINDOW)
        told = ear.events(WINDOW, acks=False)
        assert ear.is_silent(seconds=1.5)
        ear.acknowledges(WINDOW + 1)
        told += ear.events(WINDOW)

    assert [event["seq"] for event in told] == list(range(2, last + 1))


def test_the_slow_ones_are_closed_and_the_others_have_everything(daphne: Served, lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    address = f"ws://127.0.0.1:{daphne.port}/ws/v1{at_thread(post)}"
    quick = [Reader(lambda: address) for _ in range(READERS - SLOW)]
    slow = [Reader(lambda: address, acknowledges=False) for _ in range(SLOW)]

    asyncio.run(all_read(quick, slow, more=lambda: tells(post, EVENTS)))

    assert {tuple(reader.numbers) for reader in quick} == {tuple(range(1, EVENTS + 2))}
    assert [reader.codes for reader in quick] == [[]] * len(quick)
    assert [set(reader.codes) for reader in slow] == [{4008}] * SLOW


async def all_read(quick: Sequence[Reader], slow: Sequence[Reader], *, more: Callable[[], int]) -> None:
    """All read, until the quick ones have everything and the slow ones were closed."""
    readers = [*quick, *slow]
    reading = [asyncio.create_task(reader.read()) for reader in readers]
    await all_open(readers)
    [last] = await asyncio.to_thread(together, [more])
    assert isinstance(last, int)
    await all_reach(quick, last, within=90)  # on a machine that has other work too
    await all_closed(slow, within=15)
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
