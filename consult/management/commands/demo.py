"""demo: loads the demonstration once, and says who can sign in."""

import sys
from argparse import ArgumentParser
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from consult.accounts.viewer import OPERATOR
from consult.consultations.queries import visible_consultations
from consult.consultations.rights import phase_of
from consult.errors import NotPossible
from consult.management import command
from consult.management.demonstration import loading
from consult.management.demonstration.cast import cast
from consult.management.demonstration.crowd import Size
from consult.management.progress import watched

SIZES: Final = {"small": None, "large": Size()}


class Command(command.Command):
    """demo [--reset] [--size small|large] [--json]"""

    help = "Load the demonstration, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of contracts.md."""
        parser.add_argument("--reset", action="store_true", help="empty the whole database first")
        parser.add_argument(
            "--size",
            choices=list(SIZES),
            default="small",
            help="large: with a crowd of thousands, who all speak and vote; that takes half an hour",
        )
        command.add_json(parser)

    def run(self, *, reset: bool, size: str, json: bool, **_: Any) -> None:
        """Load it where it is not there, and print who is in it."""
        if not settings.DEMONSTRATION:
            raise NotPossible("demo.production")
        now = timezone.now()
        if reset:
            call_command("flush", interactive=False, verbosity=0)
        if not loading.is_loaded(SIZES[size]):
            loading.load(now=now, size=SIZES[size], watched=partial(watched, on=sys.stderr))
        if json:
            self.print_json({"people": self.people(now=now), "consultations": self.consultations(now=now)})
        else:
            self.print_people()

    def people(self, *, now: Any) -> list[dict[str, str]]:
        """Everybody with a fresh token."""
        return [{"name": who.name, "email": who.email, "role": who.role, "token": loading.fresh_token(who, now=now)} for who in cast()]

    def consultations(self, *, now: Any) -> list[dict[str, str]]:
        """Each consultation and its phase."""
        return [{"slug": row.slug, "phase": phase_of(row, now=now).value} for row in visible_consultations(viewer=OPERATOR)]

    def print_people(self) -> None:
        """Who can sign in, and how."""
        self.stdout.write("Sign in with one of these addresses; the code comes as a mail, printed in this window:")
        for who in cast():
            self.stdout.write(f"  {who.role:14} {who.email:24} {who.name}")
