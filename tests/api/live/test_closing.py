"""A client whose socket is closing and who never says so: on a real daphne, everybody else hears on, and is closed in time."""

import socket
import struct
import time
from contextlib import ExitStack

import pytest

from consult.accounts.models import Token
from tests.api.live.ears import at_thread, listening, tells, with_token
from tests.cast import Scene, Someone
from tests.trials.served import Served

pytestmark = pytest.mark.django_db(transaction=True)

SAYING_HEADS = "tests.api.live.heads:application"
TOO_LARGE = b"\x81\xff" + struct.pack(">Q", 70_000) + b"mask" + b"x" * 200  # the head of a frame of 70 KB, and its beginning
FOR, EVERY = 3.0, 0.2  # seconds; daphne waits one for a client to answer a close


def closing(server: Served, path: str) -> socket.socket:
    """A client who sends what is too large, and does not answer that it is closed for it."""
    line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    asked = f"GET /ws/v1{path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    line.sendall(f"{asked}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
    told = b""
    while b"hello" not in told:
        told += line.recv(4096)
    line.sendall(TOO_LARGE)
    return line


def test_who_never_answers_a_close_keeps_no_other_from_hearing_and_from_being_closed(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    with Served(SAYING_HEADS) as server, listening(server, at_thread(post), headers=with_token(agus)) as ear, ExitStack() as stack:
        assert ear.hears()["type"] == "hello"
        until = time.monotonic() + FOR
        while time.monotonic() < until:
            stack.enter_context(closing(server, at_thread(post)))
            time.sleep(EVERY)  # the pace: one of them is closing all the while

        tells(post, 2)  # nothing rings: the tick finds it
        assert [event["seq"] for event in ear.events(2)] == [2, 3]
        while ear.hears() != {"type": "head", "last_seq": 3}:
            pass
        Token.objects.all().delete()
        assert ear.ends() == 4401
