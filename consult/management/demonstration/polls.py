"""The polls of the demonstration. The files say who votes and how often each option is chosen; who chooses what is drawn by lot."""

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from random import SystemRandom
from typing import Final, Protocol
from uuid import UUID

from consult.accounts.viewer import Viewer
from consult.management.demonstration.script import AskedPoll, Event, Plan, instant
from consult.polls.actions import Question, cast_ballot, close_poll, create_poll, open_poll
from consult.polls.ballots import canonical_ballot
from consult.polls.models import Ballot
from consult.polls.queries import has_voted, poll_of
from consult.polls.rules import Kind, Status

CODE_BYTES: Final = 16


class Stage(Protocol):
    """What a poll needs of the consultation that is played."""

    plan: Plan
    people: Mapping[str, Viewer]

    def key(self, step: str, number: int = 0) -> str:
        """The key of one step."""

    @property
    def official(self) -> Viewer:
        """Who runs it."""


@dataclass
class Booth:
    """One poll while the demonstration is played."""

    number: int  # in its consultation, from 0
    asked: AskedPoll
    stage: Stage
    poll: UUID | None = None
    left: list[object] = field(default_factory=list)  # choices that are still to be cast, in an order that tells nothing
    is_drawn: bool = False

    def events(self, *, now: datetime) -> Iterator[Event]:
        """It is prepared, opened, voted in and closed, as far as the file says."""
        yield Event(instant(self.asked.created, now=now), self.prepare)
        if self.asked.opened is None:
            return
        opened = instant(self.asked.opened, now=now)
        ends = instant(self.asked.closed, now=now) if self.asked.closed else now
        yield Event(opened, self.open)
        wait = (ends - opened) / (len(self.asked.voters) + 1)
        for n, voter in enumerate(self.asked.voters, start=1):
            yield Event(opened + n * wait, partial(self.vote, voter))
        if self.asked.closed:
            yield Event(ends, self.close)

    def prepare(self, at: datetime) -> None:
        """By an official."""
        question = Question(self.asked.title, self.asked.options, description=self.asked.description)
        given = {"slug": self.stage.plan.slug, "question": question}
        self.poll = create_poll(actor=self.stage.official, key=self.stage.key("poll", self.number), now=at, **given).pk

    def open(self, at: datetime) -> None:
        """Let people vote."""
        open_poll(actor=self.stage.official, poll_id=self.there, key=self.stage.key("poll-open", self.number), now=at)

    def close(self, at: datetime) -> None:
        """Count."""
        close_poll(actor=self.stage.official, poll_id=self.there, key=self.stage.key("poll-close", self.number), now=at)

    def vote(self, voter: str, at: datetime) -> None:
        """Cast one of the ballots that are left; whoever has voted before the demonstration was interrupted does not again."""
        actor = self.stage.people[voter]
        poll = poll_of(self.there, viewer=actor, now=at)
        if poll.status != Status.OPEN or has_voted(poll, viewer=actor):
            return
        if not self.is_drawn:
            self.draw([str(option.pk) for option in poll.options.all()])
        cast_ballot(actor=actor, poll_id=poll.pk, code=secrets.token_hex(CODE_BYTES), ballot=self.left.pop(), address="", now=at)

    def draw(self, options: list[str]) -> None:
        """The ballots that the file says and nobody has cast yet, shuffled."""
        wanted: Counter[object] = Counter(dict(zip(options, self.asked.votes, strict=True)))
        wanted[None] = len(self.asked.voters) - wanted.total()
        cast = Counter(Ballot.objects.filter(poll=self.poll).values_list("choice", flat=True))
        for choice in wanted:
            wanted[choice] -= cast[canonical_ballot(Kind.SINGLE, choice, options=options)]
        self.left, self.is_drawn = list(wanted.elements()), True
        SystemRandom().shuffle(self.left)

    @property
    def there(self) -> UUID:
        """The poll's id; it was prepared before anything else is done with it."""
        if self.poll is None:
            raise LookupError(self.asked.title)
        return self.poll


def keys_of_polls(plan: Plan) -> Iterator[tuple[str, int]]:
    """Name and number of the steps that have keys."""
    for number, asked in enumerate(plan.polls):
        yield "poll", number
        if asked.opened:
            yield "poll-open", number
        if asked.closed:
            yield "poll-close", number
