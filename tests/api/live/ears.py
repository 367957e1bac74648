"""A client of the sockets, as a test holds it: who listens, what they are told, with which code it ends."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.sync.connection import Connection

from consult.discussion.models import Post, Thread, ThreadEvent
from tests.api.clients import BACKEND
from tests.bench.asking import token_of
from tests.cast import Scene, Someone, moment
from tests.trials.served import Served

CUT: Final = 1006  # without a word, as RFC 6455 has it
PATIENCE: Final = 20.0  # seconds, on a machine that has other work too

Facts = dict[str, Any]


@dataclass
class Ear:
    """One open socket."""

    line: Connection

    def hears(self, *, within: float = PATIENCE) -> Facts:
        """What it is told next."""
        told: Facts = json.loads(self.line.recv(within))
        return told

    def events(self, number: int, *, acks: bool = True) -> list[Facts]:
        """The next events, each acknowledged; what is no event is left out."""
        found: list[Facts] = []
        while len(found) < number:
            told = self.hears()
            if "seq" in told:
                found.append(told)
                if acks:
                    self.acknowledges(told["seq"])
        return found

    def acknowledges(self, number: int) -> None:
        """Say that it has all up to this number."""
        self.line.send(json.dumps({"ack": number}))

    def is_silent(self, *, seconds: float) -> bool:
        """Whether it is told nothing for so long, and stays open."""
        try:
            return not self.line.recv(seconds)
        except TimeoutError:
            return True

    def rest(self, *, within: float = PATIENCE) -> tuple[list[Facts], int]:
        """What it is told until it is closed, and the code."""
        found: list[Facts] = []
        try:
            while True:
                found.append(self.hears(within=within))
        except ConnectionClosed as closed:
            return found, closed.rcvd.code if closed.rcvd else CUT

    def ends(self, *, within: float = PATIENCE) -> int:
        """The code with which it is closed, whatever it is told before."""
        return self.rest(within=within)[1]


@contextmanager
def listening(server: Served, path: str, *, headers: Mapping[str, str] | None = None) -> Iterator[Ear]:
    """A socket at a path below /ws/v1."""
    with connect(f"ws://127.0.0.1:{server.port}/ws/v1{path}", additional_headers=headers, open_timeout=PATIENCE, max_size=None) as line:
        yield Ear(line)


def at_thread(post: Post | Thread, *, after: int | None = None) -> str:
    """The path of a thread's socket."""
    thread = post.thread_id if isinstance(post, Post) else post.pk
    return f"/threads/{thread}/" + ("" if after is None else f"?after={after}")


def at_consultation(scene: Scene, *, after: int | None = None) -> str:
    """The path of a consultation's socket."""
    return f"/consultations/{scene.row.slug}/" + ("" if after is None else f"?after={after}")


def with_token(one: Someone) -> dict[str, str]:
    """What a program of theirs sends."""
    return {"Authorization": f"Bearer {token_of(one)}"}


def with_session(one: Someone) -> dict[str, str]:
    """What a browser sends in which they are signed in."""
    account = one.account
    session = SessionStore()
    session.update({SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: account.get_session_auth_hash()})
    session.create()
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}


def tells(post: Post, number: int) -> int:
    """So many more events in the thread of a post that is there. Returns the number of the last one."""
    thread, consultation = Thread.objects.get(pk=post.thread_id), post.consultation
    consultation.refresh_from_db()
    made = [
        ThreadEvent(
            thread=thread,
            consultation=consultation,
            seq=thread.last_seq + each,
            nth=consultation.last_event + each,
            type="edited",
            post=post,
            at=moment(),
        )
        for each in range(1, number + 1)
    ]
    ThreadEvent.objects.bulk_create(made)
    thread.last_seq += number
    consultation.last_event += number
    consultation.save(update_fields=["last_event"])
    thread.save(update_fields=["last_seq"])
    return int(thread.last_seq)
