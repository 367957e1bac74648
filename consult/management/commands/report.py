"""report: the summary of a consultation as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from consult.accounts.viewer import OPERATOR
from consult.management import command
from consult.reports.queries import summary
from consult.reports.render import FORMATS


class Command(command.Command):
    """report SLUG --format html|pdf|docx|csv|json --out FILE"""

    help = "Write the summary of a consultation into a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of contracts.md, for the formats that there are."""
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--out", required=True, type=Path, metavar="FILE")
        parser.add_argument("--language", default="id", choices=["id", "en"])

    def run(self, *, slug: str, format: str, out: Path, language: str, **_: Any) -> None:  # noqa: A002 - the option's name
        """Count, render, write."""
        made = summary(slug, viewer=OPERATOR, now=timezone.now(), language=language)
        command.write_file(out, FORMATS[format](made))
        self.stdout.write(str(out))
