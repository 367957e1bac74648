"""The hub by itself: whatever is read when, each socket is told every number after its own, once and in order."""

import asyncio
from random import Random

import pytest

from api.live.close_codes import HEAVY, WINDOW, Close, Closed
from api.live.hub import Hub
from tests.api.live.made import PLACE, Log, a_socket, broken, nothing, numbers, settled, until


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
            await asyncio.sleep(chance.random() / 1000)  # chance says how far the hub has come meanwhile
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
        await until(lambda: log.over == 1)
        assert numbers(sent) == []
        hub.heard(3)
        await until(lambda: socket.sent == 3)
        hub.end()
        assert numbers(sent) == [1, 2, 3]

    asyncio.run(scenario())


def test_a_reading_that_fails_leaves_the_level_and_is_made_again_where_there_is_nothing_new() -> None:
    async def scenario() -> None:
        log, (socket, _sent) = Log(), a_socket(last=7)
        log.last, log.fails = 7, 1
        hub = Hub(PLACE, read=log.read, look=nothing)
        hub.join(socket)
        await until(lambda: log.over == 1)
        assert hub.level == 7
        hub.heard(7)  # the poll, of which a head comes after
        await until(lambda: log.over == 2)
        hub.heard(7)  # was read now
        await settled()
        hub.end()
        assert (log.reads, hub.level) == (2, 7)

    asyncio.run(scenario())


def test_small_acknowledgements_of_a_full_window_cost_no_reading_each() -> None:
    async def scenario() -> None:
        log, (socket, sent) = Log(), a_socket()
        hub = Hub(PLACE, read=log.read, look=nothing)
        log.last = 3 * WINDOW
        hub.join(socket)
        for number in range(1, log.last + 1):
            await until(lambda least: socket.sent >= least, number)
            if socket.hear({"type": "websocket.receive", "text": f'{{"ack": {number}}}'}):
                hub.wake()
            await asyncio.sleep(0)  # the hub's turn
        hub.end()
        assert numbers(sent) == list(range(1, log.last + 1))
        assert log.reads <= 2 * log.last / WINDOW + 2

    asyncio.run(scenario())


def test_who_acknowledges_a_little_of_a_full_window_has_the_time_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        socket, _sent = a_socket()
        for number in range(1, WINDOW + 1):
            await socket.tell(number, {"text": ""})
        since = socket.full_since
        assert since is not None
        monkeypatch.setattr("time.monotonic", lambda: since + 4.0)
        assert not socket.hear({"text": '{"ack": 1}'})
        assert not socket.hear({"text": '{"ack": 1}'})  # says nothing new
        monkeypatch.setattr("time.monotonic", lambda: since + 8.0)
        assert (socket.is_slow, socket.has_room) == (False, False)
        monkeypatch.setattr("time.monotonic", lambda: since + 9.1)
        assert socket.is_slow

    asyncio.run(scenario())


def test_whose_line_breaks_while_it_is_told_is_left_out_and_the_others_are_not() -> None:
    async def scenario() -> None:
        log = Log()
        hub = Hub(PLACE, read=log.read, look=nothing)
        hub.join(broken())
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
        await settled()
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


def test_who_leaves_a_few_long_events_unacknowledged_is_slow_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        socket, _sent = a_socket()
        for number in (1, 2, 3):
            await socket.tell(number, {"text": "x" * (HEAVY // 2)})
        since = socket.full_since
        assert since is not None
        assert socket.has_room
        monkeypatch.setattr("time.monotonic", lambda: since + 5.1)
        assert socket.is_slow
        assert not socket.hear({"text": '{"ack": 3}'})  # no reading is worth it: there was room all the time
        assert (socket.is_slow, socket.waiting) == (False, 0)

    asyncio.run(scenario())
