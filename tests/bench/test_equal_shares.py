"""What it costs to share a budget out among many voters, beside the reference library: for both the same real ballots, over and over."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest

from consult.tally.equal_shares import buy
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.pabulib.reader import read_pabulib
from consult.tally.methods import budget_equal_shares
from consult.tally.profile import Ballots, Profile, distinct
from tests.bench.conftest import Measured
from tests.bench.timing import best, took
from tests.consult.tally.methods.rankings import imported, unheard

FILES: Final = Path(__file__).resolve().parents[2] / "../shared/data/tally/pb"
VOTERS: Final = 100_000

pytestmark = pytest.mark.skipif(not FILES.exists(), reason="the data are not here")


def largest() -> BallotFile:
    """The file of approvals with the most votes."""
    files = []
    for path in sorted(FILES.glob("*.pb")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            files.append(read_pabulib(lines, (Ballots.CHOSEN, Ballots.SCORED)))
    return max((file for file in files if file.profile.kind is Ballots.CHOSEN), key=lambda file: file.profile.voters)


def repeated(profile: Profile) -> Profile:
    """So many voters, a row for each, who vote as these did, one after the other."""
    single = np.repeat(np.arange(len(profile.counts)), profile.counts)
    rows = np.resize(single, VOTERS)
    return replace(profile, marks=profile.marks[rows], counts=np.ones(VOTERS, np.int64))


def reference(profile: Profile, costs: dict[str, Fraction], budget: Fraction) -> tuple[Any, Any]:
    """The same as an instance and a profile of the library, a ballot for each voter."""
    election, number = imported("pabutools.election"), imported("pabutools.fractions").frac
    projects = [election.Project(option, number(costs[option].numerator, costs[option].denominator)) for option in profile.options]
    instance = election.Instance(projects, budget_limit=number(budget.numerator, budget.denominator))
    ballots = [election.ApprovalBallot(projects[place] for place in np.flatnonzero(row)) for row in profile.marks]
    return instance, election.ApprovalProfile(ballots, instance=instance)


@pytest.mark.parametrize("raised", [None, 1], ids=["with the first shares", "completed by raises"])
def test_the_budget_of_a_hundred_thousand_voters_is_shared_out_much_quicker_than_by_the_reference(
    raised: int | None, measured: Measured
) -> None:
    file = largest()
    profile, costs = repeated(file.profile), dict(file.costs or {})
    budget = file.budget or Fraction(0)
    instance, made = reference(profile, costs, budget)
    rule, satisfaction = imported("pabutools.rules").method_of_equal_shares, imported("pabutools.election").Cost_Sat
    found: list[list[str]] = []

    def ours() -> None:
        count = shared_out if raised else bought
        found.append(sorted(count(profile, costs, budget, file.lot)))

    def theirs() -> None:
        with unheard():  # its quickest way: equal ballots are put together first, as ours does too
            bought = rule(instance, made.as_multiprofile(), sat_class=satisfaction, voter_budget_increment=raised)
        found.append(sorted(project.name for project in bought))

    value, against = best(ours), best(theirs)
    assert found[0] == found[-1]
    facts = {"voters": VOTERS, "projects": len(costs), "bought": len(found[0])}
    how = "completed by raises" if raised else "with the first shares"
    measured(f"sharing a budget among 100,000 voters, {how}", value, "ms", against=against, at_most=1 / 5, **facts)


def shared_out(profile: Profile, costs: dict[str, Fraction], budget: Fraction, lot: Sequence[str]) -> Sequence[str]:
    """The whole method, with all that it tells."""
    return budget_equal_shares.count(profile, costs=costs, budget=budget, lot=lot).winners


def bought(profile: Profile, costs: dict[str, Fraction], budget: Fraction, lot: Sequence[str]) -> list[str]:
    """What is bought with the first shares alone, to which the reference adds nothing if it is not asked to."""
    ballots = distinct(profile)
    buyable = budget_equal_shares.projects(ballots, costs=costs, budget=budget, lot=lot)
    return [purchase.project.name for purchase in buy(buyable, budget / VOTERS, rows=len(ballots.marks))]


def test_all_raises_for_a_hundred_thousand_voters_take_seconds_even_where_no_two_ballots_are_alike(measured: Measured) -> None:
    random = np.random.default_rng(1)
    marks = (random.random((VOTERS, 40)) < 0.2).astype(np.int64)
    options = tuple(f"project-{n}" for n in range(40))
    profile = Profile(Ballots.CHOSEN, options, marks, np.ones(VOTERS, np.int64))
    costs = {option: Fraction(int(random.integers(10_000, 200_000))) for option in options}
    seconds = took(lambda: budget_equal_shares.count(profile, costs=costs, budget=Fraction(2_000_000), lot=options)) / 1000
    measured("sharing a budget among 100,000 voters who all differ, with all raises", seconds, "s", at_most=30, voters=VOTERS)
