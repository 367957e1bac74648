"""One open socket: what it was sent, what it acknowledged, and why it closes."""

import json
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from api.live.close_codes import FRAME, FRAMES_A_TICK, HEAVY, PATIENCE, WINDOW, Close, Closed
from api.live.handshake import Opening

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

ACK: Final = "ack"
ROOM: Final = WINDOW // 2  # events that a full window must have room for again before it is filled up: each filling is a reading

_log = logging.getLogger(__name__)


class Socket:
    """A socket that was let in. Its hub tells it events, none of which is kept here: only a number and a size
    of each that its client has not acknowledged, at most a window of them.

    Nothing that is sent raises anything: a socket whose client is gone is closed, and whoever told it drops it.
    """

    __slots__ = ("_send", "_sizes", "acked", "closed", "frames", "full_since", "has_room", "opening", "sent", "waiting")

    def __init__(self, send: Send, opening: Opening) -> None:
        self._send, self.opening = send, opening
        self.sent = self.acked = first(opening)  # numbers
        self.has_room = True  # whether another event may be on its way to it
        self.full_since: float | None = None  # when too much was on its way to it, or the last acknowledgement came since then
        self.waiting = 0  # characters of events that are not acknowledged
        self._sizes: deque[tuple[int, int]] = deque()  # number and characters of each of these
        self.frames = 0  # since the last tick
        self.closed = False

    async def tell(self, number: int, message: Message) -> None:
        """Send the event after the last one."""
        self.sent, size = number, len(message["text"])
        self._sizes.append((number, size))
        self.waiting += size
        self.has_room = self.sent - self.acked < WINDOW
        if self.full_since is None and (not self.has_room or self.waiting > HEAVY):
            self.full_since = time.monotonic()
        await self._put(message)

    async def say(self, **facts: object) -> None:
        """Send something that is no event."""
        await self._put({"type": "websocket.send", "text": json.dumps(facts, separators=(",", ":"))})

    async def close(self, code: Close) -> None:
        """Close it, once."""
        if not self.closed:
            self.closed = True
            await self._put(closing(code))

    async def _put(self, message: Message) -> None:
        try:
            await self._send(message)
        except Exception as error:  # autobahn refuses what is sent while a socket closes; its own reading will say that it is gone
            self.closed = True
            _log.info("A socket of %s takes nothing more: %r", self.opening.found.place, error)

    @property
    def is_slow(self) -> bool:
        """Whether too much has been on its way to it for too long."""
        return self.full_since is not None and time.monotonic() - self.full_since > PATIENCE

    def hear(self, message: Message) -> bool:
        """Take a frame of the client's. Returns whether there is room again where there was none.

        Raises:
            Closed: it is no acknowledgement of what was sent.
        """
        self.frames += 1
        number = acknowledged(message)
        if self.frames > FRAMES_A_TICK or number > self.sent:
            raise Closed(Close.NOT_UNDERSTOOD)
        if number <= self.acked:
            return False
        self.acked = number
        while self._sizes and self._sizes[0][0] <= number:
            self.waiting -= self._sizes.popleft()[1]
        return self.full_since is not None and self._empties()

    def _empties(self) -> bool:
        """Whether a full window has room again; if not yet, its client has done something, and may take its time for the rest."""
        had_room, self.has_room = self.has_room, self.has_room or self.sent - self.acked <= WINDOW - ROOM
        self.full_since = None if self.has_room and self.waiting <= HEAVY else time.monotonic()
        return self.has_room and not had_room


def closing(code: Close) -> Message:
    """What closes a socket. The code is sent as a plain number, since autobahn takes no other."""
    return {"type": "websocket.close", "code": int(code)}


def first(opening: Opening) -> int:
    """The number before the first event that the socket is told: what is missing is sent where it is little enough.

    Who has more than there is has it from before a backup was put back, and is told whatever comes now.
    """
    last, after = opening.found.last, opening.after
    return last if after is None or last - after > WINDOW else min(after, last)


def acknowledged(message: Message) -> int:
    """The number in `{"ack": N}`.

    Raises:
        Closed: the frame is something else, or too large.
    """
    text = message.get("text")
    if max(len(text.encode()) if text else 0, len(message.get("bytes") or b"")) > FRAME:
        raise Closed(Close.TOO_BIG)
    try:
        given = json.loads(text or "")
    except (ValueError, RecursionError) as error:
        raise Closed(Close.NOT_UNDERSTOOD) from error
    number = given.get(ACK) if isinstance(given, dict) and len(given) == 1 else None
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise Closed(Close.NOT_UNDERSTOOD)
    return number
