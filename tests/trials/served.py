"""A real daphne in a process of its own, on the test's database: it can be killed at a place in a request and started again."""

import json
import os
import select
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType
from typing import Any, Final
from uuid import UUID

from django.db import connection

from consult.management.commands.listen import endpoint

ROOT: Final = Path(__file__).resolve().parents[2]
PRODUCT: Final = "deploy.asgi:application"
WATCHED: Final = "tests.trials.barrier:application"
PATIENCE: Final = 60.0  # seconds for a start or an answer, on a machine that has other work too

Request = tuple[str, str, dict[str, str], dict[str, str]]  # method, path, body, headers


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: dict[str, Any]
    retry_after: str | None = None


@dataclass
class Served:
    """The server while the `with` lasts. It is the watched application unless told otherwise."""

    application: str = WATCHED
    variables: dict[str, str] = field(default_factory=dict)  # of its environment, besides ours
    port: int = 0
    starts: int = 0
    process: subprocess.Popen[bytes] | None = None
    pipe: tuple[int, int] = field(default_factory=os.pipe)

    def __enter__(self) -> "Served":
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.kill()
        for end in self.pipe:
            os.close(end)

    def start(self) -> None:
        """Start, and return when it answers."""
        self.port, self.starts = free_port(), self.starts + 1
        self.process = subprocess.Popen(
            [str(Path(sys.executable).with_name("daphne")), "-v", "0", "-e", endpoint("127.0.0.1", self.port), self.application],
            cwd=ROOT,
            env=os.environ | self.settings(),
            pass_fds=[self.pipe[1]],
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + PATIENCE
        while not self.is_up():
            assert self.process.poll() is None, "daphne ended at its start"
            assert time.monotonic() < until, "daphne does not answer"
            time.sleep(0.05)

    def settings(self) -> dict[str, str]:
        """The environment variables that make it the test's own."""
        ours = {"DATABASE_URL": database(), "DJANGO_SETTINGS_MODULE": "deploy.settings.local", "STOPPED": str(self.pipe[1])}
        return ours | self.variables

    def kill(self) -> None:
        """SIGKILL: it has no time for anything."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def is_up(self) -> bool:
        """Whether it answers."""
        try:
            return self.asks("GET", "/health/ready").status == 200
        except (OSError, HTTPException):
            return False

    def asks(self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> Answer:
        """One request on a connection of its own, and its answer."""
        asked = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            send(asked, method, path, body, headers or {})
            return read(asked)
        finally:
            asked.close()

    def asks_and_dies(self, method: str, path: str, body: object, headers: dict[str, str]) -> Answer | None:
        """One request, in which it is killed where `X-Stop` says, or as soon as it has answered. None: there was no answer."""
        asked = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        send(asked, method, path, body, headers)
        ready, _, _ = select.select([self.pipe[0], asked.sock], [], [], PATIENCE)
        assert ready, "neither stopped nor answered"
        if self.pipe[0] in ready:
            assert os.read(self.pipe[0], 1) == b"."
            self.kill()
        try:
            answer = read(asked)
        except (OSError, HTTPException):
            answer = None
        self.kill()
        asked.close()
        return answer


def send(asked: HTTPConnection, method: str, path: str, body: object, headers: dict[str, str]) -> None:
    """Write the request."""
    data = None if body is None else json.dumps(body)
    asked.request(method, path, data, headers | ({} if data is None else {"Content-Type": "application/json"}))


def read(asked: HTTPConnection) -> Answer:
    """Read the whole answer."""
    response = asked.getresponse()
    data = response.read()
    is_json = "json" in (response.headers.get("Content-Type") or "")
    return Answer(response.status, json.loads(data) if is_json else {}, response.headers.get("Retry-After"))


def posting(clause: UUID, text: str, *, token: str, key: str, **more: str) -> Request:
    """A request that submits a post; `more` are headers, with `_` for `-`."""
    headers = {
        "Authorization": f"Bearer {token}",
        "Idempotency-Key": key,
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    return "POST", f"/api/v1/clauses/{clause}/posts/", {"text": text, "stance": "oppose"}, headers


def database() -> str:
    """The address of the test's own database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(name).resolve()}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
