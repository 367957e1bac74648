"""Throwing away what a bench has written and committed."""

from django.core.management import call_command
from django.db import connection

from consult.discussion.search.post_index import INDEX
from consult.platform.search.schema import put_up, take_down


def empty() -> None:
    """Empty every table. The index of words goes first: SQLite would forget each post's words securely, one after the other."""
    take_down(INDEX, connection)
    call_command("flush", interactive=False, verbosity=0)
    put_up(INDEX, connection)
