"""report: the summary of a consultation as a file, as it stands now or as a new edition."""

from argparse import ArgumentParser
from pathlib import Path
from time import sleep
from typing import Any, Final

from django.utils import timezone

from consult.accounts.viewer import OPERATOR
from consult.management import command
from consult.reports.actions import freeze_edition
from consult.reports.editions.files import make_missing
from consult.reports.editions.frozen import LANGUAGES
from consult.reports.models import Edition
from consult.reports.queries import summary
from consult.reports.render import FORMATS

A_MOMENT: Final = 1.0  # seconds between looking whether another edition's files are done


class Command(command.Command):
    """report SLUG --format html|pdf|docx|csv|json --out FILE [--freeze]"""

    help = "Write the summary of a consultation into a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of contracts.md, for the formats that there are."""
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--out", required=True, type=Path, metavar="FILE")
        parser.add_argument("--language", default="id", choices=LANGUAGES)
        parser.add_argument("--freeze", action="store_true", help="as a new edition, which stays as it is")

    def run(self, *, slug: str, format: str, out: Path, language: str, freeze: bool, **_: Any) -> None:  # noqa: A002 - the option's name
        """Count, render, write."""
        now = timezone.now()
        with command.whole_file(out) as file:  # first: nothing is frozen for a file that cannot be written
            if freeze:
                file.write(frozen(freeze_edition(actor=OPERATOR, slug=slug, now=now), format, language))
            else:
                file.write(FORMATS[format](summary(slug, viewer=OPERATOR, now=now, language=language)))
        self.stdout.write(str(out))


def frozen(edition: Edition, form: str, language: str) -> bytes:
    """The file of an edition, made here and now with all the others: no worker is needed."""
    while not make_missing(edition.pk, clock=timezone.now):
        sleep(A_MOMENT)
    return bytes(edition.files.get(form=form, language=language).content)
