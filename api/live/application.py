"""The ASGI application of all sockets: lets one in or says why not, greets it, and hears its acknowledgements until it is gone."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from django.http import HttpRequest

from api.live.close_codes import Closed
from api.live.handshake import Opening, Scope_, opened, request_of
from api.live.socket import Receive, Send, Socket, closing
from api.live.station import Station
from consult.platform.limits import network

Address = Callable[[HttpRequest], str]

_doors: Final = ThreadPoolExecutor(2, thread_name_prefix="live-door")
_stations: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, Station]] = WeakKeyDictionary()


def sockets(address_of: Address) -> Callable[[Scope_, Receive, Send], object]:
    """The application. `address_of` says where a request came from."""

    async def serve(scope: Scope_, receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect
        await send({"type": "websocket.accept"})  # a browser is told the code of a socket that was open once, and no other
        station = _stations.setdefault(asyncio.get_running_loop(), Station())
        address = network(address_of(request_of(scope)))
        try:
            station.enter(address)
        except Closed as refusal:
            return await send(closing(refusal.code))
        try:
            await admitted(station, scope, receive, send)
        finally:
            station.leave(address)
        return None

    return serve


async def looked_up(scope: Scope_) -> Opening:
    """What the request says, and whether the database grants it.

    Raises:
        Closed: it is refused.
    """
    found: Opening = await database_sync_to_async(opened, thread_sensitive=False, executor=_doors)(scope)
    return found


async def admitted(station: Station, scope: Scope_, receive: Receive, send: Send) -> None:
    """Look whether the socket may be opened, and serve it as long as it is."""
    try:
        opening = await looked_up(scope)
    except Closed as refusal:
        return await send(closing(refusal.code))
    socket = Socket(send, opening)
    await socket.say(type="hello", last_seq=opening.found.last)
    hub = station.join(socket)
    try:
        while (message := await receive())["type"] == "websocket.receive":
            if not socket.closed and socket.hear(message):
                hub.wake()
    except Closed as refusal:
        await socket.close(refusal.code)
    finally:
        station.part(socket)
    return None
