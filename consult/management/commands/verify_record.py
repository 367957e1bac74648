"""verify_record: go through the record, and name the first thing that does not fit."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from consult.management import command
from consult.record.checks.verification import verify


class Command(command.Command):
    """verify_record [SLUG]: exit 0 where all holds, 1 where something does not fit, 2 where there is no such chain."""

    help = "Recompute every chain and every row's digest."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One consultation, or all."""
        parser.add_argument("slug", metavar="SLUG", nargs="?")
        parser.add_argument("--head", metavar="HASH", help="a head that was printed earlier; it has to stand in the chain")

    def run(self, *, slug: str | None, head: str | None, **_: Any) -> None:
        """Print the heads, to compare with printed ones; exit 1 with the first fault."""
        result = verify(slug, head=head)
        if result.faults:
            for fault in result.faults[1:]:
                self.stderr.write(f"also: {fault}")
            raise CommandError(str(result.faults[0]), returncode=1)
        for name, head in result.heads.items():
            self.stdout.write(f"{name}: {head}")
        self.stdout.write(f"{result.entries} entries, {len(result.heads)} chains: all hold")
