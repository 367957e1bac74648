"""Waiting in an event loop for what holds, without asking again and again: whoever changes something says so."""

import asyncio
from collections.abc import Callable


class Changed(asyncio.Event):
    """Set whenever something changes on which somebody may wait."""

    async def until(self, holds: Callable[..., bool], *given: object) -> None:
        """Wait until it holds of what is given."""
        while not holds(*given):
            self.clear()
            await self.wait()
