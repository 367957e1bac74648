"""Instant runoff: the option with fewest votes goes and its ballots go on to their next one, until one has more than half.

Source: Robert's Rules of Order Newly Revised, 12th edition (2020), 45:62–45:69 (preferential voting); the rounds as in the election codes
that name it ranked-choice voting, such as Maine's 21-A MRSA § 723-A.
"""

from collections.abc import Sequence

from consult.polls.methods.firsts import tops, until_ties, votes_at
from consult.polls.methods.outcome import Outcome, Round, Tie
from consult.polls.methods.profile import Profile
from consult.polls.methods.stages import lowest

METHOD = "irv"


def count(profile: Profile, *, lot: Sequence[str]) -> Outcome:
    """Take out one option a round.

    Args:
        profile: rankings; one ends before its first tie.
        lot: all options in the order that breaks a tie for fewest votes that no earlier round breaks: the last of it goes.

    Returns a round for each option that goes, and a last one in which one has more than half of the votes that count.
    """
    cut, options = until_ties(profile), profile.options
    out: list[int] = []
    stages: list[dict[str, int]] = []
    rounds: list[Round] = []
    ties: list[Tie] = []
    winner = None
    while len(out) < len(options):
        votes = votes_at(cut, tops(cut, out=out))
        stages.append({option: votes[at] for at, option in enumerate(options) if at not in out})
        winner = next((option for option, number in stages[-1].items() if 2 * number > sum(votes)), None)
        goes, tie = lowest(list(stages[-1]), stages=stages, lot=lot) if winner is None and any(votes) else (None, None)
        if goes is not None:
            out.append(options.index(goes))
        ties += [tie] if tie else []
        rounds.append(
            Round(
                tallies={option: str(number) for option, number in stages[-1].items()},
                elected=[winner] if winner is not None else [],
                eliminated=[goes] if goes is not None else [],
                exhausted=str(profile.voters - profile.abstained - sum(votes)),
            )
        )
        if goes is None:
            break
    return Outcome(
        method=METHOD,
        options=options,
        ballots=profile.voters,
        abstained=profile.abstained,
        winners=[winner] if winner is not None else [],
        rounds=rounds,
        ties=ties,
    )
