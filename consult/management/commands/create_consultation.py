"""create_consultation: a consultation with its team, open from now on where days are given."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.utils import timezone

from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import Details, Text, create_consultation, open_consultation
from consult.consultations.rules import Moderation, TeamRole
from consult.errors import BadInput
from consult.management import command

MOST_DAYS = 3_650


class Command(command.Command):
    """create_consultation SLUG --title T [--institution I] [--official EMAIL]… [--moderator EMAIL]… [--open-for DAYS]"""

    help = "Create a consultation with its team and the default house rules; open it where --open-for is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of contracts.md, and the texts of the consultation."""
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--title", required=True)
        parser.add_argument("--summary", default="")
        parser.add_argument("--question", default="")
        parser.add_argument("--language", default="id", choices=["id", "en"], help="the language of title, summary and question")
        parser.add_argument("--institution", default="")
        parser.add_argument("--contact", default="")
        parser.add_argument("--legal-basis", default="")
        parser.add_argument("--announcement", default="")
        parser.add_argument("--official", action="append", default=[], metavar="EMAIL")
        parser.add_argument("--moderator", action="append", default=[], metavar="EMAIL")
        parser.add_argument("--open-for", type=int, metavar="DAYS")
        parser.add_argument("--moderation", default=Moderation.BEFORE.value, choices=[mode.value for mode in Moderation])
        parser.add_argument("--practice", action="store_true", help="a place to learn in, marked on every page")

    def run(self, *, slug: str, title: str, summary: str, question: str, language: str, open_for: int | None, **given: Any) -> None:
        """Create it and, where days are given, open it."""
        now = timezone.now()
        if open_for is not None and not 1 <= open_for <= MOST_DAYS:
            raise BadInput("input.days", field="open_for", limit=MOST_DAYS)
        create_consultation(
            actor=OPERATOR,
            slug=slug,
            texts=[Text(language, title, summary, question)],
            details=details(given),
            team={TeamRole.OFFICIAL: given["official"], TeamRole.MODERATOR: given["moderator"]},
            now=now,
        )
        if open_for is not None:
            open_consultation(actor=OPERATOR, slug=slug, closes_at=now + timedelta(days=open_for), now=now)
        self.stdout.write(slug)


def details(given: dict[str, Any]) -> Details:
    """Who asks, on what ground, how it is moderated."""
    return Details(
        moderation=Moderation(given["moderation"]),
        institution=given["institution"],
        contact=given["contact"],
        legal_basis=given["legal_basis"],
        announcement=given["announcement"],
        practice=given["practice"],
    )
