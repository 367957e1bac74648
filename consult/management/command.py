"""What all commands share: a refusal becomes one line on standard error and exit 2; JSON goes alone to standard output."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from consult.errors import BadInput, Refusal


class OneLineParser(CommandParser):
    """A parser whose errors are one line that names the option."""

    def error(self, message: str) -> NoReturn:
        """Exit 2 with the message alone."""
        sys.stderr.write(f"{self.prog}: {message}\n")
        sys.exit(2)


class Command(BaseCommand):
    """A command of the domain. Subclasses write `run(**options)`; what they may raise is a Refusal."""

    run: Callable[..., None]

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The usual parser, with errors of one line."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = OneLineParser
        return parser

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and turn a refusal into exit 2."""
        try:
            self.run(**options)
        except Refusal as refusal:
            field = f"{refusal.field}: " if isinstance(refusal, BadInput) else ""
            raise CommandError(f"{field}{refusal.sentence()}", returncode=2) from refusal
        except DatabaseError as error:
            told = str(error).strip().partition("\n")[0]
            raise CommandError(f"database: {told} (is it there, and has `manage.py migrate` been run?)", returncode=2) from error

    def print_json(self, value: object) -> None:
        """One JSON value on standard output."""
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=1))


def add_json(parser: ArgumentParser) -> None:
    """The option `--json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON value on standard output and nothing else")


def read_file(path: Path) -> bytes:
    """The bytes of a file that was named on the command line.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput("draft.unreadable", field="file", name=path.name, reason=error.strerror or "unreadable") from error


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or none: into a neighbour first, which then takes its name.

    Raises:
        BadInput: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise BadInput("file.unwritable", field="out", name=str(path), reason=error.strerror or "unwritable") from error
