"""The hub by itself: whatever is read when, each socket is told every number after its own, once and in order."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from random import Random
from uuid import uuid4

import pytest

from api.live import station as stations
from api.live.codes import WINDOW, Close, Closed
from api.live.hub import Hub
from api.live.opening import Opening, Pass
from api.live.places import Found, Place, ThreadPlace, Told
from api.live.rights import Standing
from api.live.socket import Message, Socket
from api.live.station import Station

PLACE = ThreadPlace(uuid4())
CONSULTATION = uuid4()


class Log:
    """Events as the database would give them, now and then a little late, or not at all."""

    def __init__(self, seed: int = 0) -> None:
        self.last, self.chance, self.reads, self.fails = 0, Random(seed), 0, 0

    async def read(self, _place: Place, after: int) -> list[Told]:
        """The first ones after a number."""
        self.reads += 1
        if self.fails:
            self.fails -= 1
            raise ConnectionError("the database is away")
        found = [(number, f"{number}") for number in range(after + 1, self.last + 1)][:256]
        await asyncio.sleep(self.chance.random() / 500)
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


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.001)


@pytest.mark.parametrize("seed", range(5))
def test_whoever_joins_whenever_is_told_each_number_after_their_own_once(seed: int) -> None:
    async def scenario() -> None:
        log, chance, joined = Log(seed), Random(seed), []
        hub = Hub(PLACE, read=log.read, look=nothing)
        for _ in range(100):
            log.last += chance.randint(0, 3)
            if chance.random() < 0.5:
                hub.heard(log.last)  # other bells are lost
            if chance.random() < 0.5:
                after = chance.randint(0, log.last)
                socket, sent = a_socket(last=log.last, after=after)
                hub.join(socket)
                joined.append((socket, sent, after))
            await asyncio.sleep(chance.random() / 1000)
        hub.heard(log.last)  # the poll
        await until(lambda: all(socket.sent == log.last for socket, _sent, _after in joined))
        hub.end()
        assert [numbers(sent) for _socket, sent, _after in joined] == [list(range(after + 1, log.last + 1)) for _s, _t, after in joined]

    asyncio.run(scenario())


def test_one_reading_serves_everybody() -> None:
    async def scenario() -> None:
        log = Log()
        hub = Hub(PLACE, read=log.read, look=nothing)
        joined = [a_socket() for _ in range(200)]
        for socket, _sent in joined:
            hub.join(socket)
        log.last = 5
        hub.heard(5)
        await until(lambda: all(socket.sent == 5 for socket, _sent in joined))
        hub.end()
        assert log.reads <= 2
        assert len({id(sent[0]) for _socket, sent in joined}) == 1  # the same text for all, made once

    asyncio.run(scenario())


def test_a_reading_that_fails_is_made_again_with_the_next_tick() -> None:
    async def scenario() -> None:
        log = Log()
        hub = Hub(PLACE, read=log.read, look=nothing)
        socket, sent = a_socket()
        log.last, log.fails = 3, 1
        hub.join(socket)
        await until(lambda: log.reads == 1)
        await asyncio.sleep(0.01)
        assert numbers(sent) == []
        hub.heard(3)
        await until(lambda: socket.sent == 3)
        hub.end()
        assert numbers(sent) == [1, 2, 3]

    asyncio.run(scenario())


def test_whose_line_breaks_while_it_is_told_is_left_out_and_the_others_are_not() -> None:
    async def broken(_message: Message) -> None:
        raise ConnectionError("gone")

    async def scenario() -> None:
        log = Log()
        hub = Hub(PLACE, read=log.read, look=nothing)
        hub.join(Socket(broken, Opening(Found(PLACE, CONSULTATION, 0), Pass(), None)))
        socket, sent = a_socket()
        hub.join(socket)
        log.last = 2
        hub.heard(2)
        await until(lambda: socket.sent == 2)
        hub.end()
        assert (numbers(sent), len(hub.sockets)) == ([1, 2], 1)

    asyncio.run(scenario())


def test_nothing_is_handed_out_before_rights_were_looked_at() -> None:
    async def scenario() -> None:
        log, (socket, sent) = Log(), a_socket()

        async def look() -> None:
            await socket.close(Close.SESSION_ENDED)

        hub = Hub(PLACE, read=log.read, look=look)
        hub.join(socket)
        log.last = 1
        hub.heard(1)
        await until(lambda: bool(sent))
        await asyncio.sleep(0.01)
        hub.end()
        assert sent == [{"type": "websocket.close", "code": 4401}]

    asyncio.run(scenario())


def test_a_full_window_waits_and_is_slow_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        log, (socket, sent) = Log(), a_socket()
        hub = Hub(PLACE, read=log.read, look=nothing)
        hub.join(socket)
        log.last = 3 * WINDOW
        hub.heard(log.last)
        await until(lambda: socket.sent == WINDOW)
        assert not socket.is_slow
        monkeypatch.setattr("api.live.socket.PATIENCE", -1.0)
        assert socket.is_slow

        assert socket.hear({"type": "websocket.receive", "text": f'{{"ack": {WINDOW}}}'})
        assert not socket.is_slow
        hub.wake()
        await until(lambda: socket.sent == 2 * WINDOW)
        hub.end()
        assert numbers(sent) == list(range(1, 2 * WINDOW + 1))

    asyncio.run(scenario())


def test_a_frame_that_a_server_lets_through_is_too_big_all_the_same() -> None:
    socket, _sent = a_socket()

    for frame in ({"text": "é" * 33_000}, {"bytes": b"x" * 65_537}):
        with pytest.raises(Closed, match="1009"):
            socket.hear({"type": "websocket.receive", **frame})


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A station that asks no database: no number has changed, and everybody may read."""

    def in_thread(function: Callable[..., object], *given: object) -> Awaitable[object]:
        async def answer() -> object:
            return {} if getattr(function, "__name__", "") == "last_numbers" else all_well()

        return answer()

    monkeypatch.setattr(stations, "in_thread", in_thread)
    monkeypatch.setattr(Station, "read", Log().read)


