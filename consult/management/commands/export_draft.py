"""export_draft: a revision of a consultation's draft as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from consult.accounts.viewer import OPERATOR
from consult.documents.export import any_draft
from consult.formats.writers.writer_table import FORMATS
from consult.management import command


class Command(command.Command):
    """export_draft SLUG --format akn|docx|html|json|csv [--revision N] --out FILE"""

    help = "Write a revision of a draft into a file, published or not; the latest where none is named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of contracts.md."""
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--revision", type=int, metavar="N")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE")

    def run(self, *, slug: str, format: str, revision: int | None, out: Path, **_: Any) -> None:  # noqa: A002 - the option's name
        """Take, render, write: the whole file or none."""
        draft = any_draft(slug, actor=OPERATOR, now=timezone.now(), revision=revision)
        command.write_file(out, FORMATS[format].render(draft))
        self.stdout.write(str(out))
