"""Scottish STV: Weighted Inclusive Gregory Method, transfer values cut to five decimals.

Source: Scottish Local Government Elections Order 2007 (SSI 2007/42), rules 45 to 52.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from consult.polls.methods.firsts import NOBODY, tops, until_ties
from consult.polls.methods.numbers import UNIT, hundred_thousandths
from consult.polls.methods.outcome import Outcome, Round, Tie
from consult.polls.methods.profile import Profile, Whole
from consult.polls.methods.stages import highest, lowest

METHOD = "stv_scottish"


def count(profile: Profile, *, seats: int, lot: Sequence[str]) -> Outcome:
    """Elect `seats` options from ranked ballots.

    Args:
        profile: rankings; a tie inside one ends it there.
        seats: how many to elect, 1 ≤ seats ≤ number of options.
        lot: all options in the order that breaks a tie which no earlier stage breaks: the first of it is taken first where it is about
            a surplus, the last of it goes where it is about exclusion.

    Returns every stage with tallies in hundred-thousandths of a vote, written with five decimals. What a stage elects or excludes stands
    with the tallies that decide it; `exhausted` is what papers without a next preference are worth, those that begin with a tie among them;
    what was cut off in transfers is in no figure.
    """
    stv = Stages(until_ties(profile), seats, lot, abstained=profile.abstained)
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
        winners=stv.elected,
        rounds=stv.rounds(),
        ties=stv.ties,
        quota=str(stv.quota),
    )


@dataclass
class Stages:
    """A count under way. Votes and values of papers are hundred-thousandths."""

    profile: Profile
    seats: int
    lot: Sequence[str]
    abstained: int
    elected: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.holder: Whole = tops(self.profile)  # whose papers the rows are
        self.value: Whole = np.full(len(self.holder), UNIT, np.int64)  # of each paper
        self.valid = int(self.profile.counts[self.holder != NOBODY].sum())  # rule 46: ballots with a first preference
        self.quota = self.valid // (self.seats + 1) + 1
        self.waiting: list[str] = []  # elected, and their surplus not yet transferred
        self.stages: list[dict[str, int]] = []
        self.elects: list[list[str]] = []  # at each stage
        self.excludes: list[list[str]] = []
        self.exhausted: list[int] = []
        self.take_down(self.tallies())

    def tallies(self) -> dict[str, int]:
        """Votes of each option, from its papers."""
        worth = self.profile.counts * self.value
        return {option: int(worth[self.holder == at].sum()) for at, option in enumerate(self.profile.options)}

    def continuing(self) -> list[str]:
        """Options that are neither elected nor excluded."""
        return [option for option in self.profile.options if option not in self.elected and option not in self.excluded]

    def take_down(self, stage: dict[str, int]) -> None:
        """Add a stage, and elect whoever has reached the quota, the most votes first (rule 47)."""
        self.stages.append(stage)
        ended = self.holder == NOBODY
        self.exhausted.append(int((self.profile.counts * self.value)[ended].sum()) - self.abstained * UNIT)
        reached = [option for option in self.continuing() if self.valid and stage[option] >= self.quota * UNIT]
        reached.sort(key=lambda option: (-stage[option], self.lot.index(option)))
        self.elected += reached
        self.waiting += [option for option in reached if stage[option] > self.quota * UNIT]
        self.elects.append(reached)
        self.excludes.append([])

    def filled(self) -> bool:
        """Whether all seats are filled, with those who continue where there are no more of them than seats (rule 52)."""
        left, rest = self.seats - len(self.elected), self.continuing()
        if left > 0 and len(rest) <= left:
            rest.sort(key=lambda option: (-self.stages[-1][option], self.lot.index(option)))
            self.elected += rest
            self.elects[-1] += rest
        return len(self.elected) >= self.seats or not rest

    def transfer(self) -> None:
        """Transfer the largest surplus that waits (rules 48 and 49)."""
        option, tie = highest(self.waiting, stages=self.stages, lot=self.lot)
        self.ties += [tie] if tie else []
        self.waiting.remove(option)
        total, surplus = self.stages[-1][option], self.stages[-1][option] - self.quota * UNIT
        rows = self.holder == self.profile.options.index(option)
        values, which = np.unique(self.value[rows], return_inverse=True)
        self.value[rows] = np.array([surplus * int(value) // total for value in values], np.int64)[which]
        self.hand_on(rows)

    def exclude(self) -> None:
        """Exclude the option with fewest votes; its papers go on at their value (rules 50 and 51)."""
        option, tie = lowest(self.continuing(), stages=self.stages, lot=self.lot)
        self.ties += [tie] if tie else []
        self.excluded.append(option)
        self.excludes[-1].append(option)
        self.hand_on(self.holder == self.profile.options.index(option))

    def hand_on(self, rows: NDArray[np.bool_]) -> None:
        """Give these papers to the next option that continues on each. Who was elected before keeps the quota."""
        out = [at for at, option in enumerate(self.profile.options) if option in self.elected or option in self.excluded]
        self.holder = np.where(rows, tops(self.profile, out=out), self.holder)
        self.take_down(self.tallies() | self.kept())

    def kept(self) -> dict[str, int]:
        """What those whose surplus is transferred hold on to."""
        return {option: self.quota * UNIT for option in self.elected if option not in self.waiting}

    def rounds(self) -> list[Round]:
        """The stages, as they are told."""
        return [
            Round(
                tallies={option: hundred_thousandths(votes) for option, votes in stage.items()},
                elected=elected,
                eliminated=excluded,
                exhausted=hundred_thousandths(exhausted),
            )
            for stage, elected, excluded, exhausted in zip(self.stages, self.elects, self.excludes, self.exhausted, strict=True)
        ]
