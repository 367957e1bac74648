"""An outcome as those who tell of it want it: typed, with titles in place of ids, and with what several of them ask."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import gt
from typing import Any, Final, Self

from consult.polls.explanation.number_text import clean

ROUNDS: Final = frozenset({"irv", "stv_scottish", "star"})  # methods that count more than once
DUELS: Final = frozenset({"condorcet", "schulze", "ranked_pairs"})
BUDGETS: Final = frozenset({"budget_greedy", "budget_equal_shares"})


@dataclass(frozen=True)
class Stage:
    """One round: what each option has, as text."""

    tallies: Mapping[str, str]
    elected: Sequence[str]
    eliminated: Sequence[str]
    exhausted: str


@dataclass(frozen=True)
class Equals:
    """Options that were equal, in the order that decided, and what decided it."""

    between: Sequence[str]
    broken_by: str


@dataclass(frozen=True)
class Told:
    """See `consult.tally.outcome.Outcome` for what the fields mean; `titles`: option → its title, safe to print."""

    method: str
    options: Sequence[str]
    titles: Mapping[str, str]
    ballots: int
    abstained: int
    winners: Sequence[str]
    rounds: Sequence[Stage]
    ties: Sequence[Equals]
    quota: str
    pairwise: Mapping[str, int]
    scores: Mapping[str, str]
    figures: Mapping[str, Mapping[str, str]]
    completion: str
    seats: int
    budget: str
    costs: Mapping[str, str]
    drawn: bool  # whether a lot was drawn

    @classmethod
    def of(
        cls,
        outcome: Mapping[str, Any],
        *,
        names: Mapping[str, str] | None,
        seats: int,
        budget: str,
        costs: Mapping[str, str] | None,
        drawn: bool,
    ) -> Self:
        """Read `Outcome.plain()`, or what the command `tally` prints."""
        return cls(
            method=outcome["method"],
            options=outcome["options"],
            titles={option: clean((names or {}).get(option, option)) for option in outcome["options"]},
            ballots=int(outcome["ballots"]),
            abstained=int(outcome.get("abstained", 0)),
            winners=outcome["winners"],
            rounds=list(stages(outcome["rounds"])),
            ties=[Equals(tie["between"], tie["broken_by"]) for tie in outcome.get("ties", ())],
            quota=str(outcome.get("quota", "")),
            pairwise=outcome.get("pairwise", {}),
            scores=texts(outcome.get("scores", {})),
            figures={option: texts(each) for option, each in outcome.get("figures", {}).items()},
            completion=outcome.get("completion", ""),
            seats=seats,
            budget=str(budget),
            costs=texts(costs or {}),
            drawn=drawn,
        )

    @property
    def counted(self) -> int:
        """How many did not abstain."""
        return self.ballots - self.abstained

    @cached_property
    def measure(self) -> Mapping[str, str]:
        """Option → the number by which the method puts options in order: its score, else duels won, else what it has in the first round."""
        if self.scores or self.method not in DUELS:
            return self.scores or (self.rounds[0].tallies if self.rounds else {})
        return {option: str(self.duels_won(option)) for option in self.options}

    def measured(self, option: str) -> Fraction:
        """The same as a number; 0 where there is none."""
        return Fraction(self.measure.get(option, "0"))

    @cached_property
    def order(self) -> Sequence[str]:
        """All options: the winners as they won, then those that stayed in longest, then those with most; else as they are listed.

        Those of which nobody said anything stand behind those that have nothing.
        """
        winners = set(self.winners)
        rest = [option for option in self.options if option not in winners]
        return [
            *self.winners,
            *sorted(rest, key=lambda option: (-self.last_round(option), -self.last_tally(option), option in self.unknown)),
        ]

    @cached_property
    def unknown(self) -> frozenset[str]:
        """Options that nobody rated and statements that nobody answered: what is 0 of them is no opinion."""
        return frozenset(option for option, each in self.figures.items() if said(each) == 0)

    def last_round(self, option: str) -> int:
        """The last round that has a tally of it, from 0; 0 where the method counts once."""
        if self.method not in ROUNDS:
            return 0
        return max((number for number, stage in enumerate(self.rounds) if option in stage.tallies), default=0)

    def last_tally(self, option: str) -> Fraction:
        """What it had there."""
        if self.method not in ROUNDS:
            return self.measured(option)
        return Fraction(self.rounds[self.last_round(option)].tallies.get(option, "0")) if self.rounds else Fraction()

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each option stands in the list of all."""
        return {option: at for at, option in enumerate(self.options)}

    @cached_property
    def preferred(self) -> Sequence[Sequence[int]]:
        """How many prefer the option of the row to that of the column; looked up once, since a thousand options have a million pairs."""
        return [[self.pairwise.get(f"{one}>{other}", 0) for other in self.options] for one in self.options]

    @cached_property
    def won(self) -> Mapping[str, int]:
        """Option → how many others more voters put below it than above it."""
        duels = zip(self.options, self.preferred, zip(*self.preferred, strict=True), strict=True)
        return {option: sum(map(gt, for_it, against_it)) for option, for_it, against_it in duels}

    def prefer(self, one: str, other: str) -> int:
        """How many prefer `one` to `other`."""
        return self.preferred[self.place[one]][self.place[other]]

    def duels_won(self, option: str) -> int:
        """How many duels an option wins."""
        return self.won[option]

    @property
    def spent(self) -> Fraction:
        """What the winners cost together; known where `costs` are."""
        return sum((Fraction(self.costs[option]) for option in self.winners), Fraction())

    @property
    def priced(self) -> bool:
        """Whether costs and budget are known."""
        return bool(self.costs and self.budget)


def stages(rounds: Sequence[Mapping[str, Any]]) -> Iterator[Stage]:
    """Rounds of plain values; who went in one has nothing in those after it, and not nought."""
    gone: set[str] = set()
    for stage in rounds:
        tallies = {option: votes for option, votes in texts(stage["tallies"]).items() if option not in gone}
        yield Stage(tallies, stage.get("elected", ()), stage.get("eliminated", ()), str(stage.get("exhausted", "0")))
        gone.update(stage.get("eliminated", ()))


def said(figures: Mapping[str, str]) -> Fraction | None:
    """How many voters said something of an option; None where that is not counted."""
    if "rated" in figures:
        return Fraction(figures["rated"])
    answers = [Fraction(figures[answer]) for answer in ("agree", "disagree", "pass") if answer in figures]
    return sum(answers, Fraction()) if answers else None


def texts(numbers: Mapping[str, object]) -> Mapping[str, str]:
    """Numbers as text, whole ones too."""
    return {option: str(number) for option, number in numbers.items()}
