"""What 5 % of readers who never acknowledge cost the others: the same readers with them and without, in turns, on one server."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

import pytest

from api.live.close_codes import WINDOW
from consult.discussion.models import Post
from tests.api.live.ears import tells
from tests.bench.conftest import Measured
from tests.bench.lines import Crowd, Line, crowd_at
from tests.bench.test_live import at_work, hang_up
from tests.cast import Scene, Someone
from tests.together import together
from tests.trials.served import PRODUCT, Served

READERS: Final = 100
SLOW: Final = 5
EVENTS: Final = 3 * WINDOW
ROUNDS: Final = 4  # of each kind
PATIENCE: Final = 120.0  # seconds for a round, on a machine that has other work too

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


def test_who_never_acknowledges_is_closed_and_costs_the_others_nothing(lively: Scene, siti: Someone, measured: Measured) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    with Served(PRODUCT) as server:
        alone, beside, waited = asyncio.run(in_turns(server, post))

    facts = {"readers": READERS, "slow": SLOW, "events": EVENTS, "rounds": ROUNDS}
    name, unit = "to the others, 5 % never acknowledge", "deliveries"
    measured("from a full window to being closed with 4008, the longest", max(waited), "s", at_most=10, **facts)
    measured(f"deliveries a second of the server's work {name}", beside.of_work, unit, against=alone.of_work, at_least=0.95, **facts)
    measured(f"deliveries a second {name}", beside.rate, unit, against=alone.rate, at_least=0.95, **facts)


@dataclass
class Rounds:
    """What rounds of one kind took."""

    took: list[float] = field(default_factory=list)  # seconds of the clock
    worked: list[float] = field(default_factory=list)  # seconds of the server's own work, whatever else runs here

    @property
    def rate(self) -> float:
        """Deliveries a second of the best round: what else runs here can only make one slower."""
        return (READERS - SLOW) * EVENTS / min(self.took)

    @property
    def of_work(self) -> float:
        """Deliveries a second of the server's work, of all rounds."""
        return (READERS - SLOW) * EVENTS * len(self.worked) / sum(self.worked)


async def in_turns(server: Served, post: Post) -> tuple[Rounds, Rounds, list[float]]:
    """Rounds without slow ones and with; seconds until each of these was closed."""
    assert server.process is not None
    alone, beside, waited = Rounds(), Rounds(), list[float]()
    for number in range(2 * ROUNDS):
        are_slow = number % 4 in {1, 2}  # without, with, with, without: what grows or drifts meets both alike
        start = 1 + number * EVENTS
        crowd, lines = await joined(server, post, start)
        rounds, worked = beside if are_slow else alone, at_work(server.process.pid)
        rounds.took.append(await burst(post, crowd, lines, slow=lines[:SLOW] if are_slow else []))
        rounds.worked.append(at_work(server.process.pid) - worked)
        if are_slow:
            waited += await closed(crowd, lines[:SLOW], start)
        assert not any(line.code or line.is_closed for line in lines[SLOW:])
        hang_up(lines)
    return alone, beside, waited


async def joined(server: Served, post: Post, start: int) -> tuple[Crowd, list[Line]]:
    """All readers, greeted, of whom each stands at the thread's last number."""
    crowd, lines = await crowd_at(server.port, f"/ws/v1/threads/{post.thread_id}/", readers=READERS)
    async with asyncio.timeout(PATIENCE):
        await crowd.changed.until(lambda: all(line.is_in for line in lines))
    for line in lines:
        line.events = start
    return crowd, lines


async def burst(post: Post, crowd: Crowd, lines: list[Line], *, slow: list[Line]) -> float:
    """Seconds from the first event to the last, of a burst of several windows, told to those who are never slow."""
    for line in slow:
        line.acknowledges = False
    others = lines[SLOW:]
    crowd.expect(EVENTS)
    [last] = await asyncio.to_thread(together, [lambda: tells(post, EVENTS)])
    assert isinstance(last, int)
    async with asyncio.timeout(PATIENCE):
        await crowd.changed.until(lambda: all(line.events >= last for line in others))
    return max(line.heard for line in others) - crowd.first


async def closed(crowd: Crowd, slow: list[Line], start: int) -> list[float]:
    """Wait until all slow ones are closed for it. Returns how many seconds after their last event each was."""
    async with asyncio.timeout(PATIENCE):
        await crowd.changed.until(lambda: all(line.code for line in slow))
    assert {(line.code, line.events) for line in slow} == {(4008, start + WINDOW)}
    return [line.ended - line.heard for line in slow]
