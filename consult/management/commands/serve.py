"""serve: daphne, once or several times, and one worker. Whichever ends is started again; they stop together, with their parent."""

import os
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic, sleep
from typing import Any, Final, NoReturn

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.utils.crypto import get_random_string

from consult.errors import BadInput
from consult.management import command
from consult.management.parent_watch import when_input_ends

PATIENCE: Final = 10  # seconds for each to end what it is at
PORT: Final = 8000
QUICK: Final = 10.0  # seconds; what ends within them has hardly been up
QUICK_ENDS: Final = 5  # of one, in a row, after which it is given up
PAUSE: Final = 1.0  # seconds, times the quick ends


@dataclass
class Child:
    """A server or the worker: what it is called, how it is started, and how it fared."""

    name: str
    arguments: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    quick_ends: int = 0

    def start(self) -> None:
        """Start it, or start it again."""
        self.began, self.process = monotonic(), started(*self.arguments)

    def has_ended(self, code: int) -> str:
        """How it ended, in words; it is counted whether that was soon after its start."""
        if self.process is not None:
            self.process.returncode = code
            if self.process.stdin is not None:
                self.process.stdin.close()
        self.quick_ends = self.quick_ends + 1 if monotonic() - self.began < QUICK else 0
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with status {code}"


class Command(command.Command):
    """serve [--port N]… [--host H] [--until-input-ends]"""

    help = "Serve with daphne, and one worker beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and how long."""
        parser.add_argument("--port", type=int, action="append", dest="ports", metavar="N", help="given several times: a server at each")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--until-input-ends", action="store_true", help="stop when standard input is closed")

    def run(self, *, ports: list[int] | None, host: str, until_input_ends: bool, verbosity: int, **_: Any) -> None:
        """Run all until told to stop; whichever ends is started again.

        Raises:
            BadInput: a port is none, somebody else listens there, or there are several for what one process alone can serve.
            CommandError: one of them ended again and again as soon as it was started.
        """
        chosen = ports or [PORT]
        check_parts(len(chosen))
        for port in chosen:
            check_port(host, port)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        if until_input_ends:
            when_input_ends(partial(os.kill, os.getpid(), signal.SIGTERM))
        servers = [Child(f"the server at port {port}", ("listen", f"--port={port}", f"--host={host}")) for port in chosen]
        children = [*servers, Child("the worker", ("work", f"--name={get_random_string(32)}"))]
        try:
            for child in children:
                child.start()
            if verbosity:
                self.stdout.write(f"Rembuk: {' '.join(f'http://{host}:{port}' for port in chosen)}")
                self.stdout.flush()
            self.keep(children)
        except KeyboardInterrupt:
            self.stdout.write("")
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)  # told once more, it would leave them behind in the middle
            stop([child.process for child in children if child.process is not None])

    def keep(self, children: Sequence[Child]) -> NoReturn:
        """Start again whichever ends, and say so.

        Raises:
            CommandError: it is of no use.
        """
        while True:
            ended, status = os.wait()
            child = next((child for child in children if child.process is not None and child.process.pid == ended), None)
            if child is None:  # one of theirs that was left to us, where this is the first process of a container
                continue
            how = child.has_ended(os.waitstatus_to_exitcode(status))
            if child.quick_ends >= QUICK_ENDS:
                raise CommandError(f"{child.name} {how}, {QUICK_ENDS} times soon after its start, so everything stops", returncode=1)
            self.stderr.write(f"{child.name} {how}; it is started again")
            sleep(PAUSE * child.quick_ends)  # backing off
            child.start()


def check_parts(servers: int) -> None:
    """Refuse several servers where they would not share a database that takes them, and a bell between them.

    Raises:
        BadInput: saying what is missing.
    """
    has_bell = "InMemory" not in settings.CHANNEL_LAYERS["default"]["BACKEND"]
    if servers > 1 and not (connection.vendor == "postgresql" and has_bell):
        raise BadInput("serve.parts", field="port")


def check_port(host: str, port: int) -> None:
    """Refuse a port that cannot be listened on.

    Raises:
        BadInput: naming it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host.strip("[]"), port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise BadInput("serve.port", field="port", given=port, reason=reason) from error


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """One of our own commands, tied to this process by its standard input."""
    manage = [sys.executable, str(settings.ROOT / "manage.py")]
    return subprocess.Popen([*manage, *arguments, "--until-input-ends"], stdin=subprocess.PIPE)  # nosec B603


def stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """End them all: kindly first."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
