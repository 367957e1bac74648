"""One open socket: what it was sent, what it acknowledged, and why it closes."""

import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from api.live.codes import FRAME, FRAMES_A_TICK, PATIENCE, WINDOW, Close, Closed
from api.live.opening import Opening

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

ACK: Final = "ack"


class Socket:
    """A socket that was let in. Its hub tells it events; nothing waits here, so that it cannot grow."""

    __slots__ = ("_send", "acked", "closed", "frames", "full_since", "opening", "sent")

    def __init__(self, send: Send, opening: Opening) -> None:
        self._send, self.opening = send, opening
        self.sent = self.acked = first(opening)  # numbers
        self.full_since: float | None = None  # when its window filled up
        self.frames = 0  # since the last tick
        self.closed = False

    @property
    def has_room(self) -> bool:
        """Whether another event may be on its way to it."""
        return self.sent - self.acked < WINDOW

    async def tell(self, number: int, message: Message) -> None:
        """Send the event after the last one."""
        self.sent = number
        if not self.has_room:
            self.full_since = time.monotonic()
        await self._send(message)

    async def say(self, **facts: object) -> None:
        """Send something that is no event."""
        await self._send({"type": "websocket.send", "text": json.dumps(facts, separators=(",", ":"))})

    async def close(self, code: Close) -> None:
        """Close it, once."""
        if not self.closed:
            self.closed = True
            await self._send(closing(code))

    @property
    def is_slow(self) -> bool:
        """Whether its window has been full for too long."""
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
        self.acked = max(self.acked, number)
        was_full, self.full_since = self.full_since is not None, None if self.has_room else self.full_since
        return was_full and self.has_room


def closing(code: Close) -> Message:
    """What closes a socket. The code is sent as a plain number, since autobahn takes no other."""
    return {"type": "websocket.close", "code": int(code)}


def first(opening: Opening) -> int:
    """The number before the first event that the socket is told: what is missing is sent where it is little enough."""
    last, after = opening.found.last, opening.after
    return last if after is None or last - after > WINDOW else after


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
