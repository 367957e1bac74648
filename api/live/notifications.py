"""The bell between processes: after a commit it carries a place and a number. It may be lost; whoever listens also polls."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

GROUP: Final = "live"
LIMIT: Final = 1.0  # seconds that ringing may take
AGAIN: Final = 1.0  # seconds before listening anew

_log = logging.getLogger(__name__)


def ring(*, thread_id: UUID, consultation_id: UUID, seq: int, nth: int) -> None:
    """Tell every process of a new event, from the thread that has just committed it. Whatever fails, the event stands."""
    told = {"type": "event", "thread": str(thread_id), "consultation": str(consultation_id), "seq": seq, "nth": nth}
    _ring(told)


def revoked() -> None:
    """Tell every process to look at once who may still listen."""
    _ring({"type": "revoked"})


def _ring(told: dict[str, Any]) -> None:
    try:
        async_to_sync(_send)(told)
    except Exception as error:  # whatever a layer raises, the thread has its event, and whoever listens polls
        _log.warning("The bell did not ring: %r", error)


async def _send(told: dict[str, Any]) -> None:
    layer: Any = get_channel_layer()
    await asyncio.wait_for(layer.group_send(GROUP, told), LIMIT)


async def listen(hear: Callable[[Mapping[str, Any]], None]) -> None:
    """Call `hear` for each bell, until cancelled. One channel for the whole process; where the layer fails it begins anew."""
    layer: Any = get_channel_layer()
    while True:
        try:
            channel = await layer.new_channel()
            await layer.group_add(GROUP, channel)
            try:
                while True:
                    hear(await layer.receive(channel))
            finally:
                await asyncio.wait_for(layer.group_discard(GROUP, channel), LIMIT)
        except Exception as error:  # whatever a layer raises, polling goes on without it
            _log.warning("The bell cannot be heard: %r", error)
            await asyncio.sleep(AGAIN)  # backing off: a layer that is gone has nothing to wait for
