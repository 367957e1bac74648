"""import_draft: read a file into the draft of a consultation, and publish it where that is asked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from consult.accounts.viewer import OPERATOR
from consult.discussion.actions import publish_revision
from consult.documents.actions import import_draft
from consult.management import command


class Command(command.Command):
    """import_draft FILE --consultation SLUG [--title T] [--publish]"""

    help = "Import a file as the draft of a consultation."
    looked_up = "consultation"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of contracts.md."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--consultation", required=True, metavar="SLUG")
        parser.add_argument("--title", default="")
        parser.add_argument("--profile", default="auto")
        parser.add_argument("--publish", action="store_true")
        command.add_json(parser)

    def run(self, *, file: Path, consultation: str, title: str, profile: str, publish: bool, json: bool, **_: Any) -> None:
        """Import, then publish; each is whole or not at all."""
        now = timezone.now()
        data = command.read_file(file)
        revision = import_draft(actor=OPERATOR, slug=consultation, data=data, name=file.name, title=title, profile=profile, now=now)
        if publish:
            revision = publish_revision(actor=OPERATOR, slug=consultation, number=revision.number, now=now)
        for warning in revision.warnings:
            page = f"page {warning['page']}, " if "page" in warning else ""
            self.stderr.write(f"{file.name}, {page}line {warning['line']}: {warning['message']}")
        result = {"revision": revision.number, "status": revision.status, "sha256": revision.sha256, "warnings": revision.warnings}
        if json:
            self.print_json(result)
        else:
            self.stdout.write(f"{consultation}: revision {revision.number}, {revision.status}, SHA-256 {revision.sha256}")
