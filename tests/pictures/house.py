"""The house that is pictured: a database of its own in a folder that goes away, and a real server on it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
SETTINGS: Final = "tests.pictures.settings"
PATIENCE: Final = 60.0  # seconds for a start


@contextmanager
def opened(port: int) -> Iterator[str]:
    """The address of an empty house, while the `with` lasts. What this process starts lives in it too."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3",
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "PUBLIC_ADDRESS": f"http://127.0.0.1:{port}",
            "PYTHONPATH": str(ROOT),
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright's event loop goes on in the thread that asks the database
        }
        manage("migrate", "--verbosity", "0", "--skip-checks")
        with subprocess.Popen(command("listen", f"--port={port}", "--until-input-ends"), cwd=ROOT, stdin=subprocess.PIPE) as server:
            try:
                wait_for(port, server)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.kill()


def command(*arguments: str) -> list[str]:
    """One of Rembuk's commands."""
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def manage(*arguments: str) -> None:
    """Run one of them to its end, without a word."""
    subprocess.run(command(*arguments), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Return when the server answers."""
    until = time.monotonic() + PATIENCE
    while not answers(port):
        assert server.poll() is None, "the server ended at its start"
        assert time.monotonic() < until, "the server does not answer"
        time.sleep(0.1)


def answers(port: int) -> bool:
    """Whether it does."""
    try:
        asked = HTTPConnection("127.0.0.1", port, timeout=5)
        asked.request("GET", "/health/ready")
        return asked.getresponse().status == 200
    except (OSError, HTTPException):
        return False


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
