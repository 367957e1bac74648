"""close_poll: take no more votes, count them, and print the tally."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.viewer import OPERATOR
from consult.errors import NotFound
from consult.management import command, tally_text
from consult.polls.actions import close_poll
from consult.polls.queries import named_tally


class Command(command.Command):
    """close_poll ID [--json]"""

    help = "Close a poll, and print what came of it."
    looked_up = "poll"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which."""
        parser.add_argument("poll", metavar="ID")
        command.add_json(parser)

    def run(self, *, poll: str, json: bool, **_given: Any) -> None:
        """Close it and print the tally."""
        tally = named_tally(close_poll(actor=OPERATOR, poll_id=id_in(poll), now=timezone.now()))
        if json:
            self.print_json(tally)
            return
        self.stdout.write("\n".join(tally_text.lines(tally)))


def id_in(text: str) -> UUID:
    """The id.

    Raises:
        NotFound: it is none, so there is no such poll.
    """
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
