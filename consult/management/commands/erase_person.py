"""erase_person: take everything that identifies a person out of the database, and say what stays and why."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from consult.accounts.queries import account_of
from consult.accounts.viewer import OPERATOR
from consult.errors import NotFound
from consult.management import command
from consult.platform.vacuum import InUse
from consult.record.erasure.erase_person import erase_person
from consult.record.erasure.personal_tables import rewrite_personal
from consult.record.own_data.holdings import Holdings, holdings


class Command(command.Command):
    """erase_person EMAIL: exit 0 where it was done, 2 where nobody has that address or something is in the way."""

    help = "Erase a person: their account, names and words go; counts, the replies of others and the record stay."
    looked_up = "email"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom."""
        parser.add_argument("email", metavar="EMAIL")
        command.add_json(parser)

    def run(self, *, email: str, json: bool, **_given: Any) -> None:
        """Count what there is, erase, write the files anew, and tell."""
        account = account_of(email)
        if account is None:
            raise NotFound("erase.nobody")
        found = holdings(account.person, now=timezone.now())
        erase_person(actor=OPERATOR, person_id=account.person_id, now=timezone.now())
        rewritten = rewrites()
        if json:
            self.print_json(as_json(account.person_id, found, rewritten=rewritten))
            return
        for line in told(found, rewritten=rewritten):
            self.stdout.write(line)


def rewrites() -> bool:
    """Whether the tables could be written anew at once; else a worker does it."""
    try:
        rewrite_personal()
    except InUse:
        return False
    return True


def as_json(person_id: UUID, found: Holdings, *, rewritten: bool) -> dict[str, object]:
    """What was erased, how much of what went, and what was kept and why."""
    return {
        "person": str(person_id),
        "erased": [{"what": holding.code, "n": holding.n} for holding in found.goes],
        "kept": [{"what": holding.code, "n": holding.n, "why": str(holding.why)} for holding in found.stays],
        "files_rewritten": rewritten,
    }


def told(found: Holdings, *, rewritten: bool) -> Iterator[str]:
    """The same in words, a line each."""
    yield _("Erased:")
    for holding in found.goes:
        yield f"  {holding.n} × {holding.what}"
    yield _("Kept:")
    for holding in found.stays:
        yield f"  {holding.n} × {holding.what}: {holding.why}"
    if not rewritten:
        yield _("The tables are in use just now; a worker writes them anew, so that the words leave the files of the database, too.")
