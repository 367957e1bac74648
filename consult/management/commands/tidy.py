"""tidy: throw away what has served its purpose, after the times that the privacy notice names."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from consult.accounts.actions import forget_expired_tokens
from consult.accounts.codes import forget_codes
from consult.discussion.letters import unsent_letters
from consult.discussion.queries import attachments
from consult.documents import pictures, supporting_documents
from consult.management import command
from consult.platform import files, idempotency, jobs, limits

JOB_DAYS = 7  # how long a finished job is kept, for who looks into a mail that did not come


class Command(command.Command):
    """tidy: run it once a day; a worker does so when it starts."""

    help = "Throw away old counters, keys, tokens, sessions, drafts, files and finished jobs; take up jobs that a killed worker left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """It takes none."""

    def run(self, **_: Any) -> None:
        """Each kind after its own time."""
        now = timezone.now()
        jobs.take_up_again(now=now)
        limits.forget(now=now)
        idempotency.forget(now=now)
        forget_expired_tokens(now=now)
        forget_codes(now=now)
        unsent_letters.forget_old(now=now)
        kinds = (attachments.known_names, supporting_documents.known_names, pictures.known_names())
        files.sweep(lambda names: set().union(*(known(names) for known in kinds)), now=now)
        call_command("clearsessions")
        call_command("prune_db_task_results", min_age_days=JOB_DAYS, verbosity=0)
