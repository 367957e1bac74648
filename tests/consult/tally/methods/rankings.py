"""Random rankings, few and with many ties, and the same for the libraries that ours are compared with."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from types import ModuleType
from typing import Any

from consult.tally.canonical_ballots import profile_of
from consult.tally.outcome import Outcome
from consult.tally.profile import Ballots, Profile
from tests.consult.tally.profiles import Cast, cast


@contextmanager
def unheard() -> Iterator[None]:
    """What other people's libraries warn of when they are imported or run is theirs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def imported(name: str) -> ModuleType:
    """A module of such a library."""
    with unheard():
        return __import__(name, fromlist=["*"])


def rankings(random: Random) -> tuple[Cast, Profile]:
    """A poll and its profile."""
    held = cast(Ballots.RANKED, random)
    return held, profile_of(Ballots.RANKED, held.ballots.items(), options=held.options)


def theirs(profile: Profile) -> Any:
    """The same as a `ProfileWithTies` of pref_voting: options by position, unranked ones below all ranked. Abstentions are left out."""
    said = [
        ({option: int(mark) for option, mark in enumerate(row) if mark < profile.blank}, int(count))
        for row, count in zip(profile.marks, profile.counts, strict=True)
    ]
    kept = [(ranking, count) for ranking, count in said if ranking]
    made = imported("pref_voting.profiles_with_ties").ProfileWithTies(
        [ranking for ranking, _ in kept], [count for _, count in kept], candidates=list(range(len(profile.options)))
    )
    made.use_extended_strict_preference()
    return made


def equals(outcome: Outcome) -> set[int]:
    """Positions of those who could have won by another lot: the winner, or all of the last tie in which it stands."""
    tied = next((tie.between for tie in reversed(outcome.ties) if set(outcome.winners) & set(tie.between)), outcome.winners)
    return {outcome.options.index(option) for option in tied}
