"""Random budgets, and the same for the library that ours are compared with."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from consult.tally.canonical_ballots import profile_of
from consult.tally.profile import Ballots, Profile
from tests.consult.tally.methods.rankings import imported
from tests.consult.tally.profiles import Cast, cast

KINDS = (Ballots.CHOSEN, Ballots.SCORED)
SATISFACTION = {Ballots.CHOSEN: "Cost_Sat", Ballots.SCORED: "Additive_Cardinal_Sat"}


def budgets(kind: Ballots, random: Random) -> tuple[Cast, Profile]:
    """A poll of projects in which somebody supports one, and its profile. None is free, which the library takes as its own case."""
    held = cast(kind, random)
    while not (profile := profile_of(kind, held.ballots.items(), options=held.options)).says_anything:
        held = cast(kind, random)
    return replace(held, costs={option: max(1, cost) for option, cost in held.costs.items()}), profile


def theirs(profile: Profile, costs: Mapping[str, int], budget: int) -> tuple[Any, Any]:
    """The same as an instance and a profile of pabutools. What costs more than the budget is left out, and so are abstentions."""
    election, number = imported("pabutools.election"), imported("pabutools.fractions").frac
    projects = {option: election.Project(option, number(costs[option])) for option in profile.options if costs[option] <= budget}
    instance = election.Instance(projects.values(), budget_limit=number(budget))
    made = election.ApprovalProfile() if profile.kind is Ballots.CHOSEN else election.CardinalProfile()
    for row, voters in zip(profile.marks.tolist(), profile.counts.tolist(), strict=True):
        if any(mark != profile.blank for mark in row):
            given = {projects[option]: mark for option, mark in zip(profile.options, row, strict=True) if mark > 0 and option in projects}
            ballot = election.ApprovalBallot(given) if profile.kind is Ballots.CHOSEN else election.CardinalBallot(given)
            made.extend([ballot] * voters)
    return instance, made


def as_fractions(costs: Mapping[str, int]) -> dict[str, Fraction]:
    """Costs as the methods take them."""
    return {option: Fraction(cost) for option, cost in costs.items()}
