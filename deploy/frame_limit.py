"""How large a frame daphne takes from a client, and that it says so before it hangs up. Its command line knows half of this.

autobahn holds what the server sends to the same size, without need: an event with a long text in it is larger than that.
"""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

LIMIT: Final = 64 * 1024  # bytes of a frame, and of a message
OPTIONS: Final = {
    "maxFramePayloadSize": LIMIT,
    "maxMessagePayloadSize": LIMIT,
    "failByDrop": False,  # close with 1009, 1002 or 1007, where autobahn would cut the line without a word
}


def limit_frames() -> None:
    """Set the options where daphne serves us: autobahn prefers what stands on the protocol's class to what its factory was told."""
    protocol: Any = getattr(sys.modules.get("daphne.ws_protocol"), "WebSocketProtocol", None)
    if protocol is not None:
        for name, value in OPTIONS.items():
            setattr(protocol, name, value)
        protocol.sendMessage = without_limit(protocol.sendMessage)


def without_limit(send: Callable[..., None]) -> Callable[..., None]:
    """autobahn's `sendMessage`, for a message of any size. It returns before anything is received, so that limit stands."""

    @wraps(send)
    def whole(protocol: Any, *message: Any, **options: Any) -> None:
        protocol.maxMessagePayloadSize = 0
        try:
            send(protocol, *message, **options)
        finally:
            del protocol.maxMessagePayloadSize  # that of the class shows again

    return whole
