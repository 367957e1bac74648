"""What keeps all that many users need from starting is said in a line, before anything is started; the rest is in tests/flows."""

import os
import socket
import subprocess
import sys

import pytest

from deploy.services import free_port
from deploy.settings.parts import ROOT

pytestmark = pytest.mark.sqlite  # it gets no further than looking


def started(port: int, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Tried."""
    command = [sys.executable, "-m", "deploy.scaled", "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return subprocess.run(command, env={**environment, **variables}, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, "nginx"),
        ({"DATABASE_URL": "sqlite:////tmp/some.sqlite3"}, "nginx"),
    ],
)
def test_what_the_machine_lacks_is_named(given: dict[str, str], missing: str) -> None:
    done = started(free_port(), REMBUK_SERVICES="none", **given)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Not started: there is no {missing} among what REMBUK_SERVICES=none allows.\n"


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = started(port)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Not started: port {port} cannot be listened on: Address already in use.\n"


def test_the_make_target_is_this() -> None:
    makefile = (ROOT / "Makefile").read_text()

    assert "serve-scaled: development" in makefile
    assert '-m deploy.scaled --port "$(PORT)"' in makefile
