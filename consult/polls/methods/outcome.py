"""What goes into a count, and what comes out of it. Plain values: whole numbers, and names of options."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Round:
    """One stage of a count: what each option has, who is elected or goes in it, and how many ballots count for none."""

    tallies: Mapping[str, str]
    elected: Sequence[str] = ()
    eliminated: Sequence[str] = ()
    exhausted: str = "0"


@dataclass(frozen=True)
class Tie:
    """Options that were equal where it mattered, in the order that broke the tie, and what broke it."""

    between: Sequence[str]
    broken_by: str


@dataclass(frozen=True)
class Outcome:
    """The outcome of a count: numbers are whole, or text with the method's own decimals.

    `ballots` counts those who abstained too; `abstained` are of them.
    """

    method: str
    options: Sequence[str]
    ballots: int
    abstained: int
    winners: Sequence[str]
    rounds: Sequence[Round]
    ties: Sequence[Tie] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON values, in the shape of the command `tally`."""
        values: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return values
