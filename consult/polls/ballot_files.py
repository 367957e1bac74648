"""The ballots of a closed poll as a file, made while it is read."""

from collections.abc import Iterator
from itertools import chain

from consult.polls.models import Poll
from consult.polls.queries import ballots_to_recount
from consult.text.cells import written

COLUMNS = ("commitment", "ballot")


def ballots_csv(poll: Poll) -> Iterator[str]:
    """A CSV table: commitment and canonical ballot, in the order of the commitments."""
    return written(chain([COLUMNS], ballots_to_recount(poll)))
