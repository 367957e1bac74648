"""An outcome does not depend on the order of ballots, on names, or on what is counted together: a thousand rounds a method."""

import json
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any, Final

import numpy as np
import pytest

from consult.polls.methods.profile import Profile
from consult.polls.methods.table import METHODS, Method
from consult.polls.reading import profile_of
from tests.consult.polls.profiles import Cast, cast

ROUNDS: Final = 1_000

each_method = pytest.mark.parametrize("method", [METHODS[name] for name in sorted(METHODS)], ids=sorted(METHODS))


def polls(method: Method) -> list[tuple[Random, Cast, Profile]]:
    """So many, with whatever is random in the rest of the test."""
    made = []
    for seed in range(ROUNDS):
        random = Random(f"{method.name} {seed}")
        kind = method.reads[seed % len(method.reads)]
        held = cast(kind, random)
        made.append((random, held, profile_of(kind, held.ballots.items(), options=held.options)))
    return made


def counted(method: Method, held: Cast, profile: Profile) -> Mapping[str, Any]:
    """The outcome as plain values."""
    return method.count(profile, lot=held.lot, **held.takes(method.takes)).plain()


@each_method
def test_the_order_of_ballots_changes_nothing(method: Method) -> None:
    for random, held, profile in polls(method):
        order = random.sample(range(len(profile.counts)), len(profile.counts))
        shuffled = replace(profile, marks=profile.marks[order], counts=profile.counts[order])
        assert counted(method, held, shuffled) == counted(method, held, profile)


@each_method
def test_a_counted_ballot_may_come_as_several(method: Method) -> None:
    for random, held, profile in polls(method):
        part = np.array([random.randint(0, int(number)) for number in profile.counts], profile.counts.dtype)
        counts = np.concatenate([part, profile.counts - part])
        split = replace(profile, marks=np.concatenate([profile.marks, profile.marks])[counts > 0], counts=counts[counts > 0])
        assert counted(method, held, split) == counted(method, held, profile)


@each_method
def test_the_order_in_which_options_are_listed_changes_that_order_alone(method: Method) -> None:
    for random, held, profile in polls(method):
        order = random.sample(range(len(held.options)), len(held.options))
        listed = replace(profile, options=tuple(held.options[at] for at in order), marks=profile.marks[:, order])
        here, there = ({**counted(method, held, one), "options": None} for one in (profile, listed))
        assert here == there


@each_method
def test_other_names_change_names_alone(method: Method) -> None:
    for random, held, profile in polls(method):
        names = dict(zip(held.options, random.sample([f"name-{n}" for n in range(90, 99)], len(held.options)), strict=True))
        renamed = renamed_in(held, names)
        said = counted(method, renamed, replace(profile, options=renamed.options))
        assert said == with_names(counted(method, held, profile), names)


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
