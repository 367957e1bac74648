"""What a thousand readers of one thread cost: deliveries a second and delays against `websockets.broadcast`, memory of an idle socket."""

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Final

import pytest

from api.live.places import ThreadPlace
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

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


@contextmanager
def broadcasting() -> Iterator[int]:
    """The other server's port."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.broadcast", str(port)], cwd=ROOT)
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.wait()


def test_a_thousand_readers_of_one_thread(lively: Scene, siti: Someone, measured: Measured) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    size = len(ThreadPlace(post.thread_id).read(0)[0][1].encode())
    with Served(PRODUCT) as server, broadcasting() as other:
        server.asks("GET", f"/api/v1/threads/{post.thread_id}/events/")
        ours = asyncio.run(measure(server, post, lively))
        theirs = asyncio.run(measure_other(other, size))

    measured("deliveries a second, 1,000 readers", ours.rate, "deliveries", against=theirs.rate, at_least=0.12, bytes=size)
    measured("delay of paced events, 99 %, 1,000 readers", ours.p99, "ms", against=theirs.p99, at_most=5, bytes=size)
    measured("memory of an idle socket", ours.memory, "KB", at_most=30)


class Figures:
    """What was measured of one server."""

    rate = 0.0  # deliveries a second
    p99 = 0.0  # milliseconds
    memory = 0.0  # KB a socket


async def measure(server: Served, post: Post, scene: Scene) -> Figures:
    """Ours."""
    found, began = Figures(), resident(server)
    crowd, lines = await crowd_at(server.port, f"/ws/v1/threads/{post.thread_id}/", readers=READERS)
    await asyncio.sleep(3)
    found.memory = (resident(server) - began) / READERS
    for line in lines:
        line.events = 1  # the post that was there
    took = 0.0
    for _ in range(BURSTS):
        crowd.expect(BURST)
        await asyncio.to_thread(together, [lambda: tells(post, BURST)])
        await asyncio.wait_for(crowd.complete.wait(), 60)
        took += crowd.times[-1] - crowd.first
    found.rate = READERS * BURST * BURSTS / took
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
        await asyncio.wait_for(crowd.complete.wait(), 10)
        delays += [max(at - done, 0.0) * 1000 for at in crowd.times]
        await asyncio.sleep(PACE)
    return quantiles(delays, n=100)[98]


async def measure_other(port: int, size: int) -> Figures:
    """The same of `websockets.broadcast`."""
    found = Figures()
    crowd, lines = await crowd_at(port, "/", readers=READERS)
    took = 0.0
    for _ in range(BURSTS):
        await asked_of(lines[0], crowd, BURST, size, 0.0)
        took += crowd.times[-1] - crowd.first
    found.rate = READERS * BURST * BURSTS / took
    delays = []
    for _ in range(PACED):
        began = perf_counter()
        await asked_of(lines[0], crowd, 1, size, 0.0)
        delays += [(at - began) * 1000 for at in crowd.times]
        await asyncio.sleep(PACE)
    found.p99 = quantiles(delays, n=100)[98]
    hang_up(lines)
    return found


async def asked_of(line: Line, crowd: Crowd, number: int, size: int, pace: float) -> None:
    """Have it broadcast, and wait until everybody has all."""
    crowd.expect(number)
    line.say(json.dumps({"n": number, "size": size, "pace": pace}).encode())
    await asyncio.wait_for(crowd.complete.wait(), 60)


def hang_up(lines: list[Line]) -> None:
    """All go."""
    for line in lines:
        line.transport.abort()


def resident(server: Served) -> float:
    """The server's memory, in KB."""
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return float(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
