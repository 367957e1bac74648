"""Sockets, a log and a place without server or database, for a hub and a station by themselves."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from random import Random
from uuid import uuid4

from api.live.handshake import Opening, Pass
from api.live.rights import Standing
from api.live.socket import Message, Socket
from api.live.subscriptions import Found, Place, ThreadPlace, Told
from consult.access import Phase

PLACE = ThreadPlace(uuid4())
CONSULTATION = uuid4()


class Log:
    """Events as the database would give them, now and then a little late, or not at all."""

    def __init__(self, seed: int = 0) -> None:
        self.last, self.chance, self.fails = 0, Random(seed), 0
        self.reads = self.over = 0  # readings begun, and over

    async def read(self, _place: Place, after: int) -> list[Told]:
        """The first ones after a number."""
        self.reads += 1
        if self.fails:
            self.fails -= 1
            self.over += 1
            raise ConnectionError("the database is away")
        found = [(number, f"{number}") for number in range(after + 1, self.last + 1)][:256]
        await asyncio.sleep(self.chance.random() / 500)  # the database takes its time
        self.over += 1
        return found


async def nothing() -> None:
    """Nobody's right has changed."""


def a_socket(*, last: int = 0, after: int | None = None) -> tuple[Socket, list[Message]]:
    """A socket and what goes out through it."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    return Socket(send, Opening(Found(PLACE, CONSULTATION, last), Pass(), after)), sent


def numbers(sent: list[Message]) -> list[int]:
    """The numbers of the events that went out."""
    return [int(message["text"]) for message in sent if message["type"] == "websocket.send" and message["text"].isdigit()]


async def until(holds: Callable[..., bool], *given: object) -> None:
    """Wait until something holds of what is given."""
    async with asyncio.timeout(5):
        while not holds(*given):
            await asyncio.sleep(0.001)  # asked again and again, since hubs and sockets tell nobody that they have changed


async def settled() -> None:
    """Wait until every task has had a few turns: what has not begun by then was not begun."""
    for _ in range(10):
        await asyncio.sleep(0)


def all_well() -> Standing:
    """Everybody may read."""
    return Standing(datetime.now(UTC), phases={CONSULTATION: Phase.OPEN})


def answers_without_database(function: Callable[..., object], *_given: object) -> Awaitable[object]:
    """No number has changed, and everybody may read."""

    async def answer() -> object:
        return {} if getattr(function, "__name__", "") == "last_numbers" else all_well()

    return answer()


async def breaks(_message: Message) -> None:
    """A line that takes nothing, as autobahn's while it closes."""
    raise ConnectionError("Attempt to send on a closed protocol")


def broken(*, last: int = 0) -> Socket:
    """A socket whose line is gone, without having said so yet."""
    return Socket(breaks, Opening(Found(PLACE, CONSULTATION, last), Pass(), None))
