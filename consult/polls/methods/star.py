"""STAR, score then automatic runoff: the two options with the most points meet, and the one that more voters score higher wins.

Source: Equal Vote Coalition, STAR voting, with its Official Tiebreaker Protocol (starvoting.org/ties).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.polls.methods.breaking import first_of
from consult.polls.methods.numbers import named
from consult.polls.methods.outcome import By, Outcome, Round, Tie
from consult.polls.methods.profile import Profile
from consult.polls.methods.support import support

METHOD = "star"
HIGHEST = 5  # the best mark of STAR; in a file with higher ones, the highest that was used


def count(profile: Profile, *, lot: Sequence[str]) -> Outcome:
    """Count points, then the runoff.

    Args:
        profile: points; no opinion counts as 0.
        lot: all options in the order that breaks what the protocol leaves tied; the first goes before the others.

    Returns two rounds: sums of points, and how many score each of the two finalists higher; there `exhausted` are those who score both
    alike. An option without a point is no finalist; where there is but one finalist, it wins in the first round.
    """
    sums = support(profile)
    tied = Tied(profile, lot)
    finalists, ties = _finalists(sums, tied)
    rounds = [Round(named(profile.options, list(sums.values())), elected=finalists if len(finalists) < 2 else ())]
    winners = list(finalists)
    if len(finalists) == 2:
        winner, tie, runoff = _runoff(finalists, sums, tied, lot)
        winners, ties = [winner], [*ties, *tie]
        rounds.append(runoff)
    return Outcome(
        method=METHOD,
        options=profile.options,
        ballots=profile.voters,
        abstained=profile.abstained,
        winners=winners,
        rounds=rounds,
        ties=ties,
        scores=rounds[0].tallies,
    )


@dataclass(frozen=True)
class Tied:
    """What breaks ties of the first round."""

    profile: Profile
    lot: Sequence[str]

    def prefer(self, one: str, other: str) -> int:
        """How many score one option higher than another."""
        marks, at = self.profile.marks.clip(0), self.profile.options.index
        return int(self.profile.counts[marks[:, at(one)] > marks[:, at(other)]].sum())

    def best_marks(self, option: str) -> int:
        """How many gave an option the best mark."""
        marks = self.profile.marks
        return int(self.profile.counts[marks[:, self.profile.options.index(option)] == max(HIGHEST, int(marks.max(initial=0)))].sum())

    def first(self, equals: Sequence[str]) -> tuple[str, Tie | None]:
        """Who goes first of several with the same sum: who lost the most duels among those who are left drops out, over and over; then
        the most best marks go first; then the lot."""
        left = sorted(equals, key=self.lot.index)
        while len(left) > 1:
            lost = {option: sum(self.prefer(other, option) > self.prefer(option, other) for other in left) for option in left}
            if len(set(lost.values())) == 1:
                return first_of(left, lot=self.lot, steps=[(By.BEST_MARKS, self.best_marks)])
            left = [option for option in left if lost[option] < max(lost.values())]
        return left[0], Tie([*left, *(option for option in sorted(equals, key=self.lot.index) if option not in left)], By.DUEL)


def _finalists(sums: Mapping[str, int], tied: Tied) -> tuple[list[str], list[Tie]]:
    """The two with the most points, one after the other, and the ties that kept somebody out."""
    finalists: list[str] = []
    ties: list[Tie] = []
    left = [option for option in sums if sums[option]]
    while left and len(finalists) < 2:
        most = max(sums[option] for option in left)
        equals = [option for option in left if sums[option] == most]
        if len(equals) <= 2 - len(finalists):
            finalists += sorted(equals, key=tied.lot.index)
        else:
            first, tie = tied.first(equals)
            finalists.append(first)
            ties += [tie] if tie else []
        left = [option for option in left if option not in finalists]
    return finalists, ties


def _runoff(finalists: Sequence[str], sums: Mapping[str, int], tied: Tied, lot: Sequence[str]) -> tuple[str, list[Tie], Round]:
    one, other = finalists
    votes = {one: tied.prefer(one, other), other: tied.prefer(other, one)}
    most = [option for option in finalists if votes[option] == max(votes.values())]
    winner, tie = first_of(most, lot=lot, steps=[(By.POINTS, sums.__getitem__), (By.BEST_MARKS, tied.best_marks)])
    alike = tied.profile.voters - tied.profile.abstained - sum(votes.values())
    return winner, [tie] if tie else [], Round(named(finalists, list(votes.values())), elected=[winner], exhausted=str(alike))
