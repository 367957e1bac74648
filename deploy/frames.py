"""How large a frame daphne takes from a client, and that it says so before it hangs up. Its command line knows half of this."""

import sys
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
