"""What all commands share: a refusal becomes one line on standard error and exit 2; JSON goes alone to standard output."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EBADF, EISDIR
from os import strerror
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, NoReturn, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.db import DatabaseError

from consult.errors import BadInput, NotFound, Refusal
from consult.platform.markup import one_line
from consult.sentences import sentence_of

MOST_BYTES = 100_000_000  # that are read of a file; nothing larger is taken anywhere


class OneLineParser(CommandParser):
    """A parser whose errors are one line that names the option."""

    def error(self, message: str) -> NoReturn:
        """Exit 2 with the message alone."""
        sys.stderr.write(one_line(f"{self.prog}: {message}") + "\n")
        sys.exit(2)


class Printed(OutputWrapper):
    """Standard output that may be closed or full: then it is refused, like any file that cannot be written."""

    def __init__(self, out: TextIO | None) -> None:
        super().__init__(out)  # type: ignore[arg-type]  # None where it is closed
        self.out = out

    def write(  # type: ignore[override]  # as Django has it
        self, msg: str = "", style_func: Callable[[str], str] | None = None, ending: str | None = None
    ) -> None:
        """Write it.

        Raises:
            BadInput: it cannot be written.
        """
        with self.written():
            super().write(msg, style_func, ending)

    def flush(self) -> None:
        """Write what is held back.

        Raises:
            BadInput: it cannot be written.
        """
        if self.out is not None:  # with nothing to say, nobody minds that there is nowhere to say it
            with self.written():
                super().flush()

    @contextmanager
    def written(self) -> Iterator[None]:
        """A refusal in place of an error."""
        try:
            if self.out is None:
                raise OSError(EBADF, strerror(EBADF))
            yield
        except OSError as error:
            if self.out is sys.__stdout__ and self.out is not None:
                os.dup2(os.open(os.devnull, os.O_WRONLY), self.out.fileno())  # what is held back is thrown away when the program ends
            raise BadInput("file.unwritable", field="stdout", name="stdout", reason=error.strerror or "unwritable") from error


class Command(BaseCommand):
    """A command of the domain. Subclasses write `run(**options)`; what they may raise is a Refusal."""

    run: Callable[..., None]
    looked_up: ClassVar[str] = "slug"  # the option under which something may not be found

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The usual parser, with errors of one line; options are written in full, so that a new one never changes what is meant."""
        parser = super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)
        parser.__class__ = OneLineParser
        return parser

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and turn a refusal into exit 2."""
        self.stdout = Printed(cast("TextIO | None", self.stdout._out))
        try:
            self.run(**options)
            self.stdout.flush()
        except Refusal as refusal:
            raise CommandError(self.told(refusal, options), returncode=2) from refusal
        except DatabaseError as error:
            told = str(error).strip().partition("\n")[0]
            raise CommandError(f"database: {told} (is it there, and has `manage.py migrate` been run?)", returncode=2) from error

    def told(self, refusal: Refusal, options: Mapping[str, Any]) -> str:
        """The refusal as one line that names the option, where one is to blame."""
        blamed = refusal.field if isinstance(refusal, BadInput) else ""
        if isinstance(refusal, NotFound) and self.looked_up in options:
            blamed = f"{self.looked_up} {options[self.looked_up]}"
        return one_line(f"{blamed}: {sentence_of(refusal)}" if blamed else sentence_of(refusal))

    def print_json(self, value: object) -> None:
        """One JSON value on standard output."""
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=1))


def add_json(parser: ArgumentParser) -> None:
    """The option `--json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON value on standard output and nothing else")


def read_file(path: Path) -> bytes:
    """The bytes of a file that was named on the command line, or of one that is too large as many as show that.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput("draft.unreadable", field="file", name=path.name, reason=error.strerror or "unreadable") from error


def write_file(path: Path, data: bytes, *, field: str = "out") -> None:
    """Write a whole file or none. `field`: the option that names it.

    Raises:
        BadInput: it cannot be written.
    """
    with whole_file(path, field=field) as file:
        file.write(data)


@contextmanager
def whole_file(path: Path, *, field: str = "out") -> Iterator[BinaryIO]:
    """A file to write into: a neighbour first, which takes its name once all is written. It is there before anything else is done.

    Raises:
        BadInput: it cannot be written.
    """
    if not path.name:
        raise BadInput("file.unwritable", field=field, name=str(path), reason=strerror(EISDIR))
    draft = path.with_name(f".{path.name}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, strerror(EISDIR))
        with draft.open("wb") as file:
            yield file
        draft.replace(path)
    except OSError as error:
        raise BadInput("file.unwritable", field=field, name=str(path), reason=error.strerror or "unwritable") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
