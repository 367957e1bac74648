"""From `make run` to the first page: on a fresh database, and again on the same."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import pytest

from tests.bench.conftest import ROOT, Measured
from tests.trials.served import free_port

FIRST, SECOND = 60.0, 10.0  # seconds at most; the environment is there in both
PATIENCE: Final = 120.0
OURS: Final = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")  # of the suite; `make run` is to find its own

pytestmark = pytest.mark.sqlite


def test_make_run_shows_the_first_page_soon_and_sooner_again(tmp_path: Path, measured: Measured) -> None:
    first = seconds_of_make_run(tmp_path / "rembuk.sqlite3")
    second = min(seconds_of_make_run(tmp_path / "rembuk.sqlite3") for _ in range(3))  # what else runs can only make it slower

    measured("make run on a fresh database, to the first page", first, "s", at_most=FIRST)
    measured("make run again, to the first page", second, "s", at_most=SECOND, first=first)


def seconds_of_make_run(database: Path) -> float:
    """How long it takes until it is ready and has shown its first page; then it is stopped."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    began = time.monotonic()
    with subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=ROOT,
        env=environment | {"DATABASE_URL": f"sqlite:///{database}"},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            wait_until(lambda: answers(port, "/health/ready") and answers(port, "/"), running)
            return time.monotonic() - began
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGTERM)  # the session that was started here, and nothing else


def wait_until(ready: Callable[[], bool], running: "subprocess.Popen[bytes]") -> None:
    """Ask again and again."""
    until = time.monotonic() + PATIENCE
    while not ready():
        assert running.poll() is None, "make run has ended"
        assert time.monotonic() < until, "make run shows nothing"
        time.sleep(0.05)


def answers(port: int, path: str) -> bool:
    """Whether the page is there."""
    asked = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        asked.request("GET", path)
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()
