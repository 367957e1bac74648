"""Random ballots of every kind, few and with many ties, so that what breaks ties is asked again and again."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from consult.tally.profile import Ballots

MOST: Final = 8  # options
MOST_POINTS: Final = 5
ANSWERS: Final = ("agree", "disagree", "pass")


@dataclass(frozen=True)
class Cast:
    """A poll that was held: canonical ballots with how many cast each, and what a count takes beside them."""

    options: tuple[str, ...]
    lot: tuple[str, ...]
    ballots: Mapping[str, int]
    seats: int
    costs: Mapping[str, int]
    budget: int

    def takes(self, names: frozenset[str]) -> dict[str, Any]:
        """What a method that takes `names` is given beside ballots and lot."""
        return {name: value for name, value in vars(self).items() if name in names & {"seats", "costs", "budget"}}


def cast(kind: Ballots, random: Random) -> Cast:
    """A poll of 1 to 8 options. `random` may be hypothesis's own (`strategies.randoms`), which then finds the smallest case that fails."""
    options = tuple(f"option-{n}" for n in range(1, random.randint(1, MOST) + 1))
    dear = random.choice((1, 1, 30))  # where projects cost much, shares are raised many times
    costs = {option: dear * random.randint(0, 6) for option in options}
    ballots: dict[str, int] = {}
    for _ in range(random.randint(0, 9)):
        said = None if random.random() < 0.1 else SAY[kind](options, random)
        ballots[json.dumps(said, separators=(",", ":"))] = random.choice((1, 1, 1, 2, 2, 3, 7))
    return Cast(
        options=options,
        lot=tuple(random.sample(options, len(options))),
        ballots=ballots,
        seats=random.randint(1, len(options)),
        costs=costs,
        budget=random.randint(0, sum(costs.values()) + 2),
    )


def _ranking(options: Sequence[str], random: Random) -> list[list[str]]:
    """Some of the options; each stands below the one before it, or beside it."""
    ranking: list[list[str]] = []
    for option in random.sample(options, random.randint(0, len(options))):
        if ranking and random.random() < 0.25:
            ranking[-1] = sorted([*ranking[-1], option])
        else:
            ranking.append([option])
    return ranking


def _choice(options: Sequence[str], random: Random) -> list[str]:
    return sorted(random.sample(options, random.randint(0, len(options))))


def _points(options: Sequence[str], random: Random) -> dict[str, int | None]:
    return {option: random.choice((None, *range(MOST_POINTS + 1))) for option in sorted(options)}


def _answers(options: Sequence[str], random: Random) -> dict[str, str]:
    return {option: random.choice(ANSWERS) for option in sorted(options) if random.random() < 0.8}


SAY: Final[Mapping[Ballots, Callable[[Sequence[str], Random], object]]] = {
    Ballots.RANKED: _ranking,
    Ballots.CHOSEN: _choice,
    Ballots.SCORED: _points,
    Ballots.ANSWERED: _answers,
}
