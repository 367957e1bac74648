"""listen: daphne alone, as `serve` runs it."""

import os
import runpy
import sys
from argparse import ArgumentParser
from functools import partial
from typing import Any, Final

from django.conf import settings

from consult.management import command
from consult.management.parent_watch import when_input_ends

CROWD: Final = 1024  # connections that wait at the same instant


class Command(command.Command):
    """listen [--port N] [--host H] [--until-input-ends]"""

    help = "Serve with daphne, without a worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and how long."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--until-input-ends", action="store_true", help="stop when standard input is closed")

    def run(self, *, port: int, host: str, until_input_ends: bool, **_: Any) -> None:
        """Serve until told to stop. Whoever started it and is gone was killed: then nothing is waited for."""
        if until_input_ends:
            when_input_ends(partial(os._exit, 1))
        application = ":".join(settings.ASGI_APPLICATION.rsplit(".", 1))
        sys.argv = ["daphne", "-v", "0", "-e", endpoint(host, port), application]
        runpy.run_module("daphne", run_name="__main__")  # as `python -m daphne`: a program, not a part of the domain


def endpoint(host: str, port: int) -> str:
    """Where daphne listens, in Twisted's words. Of its own it lets fifty wait to be let in, and cuts off whom a crowd leaves outside."""
    escaped = host.strip("[]").replace(":", r"\:")
    return f"tcp:port={port}:interface={escaped}:backlog={CROWD}"
