"""serve: daphne and one worker, stopped together, however the server ends."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any, Final

from django.conf import settings

from consult.management import command

CROWD: Final = 1024  # connections that wait at the same instant


class Command(command.Command):
    """serve [--port N]"""

    help = "Serve with daphne, and one worker beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def run(self, *, port: int, host: str, **_: Any) -> None:
        """Start the worker on a pipe, then become daphne. The pipe closes when daphne ends, even killed, and the worker with it."""
        reader, writer = os.pipe()
        os.set_inheritable(writer, True)
        manage = [sys.executable, str(settings.ROOT / "manage.py")]
        subprocess.Popen([*manage, "work", "--until-input-ends"], stdin=reader)  # nosec B603 - our own program, no shell
        os.close(reader)
        self.stdout.write(f"Rembuk: http://{host}:{port}")
        self.stdout.flush()
        application = ":".join(settings.ASGI_APPLICATION.rsplit(".", 1))
        os.execv(sys.executable, [sys.executable, "-m", "daphne", "-v", "0", "-e", endpoint(host, port), application])  # nosec B606 - the same


def endpoint(host: str, port: int) -> str:
    """Where daphne listens, in Twisted's words. Of its own it lets fifty wait to be let in, and cuts off whom a crowd leaves outside."""
    escaped = host.strip("[]").replace(":", r"\:")
    return f"tcp:port={port}:interface={escaped}:backlog={CROWD}"
