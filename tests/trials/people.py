"""People who read, write and listen in a house whose parts fail, and what they met with."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from random import Random
from time import monotonic
from typing import Final

from tests.api.live.crowd import Reader, all_open, all_reach
from tests.trials.failing import PATIENCE, House
from tests.trials.seeding import SLUG
from tests.trials.served import Request, posting, send
from tests.waiting import until

A_PERSON: Final = 25  # posts, since thirty in ten minutes are the limit
WRITERS: Final = 2
READERS: Final = 2
LISTENERS: Final = 20
PACE: Final = 0.4  # seconds between two requests of one of them
SEED: Final = 20261203
NOBODY: Final = 0  # the status of what nobody answered


@dataclass
class Met:
    """One answer."""

    status: int
    seconds: float
    retry_after: str | None


@dataclass
class People:
    """All of them, as long as they are there."""

    house: House
    acknowledged: list[str] = field(default_factory=list)  # texts of posts
    met: list[Met] = field(default_factory=list)
    listeners: list[Reader] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)  # nobody begins anything more
    written: threading.Event = field(default_factory=threading.Event)  # … and everything is acknowledged
    chance: Random = field(default_factory=lambda: Random(SEED))
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def statuses(self) -> Counter[int]:
        """How often each status was met with; 0: nobody answered."""
        return Counter(each.status for each in self.met)

    @property
    def longest_refusal(self) -> float:
        """Seconds until somebody was told that it is not possible now."""
        return max((each.seconds for each in self.met if each.status == 503), default=0.0)

    def asks(self, request: Request) -> int:
        """One request of one of the servers, and the status of its answer."""
        method, path, body, headers = request
        asked = HTTPConnection("127.0.0.1", self.chance.choice(self.house.ports), timeout=PATIENCE)
        began, met = monotonic(), Met(NOBODY, 0.0, None)
        with suppress(OSError, HTTPException):
            send(asked, method, path, body, headers)
            answer = asked.getresponse()
            answer.read()
            met = Met(answer.status, monotonic() - began, answer.headers.get("Retry-After"))
        asked.close()
        self.met.append(met)
        return met.status

    def write(self) -> None:
        """Post one after another, each under its key until it is acknowledged."""
        while not self.over.wait(PACE):
            number = next(self.numbers)
            token = self.house.seed.tokens[number // A_PERSON % len(self.house.seed.tokens)]
            clause = self.house.seed.clauses[number % len(self.house.seed.clauses)]
            request = posting(clause, f"Usul {number}.", token=token, key=f"usul-{number}")
            while self.asks(request) != 201:
                threading.Event().wait(PACE)
            self.acknowledged.append(f"Usul {number}.")

    def read(self) -> None:
        """Open one page after another."""
        clause = self.house.seed.clauses[0]
        paths = ("/", f"/k/{SLUG}/", f"/k/{SLUG}/draft/", f"/k/{SLUG}/clauses/{clause}/", f"/api/v1/clauses/{clause}/posts/")
        while not self.over.wait(PACE):
            self.asks(("GET", self.chance.choice(paths), None, {}))  # type: ignore[arg-type]  # nothing is sent along

    async def listen(self, are_open: threading.Event) -> None:
        """Listen until all is over, and then until everybody has everything."""
        self.listeners = [Reader(self.address(number)) for number in range(LISTENERS)]
        listening = [asyncio.create_task(listener.read()) for listener in self.listeners]
        await all_open(self.listeners)
        are_open.set()
        await asyncio.to_thread(self.written.wait)
        await all_reach(self.listeners, len(self.acknowledged), within=PATIENCE)
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)

    def address(self, number: int) -> Callable[[], str]:
        """Where one listens: at one server, and at the other when they come back."""
        turns = count(number)
        return lambda: f"ws://127.0.0.1:{self.house.ports[next(turns) % 2]}/ws/v1/consultations/{SLUG}/"


@contextmanager
def present(house: House) -> Iterator[People]:
    """They come, and go at the end once everything that they write is acknowledged and heard."""
    people, are_open = People(house), threading.Event()
    acts: Sequence[Callable[[], object]] = [people.write] * WRITERS + [people.read] * READERS
    threads = [threading.Thread(target=act) for act in acts]
    listening = threading.Thread(target=lambda: asyncio.run(people.listen(are_open)))
    listening.start()
    assert are_open.wait(PATIENCE)
    for thread in threads:
        thread.start()
    try:
        yield people
    finally:
        people.over.set()
        for thread in threads:
            thread.join(3 * PATIENCE)
        people.written.set()
        listening.join(3 * PATIENCE)


def went_wrong(there: House, people: People) -> dict[str, int]:
    """What has gone wrong, once jobs that are under way have ended; all of it is 0."""
    until(lambda: not there.counted("jobs").get("RUNNING"))
    stored = there.counted("posts")
    every = list(range(1, len(people.acknowledged) + 1))
    refusals = [each for each in people.met if each.status == 503]
    return {
        "posts lost": sum(text not in stored for text in people.acknowledged),
        "posts doubled": sum(number > 1 for number in stored.values()),
        "listeners with a gap": sum(listener.numbers != every for listener in people.listeners),
        "answers that are neither plain nor 503": sum(each.status not in (0, 200, 201, 503) for each in people.met),
        "refusals without a time to come back": sum(each.retry_after is None for each in refusals),
        "jobs that failed": sum(number for status, number in there.counted("jobs").items() if status == "FAILED"),
    }
