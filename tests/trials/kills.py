"""Kills of a real server between a post's arrival and its answer, and what of the posts is there afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Final

from consult.discussion.models import Post, PostVersion
from tests.bench.asking import token_of
from tests.cast import Scene, Someone
from tests.trials.served import Answer, Served, posting

STATEMENTS: Final = 24  # of a post through the API, where nothing is held (tests/bench/test_statements.py)
KINDS: Final = ("statement", "commit", "answer", "statement", "answered")


@dataclass
class Kill:
    """One post, killed at a place, and sent again with its key where `again` says so."""

    text: str
    place: str
    again: bool
    first: Answer | None = None
    after_kill: int = 0  # rows with its text, before it is sent again
    second: Answer | None = None

    @property
    def acknowledged(self) -> bool:
        """Whether its author has a receipt."""
        return any(answer is not None and answer.status == 201 for answer in (self.first, self.second))

    @property
    def stored(self) -> int:
        """Posts with its text."""
        return PostVersion.objects.filter(text=self.text).count()

    @property
    def lost(self) -> bool:
        """Acknowledged at any time, and not there after it."""
        return (self.first is not None and not self.after_kill) or (self.acknowledged and not self.stored)

    @property
    def doubled(self) -> bool:
        """There more than once."""
        return self.stored > 1


def places(number: int, *, seed: int) -> list[str]:
    """Where the server is killed: of each kind, in an order that the seed gives."""
    chance = Random(seed)
    kinds = [kind for kind, _ in zip(cycle(KINDS), range(number), strict=False)]
    chance.shuffle(kinds)
    return [f"statement {chance.randint(1, STATEMENTS)}" if kind == "statement" else kind for kind in kinds]


def kill(number: int, scene: Scene, citizens: Sequence[Someone], *, seed: int) -> list[Kill]:
    """Kill the server so often, each time in the midst of a new post. Every other one is sent again with its key."""
    tokens = cycle([token_of(one) for one in citizens])
    clause = scene.clause("Pasal 5")
    kills = [Kill(f"Pendapat {n}.", place, again=n % 2 == 0) for n, place in enumerate(places(number, seed=seed))]
    with Served() as server:
        for each in kills:
            token = next(tokens)
            stop = {"X_Stop": each.place} if each.place != "answered" else {}
            each.first = server.asks_and_dies(*posting(clause, each.text, token=token, key=each.text.replace(" ", ""), **stop))
            each.after_kill = each.stored
            server.start()
            if each.again:
                each.second = server.asks(*posting(clause, each.text, token=token, key=each.text.replace(" ", "")))
    return kills


def hold(kills: Sequence[Kill]) -> None:
    """What has to be so after each of them."""
    for each in kills:
        where = f"killed at {each.place}: {each}"
        assert not each.lost, where
        assert not each.doubled, where
        assert each.stored == 1 or not each.again, where
        assert each.second is None or each.second.status == 201, where
        assert each.after_kill == expected(each.place, each.after_kill), where
        if each.first is not None and each.second is not None:
            assert each.first.body["id"] == each.second.body["id"], where
    assert Post.objects.count() == sum(each.stored for each in kills)


def expected(place: str, found: int) -> int:
    """How many there are after a kill there; before most statements it may be either, the answer's own come after the commit."""
    return {"commit": 0, "answer": 1, "answered": 1}.get(place, min(found, 1))
