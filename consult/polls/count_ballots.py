"""How the ballots of each kind of poll are counted: by which method."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from consult.polls.rules import Kind
from consult.tally.canonical_ballots import profile_of
from consult.tally.method_table import METHODS, Method
from consult.tally.outcome import Outcome

METHOD_OF: Final[Mapping[Kind, Method]] = {Kind.SINGLE: METHODS["plurality"]}


def tallied(kind: Kind, ballots: Iterable[tuple[str, int]], *, options: Sequence[str], lot: Sequence[str]) -> Outcome:
    """Count distinct canonical ballots.

    Args:
        ballots: canonical ballot, and how many there are of it.
        options: ids of all options in the order in which they are listed.
        lot: the same in the order that breaks ties.
    """
    method = METHOD_OF[kind]
    return method.count(profile_of(method.reads[0], ballots, options=options), lot=lot)
