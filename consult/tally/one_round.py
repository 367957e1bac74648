"""The outcome of a method that counts once."""

from collections.abc import Mapping, Sequence

from consult.tally.outcome import Outcome, Round, Tie
from consult.tally.profile import Profile


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
