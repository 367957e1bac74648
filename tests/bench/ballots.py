"""A million rankings of eight options, as people give them: some are liked more than others, many rank few, some tie the first two."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

import numpy as np

OPTIONS: Final = 8
VOTERS: Final = 1_000_000
LENGTHS: Final = (1, 2, 3, 4, 5, 6, 8)
SHARES: Final = (0.1, 0.1, 0.2, 0.1, 0.05, 0.05, 0.4)
TIED: Final = 0.1

Tiers = list[list[str]]


def rankings(options: Sequence[str], *, voters: int = VOTERS, seed: int = 7) -> Iterator[Tiers]:
    """One a voter, the best tier first; the same ones for the same seed."""
    chance = np.random.default_rng(seed)
    liked = np.log(np.arange(len(options), 0, -1))
    order = np.argsort(-(chance.gumbel(size=(voters, len(options))) + liked), axis=1)
    lengths = chance.choice(LENGTHS, p=SHARES, size=voters)
    tied = chance.random(voters) < TIED
    for ranked, length, ties in zip(order.tolist(), lengths.tolist(), tied.tolist(), strict=True):
        tiers = [[options[at]] for at in ranked[:length]]
        yield [sorted(tiers[0] + tiers[1]), *tiers[2:]] if ties and length > 1 else tiers


def canonical(tiers: Tiers) -> str:
    """The text of such a ballot (contracts.md); options are ids, in which nothing has to be escaped."""
    return "[[" + "],[".join('"' + '","'.join(tier) + '"' for tier in tiers) + "]]"


def commitments(number: int, *, seed: int = 11) -> list[str]:
    """So many texts of the shape of a commitment, in order."""
    chance = Random(seed)
    return sorted(f"{chance.getrandbits(256):064x}" for _ in range(number))
