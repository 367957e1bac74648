"""What canonical ballots say (contracts.md): distinct texts, with how many voters cast each, become the profile that a method counts."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from consult.tally.profile import AGREE, DISAGREE, PASS, Ballots, Profile, Ranking, answered, chosen, ranked, scored

ANSWERS: Final = {"agree": AGREE, "disagree": DISAGREE, "pass": PASS}
ABSTAINED: Final = "null"
BETWEEN_TIERS: Final = "],["


def profile_of(kind: Ballots, ballots: Iterable[tuple[str, int]], *, options: Sequence[str]) -> Profile:
    """The profile of canonical ballots.

    Args:
        ballots: canonical text, and how many voters cast it.
        options: ids of all options in the order in which they are listed.

    Raises:
        KeyError, ValueError: a text is none of a ballot of this kind; what is stored was checked when it was cast.
    """
    return READERS[kind](options, ballots)


class Tiers(dict[str, tuple[int, ...]]):
    """The inside of a tier's text → positions of its options. There are few tiers in many ballots, so that each is read once."""

    def __init__(self, options: Sequence[str]) -> None:
        self.at = {json.dumps(option): position for position, option in enumerate(options)}

    def __missing__(self, text: str) -> tuple[int, ...]:
        self[text] = tuple(self.at[option] for option in text.split(","))
        return self[text]


def _ranked(options: Sequence[str], ballots: Iterable[tuple[str, int]]) -> Profile:
    tiers = Tiers(options)
    return ranked(options, ((_ranking(text, tiers), number) for text, number in ballots))


def _ranking(text: str, tiers: Tiers) -> Ranking:
    """`[["id"],["id","id"]]`; of a single choice, which is a ranking of one, `"id"`; `null` and `[]` rank nothing."""
    if text.startswith("[["):
        return tuple(map(tiers.__getitem__, text[2:-2].split(BETWEEN_TIERS)))
    return () if text in {ABSTAINED, "[]"} else (tiers[text],)


def _chosen(options: Sequence[str], ballots: Iterable[tuple[str, int]]) -> Profile:
    at = _positions(options)
    return chosen(options, (([at[option] for option in json.loads(text) or ()], number) for text, number in ballots))


def _scored(options: Sequence[str], ballots: Iterable[tuple[str, int]]) -> Profile:
    return _marked(scored, options, ballots, int)


def _answered(options: Sequence[str], ballots: Iterable[tuple[str, int]]) -> Profile:
    return _marked(answered, options, ballots, ANSWERS.__getitem__)


def _marked(
    make: Callable[..., Profile], options: Sequence[str], ballots: Iterable[tuple[str, int]], mark: Callable[[Any], int]
) -> Profile:
    """`{"id":mark}`; `null` beside an id, or in place of all of it, says nothing."""
    at = _positions(options)
    read = ((json.loads(text) or {}, number) for text, number in ballots)
    return make(
        options, (({at[option]: mark(given) for option, given in ballot.items() if given is not None}, number) for ballot, number in read)
    )


def _positions(options: Sequence[str]) -> Mapping[str, int]:
    return {option: position for position, option in enumerate(options)}


READERS: Final[Mapping[Ballots, Callable[[Sequence[str], Iterable[tuple[str, int]]], Profile]]] = {
    Ballots.RANKED: _ranked,
    Ballots.CHOSEN: _chosen,
    Ballots.SCORED: _scored,
    Ballots.ANSWERED: _answered,
}
