"""A thousand readers as light as can be: WebSocket frames are counted as they come, so that the client is not what is measured."""

import asyncio
import os
from base64 import b64encode
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import Final

from tests.changes import Changed

EVENT: Final = b'{"seq"'
ACK_EVERY: Final = 64  # events, as the contract has it
CLOSE: Final = 0x88  # the first byte of a frame that closes
MASK: Final = b"\0\0\0\0"  # a mask, as RFC 6455 asks of clients, that changes nothing


@dataclass
class Crowd:
    """What all readers have been told."""

    wanted: int = 0  # events that each of them waits for
    told: int = 0  # events, all together
    first: float = 0.0  # when the first of them came
    times: list[float] = field(default_factory=list)  # when each came
    complete: asyncio.Event = field(default_factory=asyncio.Event)
    size: int = 0  # readers
    changed: Changed = field(default_factory=Changed)  # one of them was told something, or closed

    def expect(self, events: int) -> None:
        """Each will be told so many."""
        self.wanted, self.told, self.first = events, 0, 0.0
        self.times.clear()
        self.complete.clear()

    def note(self) -> float:
        """One event came to one reader. Returns when."""
        now = perf_counter()
        self.first = self.first or now
        self.told += 1
        self.times.append(now)
        if self.told == self.wanted * self.size:
            self.complete.set()
        return now


class Line(asyncio.Protocol):
    """One reader's line."""

    def __init__(self, crowd: Crowd, request: bytes) -> None:
        self.crowd, self.request = crowd, request
        self.open = asyncio.Event()
        self.pending = b""
        self.events = 0  # number of the last one
        self.acknowledges = True
        self.heard, self.ended, self.code = 0.0, 0.0, 0  # when the last event came; when it was closed, and with which code
        self.is_in = self.is_closed = False  # was told something; is gone

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the socket."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self.request)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self.is_closed = True

    def data_received(self, data: bytes) -> None:
        """Count the frames in it."""
        self.pending += data
        if not self.open.is_set():
            head, end, self.pending = self.pending.partition(b"\r\n\r\n")
            if not end:
                self.pending = head
                return
            assert b" 101 " in head, head
            self.open.set()
        at, pending = 0, self.pending
        while (frame := span(pending, at)) is not None:
            begin, (start, at) = at, frame
            if pending.startswith(EVENT, start):
                self.take()
            elif pending[begin] == CLOSE:
                self.code, self.ended = int.from_bytes(pending[start : start + 2]), perf_counter()
            self.is_in = True
        self.pending = pending[at:]
        self.crowd.changed.set()

    def take(self) -> None:
        """Note an event, and acknowledge now and then."""
        self.events += 1
        self.heard = self.crowd.note()
        if self.acknowledges and self.events % ACK_EVERY == 0:
            self.say(b'{"ack":%d}' % self.events)

    def say(self, text: bytes) -> None:
        """Send a short text."""
        self.transport.write(bytes([0x81, 0x80 | len(text)]) + MASK + text)


def span(data: bytes, at: int) -> tuple[int, int] | None:
    """Where the payload of the frame at a place begins and ends; None where it has not come wholly."""
    if len(data) < at + 4:
        return None
    length, start = data[at + 1], at + 2
    if length == 126:
        length, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
    return (start, start + length) if len(data) >= start + length else None


async def crowd_at(port: int, path: str, *, readers: int) -> tuple[Crowd, list[Line]]:
    """So many readers of one socket's address, all let in."""
    crowd = Crowd(size=readers)
    lines = []
    for _ in range(readers):
        key = b64encode(os.urandom(16)).decode()
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        request += f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        _transport, line = await asyncio.get_running_loop().create_connection(partial(Line, crowd, request.encode()), "127.0.0.1", port)
        await asyncio.wait_for(line.open.wait(), 30)
        lines.append(line)
    return crowd, lines
