"""serve: daphne, once or several times, and one worker; stopped together, whichever of them or their parent ends first and however."""

import os
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from consult.errors import BadInput
from consult.management import command
from consult.management.tether import when_input_ends

PATIENCE: Final = 10  # seconds for each to end what it is at
PORT: Final = 8000


class Command(command.Command):
    """serve [--port N]… [--host H] [--until-input-ends]"""

    help = "Serve with daphne, and one worker beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and how long."""
        parser.add_argument("--port", type=int, action="append", dest="ports", metavar="N", help="given several times: a server at each")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--until-input-ends", action="store_true", help="stop when standard input is closed")

    def run(self, *, ports: list[int] | None, host: str, until_input_ends: bool, verbosity: int, **_: Any) -> None:
        """Run all until one ends, or until told to stop.

        Raises:
            BadInput: a port is none, somebody else listens there, or there are several for what one process alone can serve.
            CommandError: one of them ended of its own.
        """
        chosen = ports or [PORT]
        check_parts(len(chosen))
        for port in chosen:
            check_port(host, port)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        if until_input_ends:
            when_input_ends(partial(os.kill, os.getpid(), signal.SIGTERM))
        children = {started("listen", f"--port={port}", f"--host={host}"): "a server" for port in chosen} | {started("work"): "the worker"}
        if verbosity:
            self.stdout.write(f"Rembuk: {' '.join(f'http://{host}:{port}' for port in chosen)}")
            self.stdout.flush()
        try:
            ended, _status = os.wait()
            name = next(name for child, name in children.items() if child.pid == ended)
            raise CommandError(f"{name} has ended, so everything stops", returncode=1)
        except KeyboardInterrupt:
            self.stdout.write("")
        finally:
            stop(list(children))


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
