"""What ours is measured against: the broadcast of the package websockets.

`python -m tests.bench.broadcast PORT` serves until it is killed; a message `{"n":…,"size":…,"pace":…}` of any reader starts one.
"""

import asyncio
import json
import sys

from websockets.asyncio.server import ServerConnection, broadcast, serve

_all: set[ServerConnection] = set()


async def one(line: ServerConnection) -> None:
    """Keep a reader, and do what is asked."""
    _all.add(line)
    async for asked in line:
        given = json.loads(asked)
        if "n" in given:
            await send(given["n"], given["size"], given["pace"])


async def send(number: int, size: int, pace: float) -> None:
    """So many messages of so many bytes to all, each so many seconds after the one before."""
    for seq in range(number):
        head = f'{{"seq":{seq},"x":"'
        broadcast(_all, head + "x" * (size - len(head) - 2) + '"}')
        await asyncio.sleep(pace)  # the pace that was asked for


async def main(port: int) -> None:
    """Serve until killed; a line says that it does."""
    async with serve(one, "127.0.0.1", port, compression=None, ping_interval=None):
        print("serving", flush=True)
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