def all_well() -> Standing:
    """Everybody may read."""
    return Standing(datetime.now(UTC), phases={CONSULTATION: "open"})  # type: ignore[dict-item]


def test_a_head_says_the_last_number_again_and_again(still: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stations, "TICK", 0.01)
    monkeypatch.setattr(stations, "HEAD", 0.05)

    async def scenario() -> None:
        station, (socket, sent) = Station(), a_socket(last=7)
        station.join(socket)
        await until(lambda: len(sent) == 3)
        station.part(socket)
        assert {message["text"] for message in sent} == {'{"type":"head","last_seq":7}'}

    asyncio.run(scenario())


def test_with_the_last_socket_everything_ends(still: None) -> None:
    async def scenario() -> None:
        station = Station()
        one, other = a_socket()[0], a_socket()[0]
        station.join(one)
        station.join(other)
        await asyncio.sleep(0.01)
        station.part(one)
        assert len(station.hubs) == 1
        station.part(other)
        await asyncio.sleep(0.05)
        assert station.hubs == {}
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(scenario())


def test_too_many_sockets_of_one_address_or_of_all_are_not_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stations, "AN_ADDRESS", 2)
    monkeypatch.setattr(stations, "A_PROCESS", 3)
    station = Station()
    station.enter("192.0.2.1")
    station.enter("192.0.2.1")
    with pytest.raises(Closed, match="4429"):
        station.enter("192.0.2.1")
    station.enter("192.0.2.2")
    with pytest.raises(Closed, match="4429"):
        station.enter("192.0.2.3")

    station.leave("192.0.2.1")

    station.enter("192.0.2.3")


def test_a_bell_that_says_that_a_right_has_ended_has_rights_looked_at_at_once(still: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stations, "TICK", 60.0)

    async def scenario() -> None:
        station, (socket, sent) = Station(), a_socket()
        station.join(socket)
        await asyncio.sleep(0.02)
        assert sent == []
        monkeypatch.setattr(Standing, "verdict", lambda *_: Close.SESSION_ENDED)
        station.hear({"type": "revoked"})
        await until(lambda: bool(sent))
        assert sent == [{"type": "websocket.close", "code": 4401}]

    asyncio.run(scenario())
