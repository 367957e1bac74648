"""What a thousand readers of one thread cost: deliveries a second and delays against `websockets.broadcast`, memory of an idle socket."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Final

import pytest

from api.live.subscriptions import ThreadPlace
from consult.discussion.models import Post
from tests.api.live.ears import tells
from tests.bench.asking import token_of
from tests.bench.conftest import ROOT, Measured
from tests.bench.lines import Crowd, Line, crowd_at
from tests.cast import Scene, Someone, someone
from tests.together import together
from tests.trials.served import PRODUCT, Served, free_port, posting

READERS: Final = 1_000
BURST: Final = 250  # events, less than a window
BURSTS: Final = 2
PACED: Final = 40  # posts
PACE: Final = 0.1  # seconds
PATIENCE: Final = 300.0  # seconds for a burst, on a machine that has other work too

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


@contextmanager
def broadcasting() -> Iterator[tuple[int, int]]:
    """Port and process of the other server."""
    port = free_port()
    with subprocess.Popen([sys.executable, "-m", "tests.bench.broadcast", str(port)], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"serving\n"
            yield port, process.pid
        finally:
            process.kill()


def test_a_thousand_readers_of_one_thread(lively: Scene, siti: Someone, measured: Measured) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    size = len(ThreadPlace(post.thread_id).read(0)[0][1].encode())
    with Served(PRODUCT) as server, broadcasting() as other:
        server.asks("GET", f"/api/v1/threads/{post.thread_id}/events/")
        ours = asyncio.run(measure(server, post, lively))
        theirs = asyncio.run(measure_other(*other, size))

    measured("deliveries a second, 1,000 readers", ours.rate, "deliveries", against=theirs.rate, at_least=0.12, bytes=size)
    measured("deliveries a second of the server's work, 1,000 readers", ours.of_work, "deliveries", against=theirs.of_work, at_least=0.12)
    measured("delay of paced events, 99 %, 1,000 readers", ours.p99, "ms", against=theirs.p99, at_most=5, bytes=size)
    measured("memory of an idle socket", ours.memory, "KB", at_most=30)


class Figures:
    """What was measured of one server."""

    rate = 0.0  # deliveries a second
    of_work = 0.0  # deliveries a second of the server's work
    p99 = 0.0  # milliseconds
    memory = 0.0  # KB a socket


async def measure(server: Served, post: Post, scene: Scene) -> Figures:
    """Ours."""
    assert server.process is not None
    found, began = Figures(), resident(server)
    crowd, lines = await crowd_at(server.port, f"/ws/v1/threads/{post.thread_id}/", readers=READERS)
    await asyncio.sleep(3)  # idle: what their openings needed is given back
    found.memory = (resident(server) - began) / READERS
    for line in lines:
        line.events = 1  # the post that was there
    await in_bursts(found, crowd, server.process.pid, lambda: asyncio.to_thread(together, [lambda: tells(post, BURST)]))
    found.p99 = await paced(server, crowd, scene)
    assert not any(line.is_closed for line in lines)
    hang_up(lines)
    return found


async def paced(server: Served, crowd: Crowd, scene: Scene) -> float:
    """The 99th percentile of the time from a post's acknowledgement to its being told to each reader."""
    tokens = await asyncio.to_thread(together, [lambda: [token_of(someone(f"Warga-{number}")) for number in range(3)]])
    given = tokens[0]
    assert isinstance(given, list)
    delays = []
    for number in range(PACED):
        crowd.expect(1)
        asked = posting(scene.clause("Pasal 4"), f"Usul {number}.", token=given[number % 3], key=str(number))
        answer = await asyncio.to_thread(server.asks, *asked)
        done = perf_counter()
        assert answer.status == 201
        await asyncio.wait_for(crowd.complete.wait(), PATIENCE)
        delays += [max(at - done, 0.0) * 1000 for at in crowd.times]
        await asyncio.sleep(PACE)  # each meets an idle server
    return quantiles(delays, n=100)[98]


async def measure_other(port: int, pid: int, size: int) -> Figures:
    """The same of `websockets.broadcast`."""
    found = Figures()
    crowd, lines = await crowd_at(port, "/", readers=READERS)
    await in_bursts(found, crowd, pid, lambda: ask(lines[0], BURST, size))
    delays = []
    for _ in range(PACED):
        began = perf_counter()
        crowd.expect(1)
        await ask(lines[0], 1, size)
        await asyncio.wait_for(crowd.complete.wait(), PATIENCE)
        delays += [(at - began) * 1000 for at in crowd.times]
        await asyncio.sleep(PACE)  # as above
    found.p99 = quantiles(delays, n=100)[98]
    hang_up(lines)
    return found


async def in_bursts(found: Figures, crowd: Crowd, pid: int, burst: Callable[[], Awaitable[object]]) -> None:
    """Deliveries a second of the clock, and a second of the server's own work: what else runs here does not count in the latter."""
    took, worked = 0.0, at_work(pid)
    for _ in range(BURSTS):
        crowd.expect(BURST)
        await burst()
        await asyncio.wait_for(crowd.complete.wait(), PATIENCE)
        took += crowd.times[-1] - crowd.first
    deliveries = READERS * BURST * BURSTS
    found.rate, found.of_work = deliveries / took, deliveries / (at_work(pid) - worked)


async def ask(line: Line, number: int, size: int) -> None:
    """Have it broadcast."""
    line.say(json.dumps({"n": number, "size": size, "pace": 0.0}).encode())


def at_work(pid: int) -> float:
    """Seconds that a process has worked so far."""
    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


def hang_up(lines: list[Line]) -> None:
    """All go."""
    for line in lines:
        line.transport.abort()


def resident(server: Served) -> float:
    """The server's memory, in KB."""
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return float(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
