"""Kills of a real server while a vote is cast, and what of the votes is there afterwards."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from typing import Final

from django.db import connection

from consult.polls.ballots import commitment_of
from consult.polls.models import Ballot, Participation, Poll
from tests.bench.asking import token_of
from tests.cast import Someone
from tests.consult.polls.voting import TITLES, option
from tests.trials.served import Answer, Request, Served

STATEMENTS: Final = {"sqlite": 11, "postgresql": 10}  # of a vote through the API; SQLite is told where a transaction begins
KINDS: Final = ("statement", "commit", "answer", "statement", "answered")


@dataclass
class Kill:
    """One vote, killed at a place, and sent again under its code."""

    who: Someone
    poll: Poll
    place: str
    choice: str
    code: str = field(default_factory=lambda: secrets.token_hex(16))
    first: Answer | None = None
    after_kill: bool = False  # the ballot lay there, before the vote was sent again
    second: Answer | None = None

    @property
    def commitment(self) -> str:
        """Under which the ballot lies."""
        return commitment_of(str(self.poll.pk), self.code, f'"{self.choice}"')

    @property
    def is_stored(self) -> bool:
        """Whether the ballot is there."""
        return Ballot.objects.filter(poll=self.poll, pk=self.commitment).exists()

    @property
    def is_whole(self) -> bool:
        """Ballot and participation: both, or none of them."""
        return self.is_stored == Participation.objects.filter(poll=self.poll, person=self.who.person).exists()


def places(number: int, *, seed: int) -> list[str]:
    """Where the server is killed: of each kind, in an order that the seed gives."""
    chance = Random(seed)
    kinds = [kind for kind, _ in zip(cycle(KINDS), range(number), strict=False)]
    chance.shuffle(kinds)
    most = STATEMENTS[connection.vendor]
    return [f"statement {chance.randint(1, most)}" if kind == "statement" else kind for kind in kinds]


def voting(kill: Kill, token: str, **more: str) -> Request:
    """The request that casts it."""
    headers = {"Authorization": f"Bearer {token}", **{name.replace("_", "-"): value for name, value in more.items()}}
    return "PUT", f"/api/v1/polls/{kill.poll.pk}/ballot/", {"code": kill.code, "ballot": kill.choice}, headers


def kill(poll: Poll, voters: Sequence[Someone], *, seed: int) -> list[Kill]:
    """Kill the server in the midst of each voter's vote, and let each of them send it again."""
    choices = cycle([option(poll, title) for title in TITLES])
    kills = [Kill(who, poll, place, next(choices)) for who, place in zip(voters, places(len(voters), seed=seed), strict=True)]
    with Served() as server:
        for each in kills:
            token = token_of(each.who)
            stop = {"X_Stop": each.place} if each.place != "answered" else {}
            each.first = server.asks_and_dies(*voting(each, token, **stop))
            each.after_kill = each.is_stored
            assert each.is_whole, each
            server.start()
            each.second = server.asks(*voting(each, token))
    return kills


def hold(kills: Sequence[Kill]) -> None:
    """What has to be so after each of them: one ballot a person, and a receipt for every ballot that lies there."""
    for each in kills:
        assert each.is_stored, each
        assert each.is_whole, each
        assert each.second is not None, each
        assert each.second.status == (200 if each.after_kill else 201), each
        assert each.second.body["commitment"] == each.commitment, each
        assert each.after_kill or each.first is None, f"acknowledged, and lost: {each}"
        assert (each.first.status if each.first else None) == (201 if each.place == "answered" else None), f"killed elsewhere: {each}"
        assert each.after_kill == {"commit": False, "answer": True, "answered": True}.get(each.place, each.after_kill), each
    assert Ballot.objects.count() == Participation.objects.count() == len(kills)
