"""Many readers of one place at once, in one event loop: each keeps what it was told, is cut off, comes back with its last number."""

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.changes import Changed

ACK_EVERY: Final = 16  # events
AGAIN: Final = 0.05  # seconds before coming back

Address = Callable[[], str]  # of the socket's path, wherever the server is now


@dataclass
class Reader:
    """Somebody who reads on, whatever happens to the line."""

    address: Address
    acknowledges: bool = True
    catches_up: bool = True  # names its last number when it comes back
    numbers: list[int] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)  # with which it was closed
    line: ClientConnection | None = None
    came: float = 0.0  # when the last event came
    opened: int = 0  # sockets
    is_in: bool = False  # was greeted once: what happens from then on is told
    changed: Changed = field(default_factory=Changed)  # it was told something, or closed

    async def read(self) -> None:
        """Read, and come back whenever the line is gone, until cancelled."""
        while True:
            with suppress(OSError, WebSocketException, asyncio.TimeoutError):
                after = f"?after={self.last}" if self.catches_up or not self.opened else ""
                async with connect(self.address() + after, open_timeout=10, compression=None, max_size=None) as self.line:
                    self.opened += 1
                    async for told in self.line:
                        await self.take(json.loads(told))
            if self.line is not None and self.line.close_code is not None:
                self.codes.append(self.line.close_code)
                self.changed.set()
            await asyncio.sleep(AGAIN)  # as a client that does not hammer at a server that is away

    async def take(self, told: dict[str, int]) -> None:
        """Keep the number of an event, and acknowledge now and then."""
        self.is_in = True
        self.changed.set()
        if "seq" in told:
            self.numbers.append(told["seq"])
            self.came = asyncio.get_running_loop().time()
            if self.acknowledges and self.line is not None and told["seq"] % ACK_EVERY == 0:
                await self.line.send(json.dumps({"ack": told["seq"]}))

    @property
    def last(self) -> int:
        """The last number that it has."""
        return self.numbers[-1] if self.numbers else 0

    def cut(self) -> None:
        """Somebody pulls the plug."""
        if self.line is not None:
            self.line.transport.abort()


async def all_reach(readers: Sequence[Reader], number: int, *, within: float) -> None:
    """Wait until everybody has it, or so long."""
    with suppress(asyncio.TimeoutError):
        await all_once(readers, lambda reader: reader.last >= number, within=within)


async def all_open(readers: Sequence[Reader], *, within: float = 60.0) -> None:
    """Wait until everybody was greeted once. A socket is open before it is looked up where it begins, and that may take a while."""
    await all_once(readers, lambda reader: reader.is_in, within=within)


async def all_closed(readers: Sequence[Reader], *, within: float) -> None:
    """Wait until everybody was closed once."""
    await all_once(readers, lambda reader: bool(reader.codes), within=within)


async def all_once(readers: Sequence[Reader], holds: Callable[[Reader], bool], *, within: float) -> None:
    """Wait until it has come to hold of everybody; of whom it once holds, it goes on holding."""
    async with asyncio.timeout(within):
        for reader in readers:
            await reader.changed.until(holds, reader)


async def cutting(readers: Sequence[Reader], times: int, *, chance: Random, every: float) -> None:
    """Cut so many lines, one after another, of readers whom chance picks."""
    for _ in range(times):
        chance.choice(readers).cut()
        await asyncio.sleep(every)  # the pace: lines are cut all the while, and not at once
