"""import_draft: read a file into the draft of a consultation, as its next revision, and publish it where that is asked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from consult.accounts.viewer import OPERATOR
from consult.documents.actions import import_draft
from consult.documents.models import Revision
from consult.documents.rules import RevisionKind
from consult.errors import NotPossible
from consult.management import command
from consult.proposals.actions import publish_revision


class Command(command.Command):
    """import_draft FILE --consultation SLUG [--title T] [--publish] [--correction]"""

    help = "Import a file as the draft of a consultation, or as the next version of it."
    looked_up = "consultation"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of contracts.md, and what a further revision may need."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--consultation", required=True, metavar="SLUG")
        parser.add_argument("--title", default="")
        parser.add_argument("--profile", default="auto")
        parser.add_argument("--publish", action="store_true", help="exit 2 and change nothing where doubtful links remain")
        parser.add_argument("--correction", action="store_true", help="it mends slips alone")
        parser.add_argument("--another-text", action="store_true", help="take it, even if nothing in it is like the version before")
        command.add_json(parser)

    def run(
        self,
        *,
        file: Path,
        consultation: str,
        title: str,
        profile: str,
        publish: bool,
        correction: bool,
        another_text: bool,
        json: bool,
        **_: Any,
    ) -> None:
        """Import, then publish; each is whole or not at all. What could not be published for its doubtful links is not imported."""
        now = timezone.now()
        asked: dict[str, Any] = {"name": file.name, "title": title, "profile": profile, "is_another_text": another_text}
        asked |= {"kind": RevisionKind.CORRECTION if correction else RevisionKind.REGULAR, "takes_doubts": not publish}
        data = command.read_file(file)
        try:
            revision = import_draft(actor=OPERATOR, slug=consultation, data=data, now=now, **asked)
        except NotPossible as refusal:
            self.tell_doubtful(file.name, refusal)
            raise
        if publish:
            revision = publish_revision(actor=OPERATOR, slug=consultation, number=revision.number, now=now)
        self.tell(file.name, consultation, revision, json=json)

    def tell_doubtful(self, name: str, refusal: NotPossible) -> None:
        """A line for each link that a person has to look at."""
        links: Any = refusal.facts.get("links", ())
        for before, after in links:
            self.stderr.write(f"{name}: doubtful: {before or '(new)'} → {after or '(removed)'}")

    def tell(self, name: str, consultation: str, revision: Revision, *, json: bool) -> None:
        """The revision, and its warnings beside."""
        for warning in revision.warnings:
            page = f"page {warning['page']}, " if "page" in warning else ""
            self.stderr.write(f"{name}, {page}line {warning['line']}: {warning['message']}")
        result = {"revision": revision.number, "status": revision.status, "sha256": revision.sha256, "warnings": revision.warnings}
        if json:
            self.print_json(result)
        else:
            self.stdout.write(f"{consultation}: revision {revision.number}, {revision.status}, SHA-256 {revision.sha256}")
