"""One a process and place that somebody listens to: reads new events, renders each once, hands the same text to every socket."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from api.live.endless_tasks import Going
from api.live.socket import Message, Socket
from api.live.subscriptions import Place, Told

BREATH = 3_000  # events handed out before others have a turn; what goes to one socket until then leaves in one piece

Read = Callable[[Place, int], Awaitable[list[Told]]]
Look = Callable[[], Awaitable[None]]

_log = logging.getLogger(__name__)


class Hub:
    """The sockets of one place.

    A socket that joins says which number it has, and so does one that was too slow for a while: each pass reads from the smallest of
    them, always from the database, and gives every socket the events that follow its own last one. So it makes no difference when
    a socket joined, which bell was lost or which read came first: a number is never skipped, and none is sent twice.
    """

    def __init__(self, place: Place, *, read: Read, look: Look) -> None:
        self.place, self.sockets = place, set[Socket]()
        self.level = 0  # number up to which everything was read
        self._is_unread = False  # a reading failed, so that there may be something after the level
        self._read, self._look = read, look
        self._wake = asyncio.Event()
        self._work = Going(self._go_on)

    def heard(self, last: int) -> None:
        """There are events up to this number: read them, where they are new, or where reading failed the last time."""
        if last > self.level or self._is_unread:
            self._wake.set()

    def join(self, socket: Socket) -> None:
        """From now on the socket is told what follows its number."""
        self.sockets.add(socket)
        self.level = max(self.level, socket.opening.found.last)
        self._wake.set()  # something may have happened since its opening was read

    def wake(self) -> None:
        """A socket has room again."""
        self._wake.set()

    def end(self) -> None:
        """Nobody listens any more."""
        self._work.stop()

    async def _go_on(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                while await self._pass():
                    pass
                self._is_unread = False
            except Exception:  # whatever a database raises that went away: the hub has to outlive it
                self._is_unread = True  # so that the next tick wakes us again, when the database is back
                _log.warning("Events of %s could not be read", self.place, exc_info=True)

    async def _pass(self) -> bool:
        """Read once, and give each socket what it lacks. Returns whether there is more to give."""
        ready = [socket for socket in self.sockets if socket.has_room and not socket.closed]
        if not ready:
            return False
        told = await self._read(self.place, min(socket.sent for socket in ready))
        if not told:
            return False
        await self._look()
        await self._hand_out(told)
        self.level = max(self.level, told[-1][0])
        return any(socket.has_room and socket.sent < self.level for socket in self.sockets if not socket.closed)

    async def _hand_out(self, told: list[Told]) -> None:
        handed = 0
        for number, text in told:
            message: Message = {"type": "websocket.send", "text": text}
            for socket in list(self.sockets):
                if socket.sent + 1 == number and socket.has_room and not socket.closed:
                    await socket.tell(number, message)
                    handed += 1
                if socket.closed:
                    self.sockets.discard(socket)
            if handed > BREATH:
                handed = 0
                await asyncio.sleep(0)  # waits for nothing: the other tasks of the loop have their turn
