"""All that is live in one process: its hubs, the bell it hears, and the tick that looks at numbers, rights and slow sockets."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async
from django.utils import timezone

from api.live import notifications
from api.live.close_codes import A_PROCESS, AN_ADDRESS, BACKLOG, FRESH, HEAD, TICK, Close, Closed
from api.live.endless_tasks import Going
from api.live.hub import Hub
from api.live.rights import Standing, standing
from api.live.socket import Socket
from api.live.subscriptions import KINDS, ConsultationPlace, Place, ThreadPlace, Told

_log = logging.getLogger(__name__)
_readers = ThreadPoolExecutor(2, thread_name_prefix="live")


class Station:
    """What the sockets of one process share. It works as long as one of them is open."""

    def __init__(self) -> None:
        self.hubs: dict[Place, Hub] = {}
        self.addresses: Counter[str] = Counter()
        self._looked = 0.0  # when the last look at rights began
        self._revoked = asyncio.Event()  # somebody's right has ended: the next tick is now
        self._work: list[Going] = []

    def enter(self, address: str) -> None:
        """Count a socket that wants to be let in.

        Raises:
            Closed: there are too many, here or from there.
        """
        if self.addresses.total() >= A_PROCESS or self.addresses[address] >= AN_ADDRESS:
            raise Closed(Close.TOO_MANY)
        self.addresses[address] += 1

    def leave(self, address: str) -> None:
        """It is gone, or was not let in."""
        self.addresses[address] -= 1
        if not self.addresses[address]:
            del self.addresses[address]

    def join(self, socket: Socket) -> Hub:
        """Tell the socket from now on."""
        place = socket.opening.found.place
        hub = self.hubs.get(place) or Hub(place, read=self.read, look=self.look)
        self.hubs[place] = hub
        hub.join(socket)
        if not self._work:
            self._work = [Going(self._tick), Going(self._listen)]
        return hub

    def part(self, socket: Socket) -> None:
        """Tell it nothing more. What nobody listens to ends, and with the last socket everything does."""
        hub = self.hubs.get(socket.opening.found.place)
        if hub is not None:
            hub.sockets.discard(socket)
            if not hub.sockets:
                hub.end()
                del self.hubs[hub.place]
        if not self.hubs:
            for each in self._work:
                each.stop()
            self._work = []

    def hear(self, told: Mapping[str, Any]) -> None:
        """The bell rang."""
        if told["type"] == "revoked":
            self._revoked.set()
            return
        for place, number in ((ThreadPlace(UUID(told["thread"])), "seq"), (ConsultationPlace(UUID(told["consultation"])), "nth")):
            if hub := self.hubs.get(place):
                hub.heard(told[number])

    async def read(self, place: Place, after: int) -> list[Told]:
        """The events of a place after a number."""
        told: list[Told] = await in_thread(place.read, after)
        return told

    async def look(self, *, fresh: float = FRESH) -> None:
        """Close every socket whose holder may not listen any more, unless a look began less than `fresh` seconds ago."""
        began = time.monotonic()
        if began - self._looked < fresh:
            return
        sockets = [socket for hub in self.hubs.values() for socket in hub.sockets]
        holds: Standing = await in_thread(partial(standing, now=timezone.now()), [socket.opening for socket in sockets])
        self._looked = began
        for socket in sockets:
            if code := holds.verdict(socket.opening):
                await self.close(socket, code)

    async def close(self, socket: Socket, code: Close) -> None:
        """Close a socket and tell it nothing more."""
        self.part(socket)
        await socket.close(code)

    async def _tick(self) -> None:
        next_head = time.monotonic() + HEAD
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._revoked.wait(), TICK)
            self._revoked.clear()
            await tried(self._poll)
            await tried(self._look_now)
            await tried(self._dismiss_slow)
            if time.monotonic() >= next_head:
                next_head += HEAD
                await tried(self._say_heads)

    async def _listen(self) -> None:
        await notifications.listen(self.hear)

    async def _look_now(self) -> None:
        await self.look(fresh=0.0)

    async def _poll(self) -> None:
        for kind in KINDS:
            ids = [place.id for place in self.hubs if isinstance(place, kind)]
            numbers = await in_thread(kind.last_numbers, ids) if ids else {}
            for each, last in numbers.items():
                if hub := self.hubs.get(kind(each)):
                    hub.heard(last)

    async def _dismiss_slow(self) -> None:
        sockets = [socket for hub in self.hubs.values() for socket in hub.sockets]
        on_their_way = sum(socket.waiting for socket in sockets)
        for socket in sorted(sockets, key=lambda socket: socket.waiting, reverse=True):
            socket.frames = 0
            if socket.is_slow or on_their_way > BACKLOG:
                on_their_way -= socket.waiting
                await self.close(socket, Close.TOO_SLOW)

    async def _say_heads(self) -> None:
        for hub in list(self.hubs.values()):
            for socket in list(hub.sockets):
                await socket.say(type="head", last_seq=hub.level)
                if socket.closed:
                    self.part(socket)


async def tried(step: Callable[[], Awaitable[None]]) -> None:
    """Take a step of the tick. Where it fails, the others are taken all the same, and it is again with the next tick."""
    try:
        await step()
    except Exception:  # a step reads the database and writes to sockets; the tick has to outlive what either raises
        _log.warning("%s failed", step.__qualname__, exc_info=True)


def in_thread(function: Any, *given: Any) -> Any:
    """Do something with the database, in a thread and with a connection of its own."""
    return database_sync_to_async(function, thread_sensitive=False, executor=_readers)(*given)
