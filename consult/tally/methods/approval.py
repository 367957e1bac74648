"""Approval: each ballot counts for every option that it chooses; who has the most wins.

Source: Brams and Fishburn, Approval Voting, American Political Science Review 72 (1978).
"""

from collections.abc import Sequence

from consult.tally.decimals import named
from consult.tally.outcome import Outcome, in_one_round
from consult.tally.profile import Profile, support
from consult.tally.tie_breaking import best

METHOD = "approval"


def count(profile: Profile, *, seats: int = 1, lot: Sequence[str]) -> Outcome:
    """Count approvals.

    Args:
        profile: what each voter chose.
        seats: how many options win.
        lot: all options in the order that breaks a tie; the first wins.

    Returns one round. An option that nobody chose does not win.
    """
    votes = support(profile)
    winners, ties = best([option for option in profile.options if votes[option]], key=votes.__getitem__, seats=seats, lot=lot)
    tallies = named(profile.options, list(votes.values()))
    return in_one_round(METHOD, profile, tallies=tallies, winners=winners, ties=ties, scores=tallies)
