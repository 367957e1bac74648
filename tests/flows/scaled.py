"""`make serve-scaled` as whoever starts it has it: a process that prints, an address, and commands beside it."""

import fcntl
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from deploy.scaled import LOG, ROOT
from deploy.services import free_port
from tests.flows.main_job import CODE, House

PATIENCE: Final = 300.0  # seconds until all is up, on a machine that has other work too
READY: Final = "Rembuk: "
TAKEN: Final = ("DATABASE_URL", "REDIS_URL", "PUBLIC_ADDRESS", "TRUSTED_PROXIES", "ALLOWED_HOSTS", "BALANCER")


class Scaled(House):
    """All of it, started."""

    def __init__(self, **variables: str) -> None:
        self.port = free_port()
        self.printed: list[str] = []
        LOG.unlink(missing_ok=True)
        kept = {name: value for name, value in os.environ.items() if name not in TAKEN}
        self.environment = {**kept, "DJANGO_SETTINGS_MODULE": "deploy.settings.local", "PYTHONUNBUFFERED": "1", **variables}
        command = [sys.executable, "-m", "deploy.scaled", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as window:
            for said in window:
                self.printed.append(said)

    def until(self, found: Callable[[str], str | None]) -> str:
        """What is found in all that was printed so far, once it is there."""
        end = time.monotonic() + PATIENCE
        while True:
            if there := found("".join(self.printed)):
                return there
            assert self.process.poll() is None, "".join(self.printed)
            assert time.monotonic() < end, "".join(self.printed)
            time.sleep(0.05)

    def is_up(self) -> None:
        """Wait for it; then commands reach it as it says."""
        said = self.until(lambda text: line(text, "Commands: "))
        self.environment |= dict(word.split("=", 1) for word in shlex.split(said) if "=" in word)

    def manage(self, *words: str) -> str:
        """As a process of its own."""
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def code_for(self, email: str) -> str:
        """From the window in which it runs: of the last mail to them, once that is the one with a code."""
        mail, ends = f"\nTo: {email}\n", f"\n{'-' * 79}\n"
        return self.until(lambda text: code_in(text.rpartition(mail)[2].partition(ends)[0]) if mail in text else None)

    def ends(self, how: signal.Signals) -> int:
        """Told to stop; its exit status."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def answers(self) -> bool:
        """Whether anybody listens there."""
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


@contextmanager
def scaled(**variables: str) -> Iterator[Scaled]:
    """It, while it is needed. One at a time: all write their requests down in the same file."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = Scaled(**variables)
        try:
            made.is_up()
            yield made
        finally:
            made.ends(signal.SIGTERM)


def line(text: str, beginning: str) -> str | None:
    """The line that begins so, once it is whole."""
    found = re.search(rf"^{re.escape(beginning)}(.*)\n", text, re.MULTILINE)
    return found[1] if found else None


def code_in(mail: str) -> str | None:
    """The code in a mail."""
    found = CODE.search(mail)
    return found[0] if found else None
