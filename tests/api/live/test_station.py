"""The station by itself: its tick goes on whatever happens to a socket, a reading or itself, and it ends with the last socket."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from api.live import endless_tasks, notifications
from api.live import station as stations
from api.live.close_codes import WINDOW, Close, Closed
from api.live.rights import Standing
from api.live.station import Station
from tests.api.live.made import Log, a_socket, answers_without_database, broken, settled, until


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A station that asks no database and hears no bell: no number has changed, and everybody may read."""
    monkeypatch.setattr(notifications, "listen", silence)
    monkeypatch.setattr(stations, "in_thread", answers_without_database)
    monkeypatch.setattr(Station, "read", Log().read)


async def silence(_hear: Callable[[Mapping[str, Any]], None]) -> None:
    """No bell rings; over Redis, its channel layer would have tasks of its own."""
    await asyncio.Event().wait()


@pytest.fixture
def hasty(still: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ticks a hundred times a second, and says heads with every fifth of them."""
    monkeypatch.setattr(stations, "TICK", 0.01)
    monkeypatch.setattr(stations, "HEAD", 0.05)


def is_alone() -> bool:
    """Whether the test is the only task that there is."""
    return asyncio.all_tasks() == {asyncio.current_task()}


def test_a_head_says_the_last_number_again_and_again(hasty: None) -> None:
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
        await settled()
        station.part(one)
        assert len(station.hubs) == 1
        station.part(other)
        assert station.hubs == {}
        await until(is_alone)

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
        await settled()
        assert sent == []
        monkeypatch.setattr(Standing, "verdict", lambda *_: Close.SESSION_ENDED)
        station.hear({"type": "revoked"})
        await until(lambda: bool(sent))
        assert sent == [{"type": "websocket.close", "code": 4401}]

    asyncio.run(scenario())


@pytest.mark.parametrize("is_slow", [False, True])
def test_a_socket_that_takes_nothing_is_dropped_and_the_others_hear_heads_and_the_end_of_their_right(
    hasty: None, monkeypatch: pytest.MonkeyPatch, is_slow: bool
) -> None:
    async def scenario() -> None:
        station, gone, (socket, sent) = Station(), broken(last=7), a_socket(last=7)
        gone.full_since = 0.0 if is_slow else None  # it is closed as too slow, or else told a head
        station.join(gone)
        station.join(socket)
        await until(lambda: len(sent) == 3)
        assert (gone.closed, station.hubs[socket.opening.found.place].sockets) == (True, {socket})

        monkeypatch.setattr(Standing, "verdict", lambda *_: Close.SESSION_ENDED)
        await until(lambda: socket.closed)
        assert sent[-1] == {"type": "websocket.close", "code": 4401}

    asyncio.run(scenario())


def test_a_socket_that_takes_nothing_is_let_go_though_it_was_the_only_one(still: None) -> None:
    async def scenario() -> None:
        station, gone = Station(), broken()
        hub = station.join(gone)
        hub.sockets.discard(gone)  # as it is once an event could not be told
        station.part(gone)
        assert station.hubs == {}
        await until(is_alone)

    asyncio.run(scenario())


@pytest.mark.parametrize("step", ["_poll", "look", "_dismiss_slow"])
def test_a_step_of_the_tick_that_fails_keeps_no_other_from_being_taken(
    hasty: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, step: str
) -> None:
    async def fails(*_given: object, **_more: object) -> None:
        raise ValueError("a mistake")

    async def scenario() -> None:
        station, (socket, sent) = Station(), a_socket(last=7)
        slow, told_slow = a_socket(last=7)
        monkeypatch.setattr(Station, step, fails)
        slow.full_since = 0.0
        station.join(socket)
        station.join(slow)
        await until(lambda: len(sent) == 3)
        assert ({"type": "websocket.close", "code": 4008} in told_slow) == (step != "_dismiss_slow")
        station.part(socket)
        station.part(slow)

    with caplog.at_level("WARNING", logger=stations.__name__):
        asyncio.run(scenario())

    assert "failed" in caplog.text
    assert "a mistake" in caplog.text


@pytest.mark.parametrize("ends", [ValueError("a mistake"), asyncio.CancelledError(), None])
def test_a_tick_that_ends_while_somebody_listens_is_begun_anew(
    hasty: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, ends: BaseException | None
) -> None:
    monkeypatch.setattr(endless_tasks, "AGAIN", 0.0)
    tick, times = Station._tick, []

    async def ends_once(station: Station) -> None:
        times.append(1)
        if len(times) > 1:
            await tick(station)
        elif ends is not None:
            raise ends

    async def scenario() -> None:
        monkeypatch.setattr(Station, "_tick", ends_once)
        station, (socket, sent) = Station(), a_socket(last=7)
        station.join(socket)
        await until(lambda: len(sent) == 2)
        station.part(socket)
        await until(is_alone)
        await settled()  # nothing begins once more
        assert (len(times), is_alone()) == (2, True)

    with caplog.at_level("WARNING", logger=endless_tasks.__name__):
        asyncio.run(scenario())

    assert "is begun anew" in caplog.text


def test_a_number_beyond_the_last_one_is_taken_for_the_last_one() -> None:
    assert [a_socket(last=7, after=after)[0].sent for after in (6, 7, 8, 1_000)] == [6, 7, 7, 7]
    assert a_socket(last=2 * WINDOW, after=0)[0].sent == 2 * WINDOW


def test_when_too_much_waits_for_all_those_with_the_most_are_closed_at_once(still: None, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        monkeypatch.setattr(stations, "TICK", 0.01)
        monkeypatch.setattr(stations, "BACKLOG", 1_000)
        station, (least, _little), (most, sent) = Station(), a_socket(), a_socket()
        for socket, size in ((least, 400), (most, 700)):
            station.join(socket)
            await socket.tell(1, {"type": "websocket.send", "text": "x" * size})
        await until(lambda: most.closed)
        assert sent[-1]["code"] == 4008
        assert not least.closed
        station.part(least)

    asyncio.run(scenario())
