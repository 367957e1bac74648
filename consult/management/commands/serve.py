"""serve: daphne and one worker, stopped together, whichever of them or their parent ends first and however."""

import os
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.core.management.base import CommandError

from consult.errors import BadInput
from consult.management import command

PATIENCE: Final = 10  # seconds for each to end what it is at


class Command(command.Command):
    """serve [--port N]"""

    help = "Serve with daphne, and one worker beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def run(self, *, port: int, host: str, **_: Any) -> None:
        """Run both until one ends, or until told to stop.

        Raises:
            BadInput: the port is none, or somebody else listens there.
            CommandError: one of them ended of its own.
        """
        check_port(host, port)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        children = {started("listen", f"--port={port}", f"--host={host}"): "the server", started("work"): "the worker"}
        self.stdout.write(f"Rembuk: http://{host}:{port}")
        self.stdout.flush()
        try:
            ended, _status = os.wait()
            name = next(name for child, name in children.items() if child.pid == ended)
            raise CommandError(f"{name} has ended, so everything stops", returncode=1)
        except KeyboardInterrupt:
            self.stdout.write("")
        finally:
            stop(list(children))


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
