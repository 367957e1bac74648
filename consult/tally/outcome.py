"""What comes out of a count. Plain values: names of options, whole numbers, and text with a method's own decimals."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final

from consult.tally.profile import Profile


class By(StrEnum):
    """What broke a tie."""

    LOT = "lot"  # the order that was drawn, or that the file gives
    EARLIER = "earlier_stage"  # the last stage before in which they were not equal
    DUEL = "duel"  # more voters prefer it to the other
    POINTS = "points"  # its sum of points
    BEST_MARKS = "best_marks"  # how many gave it the best mark
    VOTERS = "voters"  # how many voters supported it


@dataclass(frozen=True)
class Round:
    """One stage of a count: what each option has, who is elected or goes in it, and how many ballots count for none."""

    tallies: Mapping[str, str]
    elected: Sequence[str] = ()
    eliminated: Sequence[str] = ()
    exhausted: str = "0"


@dataclass(frozen=True)
class Tie:
    """Options that were equal where it mattered, in the order that broke the tie (the first goes before the others), and what broke it."""

    between: Sequence[str]
    broken_by: str


@dataclass(frozen=True)
class Outcome:
    """The outcome of a count. `ballots` counts those who abstained too; `abstained` are of them.

    What a method does not have is left empty, and out of `plain`:
    `quota`: how much elects.
    `pairwise`: "A>B" → how many prefer A to B.
    `scores`: option → what the method compares.
    `figures`: option → name of a figure → number; what helps to read the result and decides nothing by itself.
    `completion`: how a budget was filled where the method itself left some of it.
    """

    method: str
    options: Sequence[str]
    ballots: int
    abstained: int
    winners: Sequence[str]
    rounds: Sequence[Round]
    ties: Sequence[Tie] = ()
    quota: str = ""
    pairwise: Mapping[str, int] = field(default_factory=dict)
    scores: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    completion: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON values, in the shape of the command `tally`; without what this method does not have."""
        values: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return {name: value for name, value in values.items() if value or name not in OPTIONAL}


OPTIONAL: Final = frozenset({"quota", "pairwise", "scores", "figures", "completion"})


def in_one_round(
    method: str,
    profile: Profile,
    *,
    tallies: Mapping[str, str],
    winners: Sequence[str],
    ties: Sequence[Tie] = (),
    exhausted: int = 0,
    scores: Mapping[str, str] | None = None,
    pairwise: Mapping[str, int] | None = None,
    figures: Mapping[str, Mapping[str, str]] | None = None,
) -> Outcome:
    """Such an outcome; what the method does not have is left out. See `Outcome` and `Round`."""
    return Outcome(
        method=method,
        options=profile.options,
        ballots=profile.voters,
        abstained=profile.abstained,
        winners=winners,
        rounds=[Round(tallies, elected=winners, exhausted=str(exhausted))],
        ties=ties,
        pairwise=pairwise or {},
        scores=scores or {},
        figures=figures or {},
    )
