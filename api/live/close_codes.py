"""Why a socket closes, as a client reads it, and the limits whose overstepping closes one."""

from enum import IntEnum
from typing import Final


class Close(IntEnum):
    """Close codes; those from 4000 on are ours (contracts)."""

    TOO_BIG = 1009  # said by the server itself where it is daphne (deploy/frame_limit.py)
    NOT_UNDERSTOOD = 4400  # an address or a frame that is none
    SESSION_ENDED = 4401
    FOREIGN_ORIGIN = 4403
    NOT_THERE = 4404  # or not for this viewer
    TOO_SLOW = 4008  # come back with the last number that you have
    TOO_MANY = 4429  # sockets are open here, or from there


class Closed(Exception):
    """The socket is to be closed, with this code."""

    def __init__(self, code: Close) -> None:
        super().__init__(code)
        self.code = code


WINDOW: Final = 256  # events that may be on their way to a client that has not acknowledged them
HEAVY: Final = 256 * 1024  # characters on their way to a client, from which on it has to go on acknowledging
BACKLOG: Final = 64 * 1024 * 1024  # … and to all clients of a process, whatever each of them does
FRAME: Final = 64 * 1024  # bytes of one message from a client
A_PROCESS: Final = 10_000  # sockets
AN_ADDRESS: Final = 2_000  # sockets of one process; a village may share one address

TICK: Final = 1.0  # seconds between two looks at numbers and rights
FRESH: Final = 1.5  # seconds for which a look at rights is good enough to hand something out
PATIENCE: Final = 5.0  # seconds that a client has for acknowledging, once its window is full
HEAD: Final = 20.0  # seconds between two heads
FRAMES_A_TICK: Final = 1_000  # messages from one client; a window's worth of acknowledgements comes nowhere near
