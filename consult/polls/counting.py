"""How the ballots of each kind of poll are counted: which method, and what it makes of a canonical ballot."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from consult.polls.methods import plurality
from consult.polls.methods.outcome import Outcome
from consult.polls.rules import Kind


@dataclass(frozen=True)
class Method:
    """A method by its name, and its count."""

    name: str
    count: Callable[..., Outcome]


METHODS: Final[Mapping[Kind, Method]] = {Kind.SINGLE: Method(plurality.METHOD, plurality.count)}


def tallied(kind: Kind, ballots: Mapping[str, int], *, options: Sequence[str], lot: Sequence[str]) -> Outcome:
    """Count distinct canonical ballots.

    Args:
        ballots: canonical ballot, and how many there are of it.
        options: ids of all options in the order in which they are listed.
        lot: the same in the order that breaks ties.
    """
    profile: dict[Any, int] = {json.loads(ballot): number for ballot, number in ballots.items()}
    return METHODS[kind].count(profile, options=options, lot=lot)
