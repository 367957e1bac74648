"""The ballots of a closed poll as a file, made while it is read."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import chain

from consult.polls.models import Poll
from consult.polls.queries import ballots_to_recount

COLUMNS = ("commitment", "ballot")


def ballots_csv(poll: Poll) -> Iterator[str]:
    """A CSV table, RFC 4180: commitment and canonical ballot, in the order of the commitments.

    No cell can be a formula: one is hexadecimal digits, the other JSON of ids.
    """
    out = StringIO(newline="")
    write = csv.writer(out).writerow
    for row in chain([COLUMNS], ballots_to_recount(poll)):
        write(row)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
