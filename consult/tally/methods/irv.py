"""Instant runoff: the option with fewest votes goes and its ballots go on to their next one, until one has more than half.

Source: Robert's Rules of Order Newly Revised, 12th edition (2020), 45:62–45:69 (preferential voting); the rounds as in the election codes
that name it ranked-choice voting, such as Maine's 21-A MRSA § 723-A.
"""

from collections.abc import Sequence

from consult.tally.first_preferences import hand_on, tops, until_ties, votes_at
from consult.tally.outcome import Outcome, Round, Tie
from consult.tally.profile import Profile, Whole
from consult.tally.tie_breaking import places, taken, tie_of

METHOD = "irv"


def count(profile: Profile, *, lot: Sequence[str]) -> Outcome:
    """Take out one option a round.

    Args:
        profile: rankings; one ends before its first tie.
        lot: all options in the order that breaks a tie for fewest votes that no earlier round breaks: the last of it goes.

    Returns a round for each option that goes, and a last one in which one has more than half of the votes that count.
    """
    cut, options = until_ties(profile), profile.options
    holder, place = tops(cut), places(options, lot[::-1])
    left = list(range(len(options)))
    stages: list[Whole] = []
    rounds: list[Round] = []
    ties: list[Tie] = []
    winner = None
    while left and winner is None:
        votes = votes_at(cut, holder)
        stages.append(votes)
        counted = int(votes.sum())
        winner = next((options[at] for at in left if 2 * votes[at] > counted), None)
        goes = []
        if winner is None and counted:
            found, by = taken(left, most=False, stages=stages, place=place)
            ties += tie_of(options, found, by)
            goes = [options[found[0]]]
        rounds.append(
            Round(
                tallies={options[at]: str(votes[at]) for at in left},
                elected=[winner] if winner is not None else [],
                eliminated=goes,
                exhausted=str(profile.voters - profile.abstained - counted),
            )
        )
        if not goes:
            break
        left.remove(found[0])
        hand_on(cut, holder, found[0], left=left)
    return Outcome(
        method=METHOD,
        options=options,
        ballots=profile.voters,
        abstained=profile.abstained,
        winners=[winner] if winner is not None else [],
        rounds=rounds,
        ties=ties,
    )
