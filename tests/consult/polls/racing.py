"""Votes that race against the closing of their poll, with real threads."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from consult.errors import NotPossible
from consult.polls.actions import BallotReceipt
from consult.polls.count_ballots import tallied
from consult.polls.models import ClosedBallot, Option, Poll
from consult.polls.queries import named_tally
from consult.polls.rules import Kind
from tests.cast import Scene, Someone
from tests.consult.polls.voting import TITLES, asked, closes_poll, votes
from tests.together import together


@dataclass(frozen=True)
class Race:
    """One poll: the receipts that voters hold, and the ballots that were counted."""

    poll: Poll
    receipts: frozenset[str]
    counted: frozenset[str]
    refused: tuple[str, ...]  # codes

    @property
    def is_fair(self) -> bool:
        """Counted exactly if acknowledged; whoever came too late was told so; and the tally is that of the receipts."""
        told = set(self.refused) <= {"poll.not_open"}
        return told and self.receipts == self.counted and named_tally(self.poll)["ballots"] == len(self.receipts) and self.recounts

    @property
    def recounts(self) -> bool:
        """Whether the tally comes out again from the ballots that lie there, counted apart from the product's own statement."""
        options = [str(one) for one in Option.objects.filter(poll=self.poll).order_by("position").values_list("pk", flat=True)]
        choices = list(ClosedBallot.objects.filter(poll=self.poll).values_list("choice", flat=True))
        again = tallied(Kind.SINGLE, Counter(choices).items(), options=options, lot=options)
        by_hand = {one: str(choices.count(f'"{one}"')) for one in options}
        return [stage.tallies for stage in again.rounds] == [by_hand] == [stage["tallies"] for stage in (self.poll.tally or {})["rounds"]]


def race(scene: Scene, ratna: Someone, voters: Sequence[Someone]) -> Race:
    """All vote at the instant at which the poll is closed."""
    poll = asked(ratna, scene)
    acts: list[Callable[[], object]] = [partial(votes, who, poll, TITLES[n % 2]) for n, who in enumerate(voters)]
    acts.append(partial(closes_poll, ratna, poll))
    *answers, closing = together(acts)
    assert isinstance(closing, Poll), closing
    receipts = frozenset(answer.commitment for answer in answers if isinstance(answer, BallotReceipt))
    refusals = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(refusal, NotPossible) for refusal in refusals), refusals
    counted = frozenset(ClosedBallot.objects.filter(poll=poll).values_list("pk", flat=True))
    return Race(closing, receipts, counted, tuple(refusal.code for refusal in refusals if isinstance(refusal, NotPossible)))
