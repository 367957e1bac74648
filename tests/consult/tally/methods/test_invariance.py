"""An outcome does not depend on the order of ballots, on names, or on what is counted together: a thousand rounds a method."""

import json
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any, Final

import numpy as np
import pytest

from consult.tally.canonical_ballots import profile_of
from consult.tally.method_table import METHODS, Method
from consult.tally.profile import Profile
from tests.consult.tally.profiles import Cast, cast

ROUNDS: Final = 1_000


@pytest.mark.parametrize("method", [METHODS[name] for name in sorted(METHODS)], ids=sorted(METHODS))
def test_nothing_but_what_was_voted_decides(method: Method) -> None:
    for seed in range(ROUNDS):
        random = Random(f"{method.name} {seed}")
        kind = method.reads[seed % len(method.reads)]
        held = cast(kind, random)
        profile = profile_of(kind, held.ballots.items(), options=held.options)
        said = counted(method, held, profile)
        names = dict(zip(held.options, random.sample([f"name-{n}" for n in range(90, 99)], len(held.options)), strict=True))
        renamed = renamed_in(held, names)

        assert counted(method, held, shuffled(profile, random)) == said
        assert counted(method, held, split(profile, random)) == said
        assert counted(method, renamed, replace(profile, options=renamed.options)) == with_names(said, names)
        assert {**counted(method, held, listed_otherwise(profile, random)), "options": said["options"]} == said


def counted(method: Method, held: Cast, profile: Profile) -> Mapping[str, Any]:
    """The outcome as plain values."""
    return method.count(profile, lot=held.lot, **held.takes(method.takes)).plain()


def shuffled(profile: Profile, random: Random) -> Profile:
    """The ballots in another order."""
    order = random.sample(range(len(profile.counts)), len(profile.counts))
    return replace(profile, marks=profile.marks[order], counts=profile.counts[order])


def split(profile: Profile, random: Random) -> Profile:
    """Some counted ballots as two rows of the same."""
    part = np.array([random.randint(0, int(number)) for number in profile.counts], profile.counts.dtype)
    counts = np.concatenate([part, profile.counts - part])
    return replace(profile, marks=np.concatenate([profile.marks, profile.marks])[counts > 0], counts=counts[counts > 0])


def listed_otherwise(profile: Profile, random: Random) -> Profile:
    """The options in another order; the lot stays."""
    order = random.sample(range(len(profile.options)), len(profile.options))
    return replace(profile, options=tuple(profile.options[at] for at in order), marks=profile.marks[:, order])


def renamed_in(held: Cast, names: Mapping[str, str]) -> Cast:
    """The poll with other names."""
    costs = {names[option]: cost for option, cost in held.costs.items()}
    return replace(held, options=tuple(map(names.__getitem__, held.options)), lot=tuple(map(names.__getitem__, held.lot)), costs=costs)


def with_names(outcome: Mapping[str, Any], names: Mapping[str, str]) -> Mapping[str, Any]:
    """The outcome, told by other names."""
    text = json.dumps(outcome)
    for name, other in names.items():
        text = text.replace(name, other)
    renamed: dict[str, Any] = json.loads(text)
    return renamed
