"""What came of a closed poll, as a report prints it, and the rule that its figures reconcile. Plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class OptionFigures:
    """An option and its votes."""

    title: str
    votes: int
    won: bool


@dataclass(frozen=True)
class TieFigures:
    """Options that were equal where it mattered, in the order that broke the tie, and what broke it."""

    between: Sequence[str]
    broken_by: str


@dataclass(frozen=True)
class PollFigures:
    """A poll that is closed: what was asked, how many could take part, did and abstained, and the votes, most first."""

    id: str
    kind: str
    language: str  # of its words
    title: str
    description: str
    method: str
    opened_at: datetime | None
    closed_at: datetime | None
    eligible: int  # accounts that could vote, at closing
    taking_part: int
    ballots: int  # abstentions are of them
    abstained: int
    options: tuple[OptionFigures, ...]
    ties: tuple[TieFigures, ...]
    recomputable: bool  # anybody can count it again from the published list
    rules_sha256: str
    list_sha256: str
    seed: str  # of the lot that breaks ties

    @property
    def chosen(self) -> int:
        """Ballots that name an option: the base of every option's share, here as on the poll's page."""
        return self.ballots - self.abstained

    @property
    def winners(self) -> tuple[str, ...]:
        """Titles of the options that won."""
        return tuple(option.title for option in self.options if option.won)


def faults_of(poll: PollFigures) -> Iterator[str]:
    """What does not add up in a poll; each is named."""
    if sum(option.votes for option in poll.options) != poll.chosen:
        yield f"votes of the options of {poll.title}"
    if poll.ballots != poll.taking_part:
        yield f"ballots and people taking part in {poll.title}"
    if any(option.votes > winner.votes for winner in poll.options if winner.won for option in poll.options):
        yield f"the winner of {poll.title}"
