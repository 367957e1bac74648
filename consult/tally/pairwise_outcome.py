"""What outcomes of all methods that compare options by twos have in common."""

from collections.abc import Mapping, Sequence

from consult.tally.decimals import named
from consult.tally.first_preferences import tops, until_ties, votes_at
from consult.tally.one_round import in_one_round
from consult.tally.outcome import Outcome, Tie
from consult.tally.pairwise import pairwise
from consult.tally.profile import Profile, Whole


def by_duels(
    method: str, profile: Profile, against: Whole, *, winners: Sequence[str], scores: Mapping[str, str], ties: Sequence[Tie] = ()
) -> Outcome:
    """The outcome of such a method: all duels, and first preferences as its only round, for whoever compares."""
    firsts = votes_at(profile, tops(until_ties(profile))).tolist()
    exhausted = profile.voters - profile.abstained - sum(firsts)
    return in_one_round(
        method,
        profile,
        tallies=named(profile.options, firsts),
        winners=winners,
        ties=ties,
        exhausted=exhausted,
        scores=scores,
        pairwise=pairwise(profile.options, against),
    )
