"""open_data: everything that is public of a consultation, in a file that checks itself."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from consult.accounts.viewer import OPERATOR
from consult.management import command
from consult.record.open_data.bundle import write_bundle


class Command(command.Command):
    """open_data SLUG --out FILE.zip"""

    help = "Write the open data of a consultation into a zip file, with the program that checks it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Of which, and where to."""
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.zip")

    def run(self, *, slug: str, out: Path, **_: Any) -> None:
        """Write it."""
        with command.whole_file(out) as file:
            write_bundle(slug, viewer=OPERATOR, now=timezone.now(), out=file)
        self.stdout.write(str(out))
