"""Scottish STV: Weighted Inclusive Gregory Method, transfer values cut to five decimals.

Source: Scottish Local Government Elections Order 2007 (SSI 2007/42), rules 45 to 52.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from consult.tally.decimals import UNIT, hundred_thousandths
from consult.tally.first_preferences import NOBODY, hand_on, tops, until_ties, votes_at
from consult.tally.outcome import Outcome, Round, Tie
from consult.tally.profile import Profile, Whole
from consult.tally.tie_breaking import places, taken, tie_of

METHOD = "stv_scottish"


def count(profile: Profile, *, seats: int, lot: Sequence[str]) -> Outcome:
    """Elect `seats` options from ranked ballots.

    Args:
        profile: rankings; a tie inside one ends it there.
        seats: how many to elect, 1 ≤ seats ≤ number of options.
        lot: all options in the order that breaks a tie which no earlier stage breaks: the first of it is taken, be it to transfer its
            surplus or to be excluded, as the law draws lots for whom to deal with.

    Returns every stage with tallies in hundred-thousandths of a vote, written with five decimals. What a stage elects or excludes stands
    with the tallies that decide it; `exhausted` is what papers without a next preference are worth, those that begin with a tie among them;
    what was cut off in transfers is in no figure.
    """
    stv = Stages(until_ties(profile), seats, places(profile.options, lot))
    while stv.valid and not stv.filled():
        if stv.waiting:
            stv.transfer()
        else:
            stv.exclude()
    return Outcome(
        method=METHOD,
        options=profile.options,
        ballots=profile.voters,
        abstained=profile.abstained,
        winners=[profile.options[at] for at in stv.elected],
        rounds=stv.rounds(profile.abstained),
        ties=stv.ties,
        quota=str(stv.quota),
    )


@dataclass
class Stages:
    """A count under way. Options go by their position; votes and values of papers are hundred-thousandths."""

    profile: Profile
    seats: int
    place: Whole  # of each option in the lot

    def __post_init__(self) -> None:
        self.holder = tops(self.profile)  # whose papers the rows are
        self.value: Whole = np.full(len(self.holder), UNIT, np.int64)  # of each paper
        self.valid = int(self.profile.counts[self.holder != NOBODY].sum())  # rule 46: ballots with a first preference
        self.quota = self.valid // (self.seats + 1) + 1
        self.left = list(range(len(self.profile.options)))  # neither elected nor excluded
        self.elected: list[int] = []
        self.waiting: list[int] = []  # elected, and their surplus not yet transferred
        self.stages: list[Whole] = []
        self.ended: list[int] = []  # worth of the papers that nobody holds, at each stage
        self.elects: list[list[int]] = []
        self.excludes: list[list[int]] = []
        self.ties: list[Tie] = []
        self.take_down()

    def take_down(self) -> None:
        """Add a stage, and elect whoever has reached the quota, the most votes first (rule 47)."""
        votes = votes_at(self.profile, self.holder, worth=self.value)
        kept = [at for at in self.elected if at not in self.waiting]
        votes[kept] = self.quota * UNIT  # who was elected before holds on to the quota
        self.stages.append(votes)
        self.ended.append(int((self.profile.counts * self.value)[self.holder == NOBODY].sum()))
        reached = self.in_order(at for at in self.left if self.valid and votes[at] >= self.quota * UNIT)
        self.waiting += [at for at in reached if votes[at] > self.quota * UNIT]
        self.elects.append([])
        self.excludes.append([])
        self.elect(reached)

    def elect(self, options: Sequence[int]) -> None:
        """Give them seats at this stage."""
        self.elected += options
        self.elects[-1] += options
        self.left = [at for at in self.left if at not in options]

    def in_order(self, options: Iterable[int]) -> list[int]:
        """The most votes at this stage first; of equals, the first in the lot."""
        votes = self.stages[-1]
        return sorted(options, key=lambda at: (-votes[at], self.place[at]))

    def filled(self) -> bool:
        """Whether all seats are filled, with those who continue where there are no more of them than seats (rule 52)."""
        seats = self.seats - len(self.elected)
        if 0 < len(self.left) <= seats:
            self.elect(self.in_order(self.left))
        return len(self.elected) >= self.seats or not self.left

    def transfer(self) -> None:
        """Transfer the largest surplus that waits (rules 48 and 49)."""
        option = self.taken(self.waiting, most=True)
        self.waiting.remove(option)
        total = int(self.stages[-1][option])
        surplus, rows = total - self.quota * UNIT, self.holder == option
        values, which = np.unique(self.value[rows], return_inverse=True)
        self.value[rows] = np.array([surplus * int(value) // total for value in values], np.int64)[which]
        hand_on(self.profile, self.holder, option, left=self.left)
        self.take_down()

    def exclude(self) -> None:
        """Exclude the option with fewest votes; its papers go on at their value (rules 50 and 51)."""
        option = self.taken(self.left, most=False)
        self.left.remove(option)
        self.excludes[-1].append(option)
        hand_on(self.profile, self.holder, option, left=self.left)
        self.take_down()

    def taken(self, among: Sequence[int], *, most: bool) -> int:
        """Whose turn it is; a tie is noted."""
        found, by = taken(among, most=most, stages=self.stages, place=self.place)
        self.ties += tie_of(self.profile.options, found, by)
        return found[0]

    def rounds(self, abstained: int) -> list[Round]:
        """The stages, as they are told. Who abstained is not among what is exhausted."""
        names = self.profile.options
        return [
            Round(
                tallies={option: hundred_thousandths(number) for option, number in zip(names, votes.tolist(), strict=True)},
                elected=[names[at] for at in elected],
                eliminated=[names[at] for at in excluded],
                exhausted=hundred_thousandths(ended - abstained * UNIT),
            )
            for votes, elected, excluded, ended in zip(self.stages, self.elects, self.excludes, self.ended, strict=True)
        ]
