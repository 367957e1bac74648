"""Plurality, or first past the post: each ballot counts for the option that it puts first; who has the most wins.

Source: the rule of most parliaments that elect one member a district; see Black, The Theory of Committees and Elections (1958), chapter IX.
"""

from collections.abc import Sequence

from consult.tally.decimals import named
from consult.tally.first_preferences import tops, until_ties, votes_at
from consult.tally.outcome import Outcome, in_one_round
from consult.tally.profile import Profile
from consult.tally.tie_breaking import best

METHOD = "plurality"


def count(profile: Profile, *, seats: int = 1, lot: Sequence[str]) -> Outcome:
    """Count first preferences.

    Args:
        profile: rankings; one that begins with a tie counts for none.
        seats: how many options win.
        lot: all options in the order that breaks a tie; the first wins.

    Returns one round. An option that nobody names first does not win, since a lot among what nobody wants decides nothing.
    """
    whole = until_ties(profile)
    tallies = votes_at(whole, tops(whole)).tolist()
    exhausted = profile.voters - profile.abstained - sum(tallies)
    votes = dict(zip(profile.options, tallies, strict=True))
    winners, ties = best([option for option in profile.options if votes[option]], key=votes.__getitem__, seats=seats, lot=lot)
    return in_one_round(METHOD, profile, tallies=named(profile.options, tallies), winners=winners, ties=ties, exhausted=exhausted)
