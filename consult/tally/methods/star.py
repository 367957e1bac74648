"""STAR, score then automatic runoff: the two options with the most points meet, and the one that more voters score higher wins.

Source: Equal Vote Coalition, STAR voting, with its Official Tiebreaker Protocol (starvoting.org/ties).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from consult.tally.decimals import named
from consult.tally.outcome import By, Outcome, Round, Tie
from consult.tally.profile import Profile, Whole, support
from consult.tally.tie_breaking import first_of

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
    """What breaks ties."""

    profile: Profile
    lot: Sequence[str]

    def prefer(self, one: str, other: str) -> int:
        """How many score one option higher than another."""
        at = self.profile.options.index
        return int(self.profile.counts[self._given(at(one)) > self._given(at(other))].sum())

    def best_marks(self, option: str) -> int:
        """How many gave an option the best mark."""
        marks = self.profile.marks
        return int(self.profile.counts[marks[:, self.profile.options.index(option)] == max(HIGHEST, int(marks.max(initial=0)))].sum())

    def advance(self, equals: Sequence[str], places: int) -> tuple[list[str], Tie]:
        """Who goes on of several with the same sum, more than there are places.

        Who lost the most duels among those left goes out, over and over; where all lost as many, who has the fewest best marks; where
        these are as many too, the last in the lot. Where too few would be left, all others go on, and it is the turn of those again.
        """
        beats = {(one, other): self.prefer(one, other) > self.prefer(other, one) for one, other in permutations(equals, 2)}
        best = {option: self.best_marks(option) for option in equals}
        ahead: list[str] = []
        left, used = sorted(equals, key=self.lot.index), {By.DUEL}
        while len(ahead) + len(left) > places:
            lost = {option: sum(beats[other, option] for other in left if other != option) for option in left}
            out, by = _worst(left, lost, best)
            used.add(by)
            rest = [option for option in left if option not in out]
            if len(ahead) + len(rest) >= places:
                left = rest
            else:
                ahead, left = ahead + rest, out
        first = sorted([*ahead, *left], key=self.lot.index)
        last = [option for option in sorted(equals, key=self.lot.index) if option not in first]
        return first, Tie([*first, *last], next(by for by in (By.LOT, By.BEST_MARKS, By.DUEL) if by in used))

    def _given(self, column: int) -> Whole:
        given: Whole = self.profile.marks[:, column].clip(0)
        return given


def _worst(left: Sequence[str], lost: Mapping[str, int], best: Mapping[str, int]) -> tuple[list[str], By]:
    """Who goes out first, and by what; `left` is in the order of the lot."""
    for by, worse in ((By.DUEL, lost), (By.BEST_MARKS, {option: -number for option, number in best.items()})):
        worst = max(worse[option] for option in left)
        out = [option for option in left if worse[option] == worst]
        if len(out) < len(left):
            return out, by
    return [left[-1]], By.LOT


def _finalists(sums: Mapping[str, int], tied: Tied) -> tuple[list[str], list[Tie]]:
    """The two with the most points, and the tie that kept somebody out."""
    finalists: list[str] = []
    for most in sorted({points for points in sums.values() if points}, reverse=True):
        equals = [option for option in tied.lot if sums[option] == most]
        places = 2 - len(finalists)
        if len(equals) > places:
            first, tie = tied.advance(equals, places)
            return [*finalists, *first], [tie]
        finalists += equals
        if len(finalists) == 2:
            break
    return finalists, []


def _runoff(finalists: Sequence[str], sums: Mapping[str, int], tied: Tied, lot: Sequence[str]) -> tuple[str, list[Tie], Round]:
    one, other = finalists
    votes = {one: tied.prefer(one, other), other: tied.prefer(other, one)}
    most = [option for option in finalists if votes[option] == max(votes.values())]
    winner, tie = first_of(most, lot=lot, steps=[(By.POINTS, sums.__getitem__), (By.BEST_MARKS, tied.best_marks)])
    alike = tied.profile.voters - tied.profile.abstained - sum(votes.values())
    return winner, [tie] if tie else [], Round(named(finalists, list(votes.values())), elected=[winner], exhausted=str(alike))
