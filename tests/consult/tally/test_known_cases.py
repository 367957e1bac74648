"""Real and textbook counts: winners and, where they are given, every stage. Budgets and Polis are tested beside their readers."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from consult.tally.formats.read_ballots import read_file
from consult.tally.method_table import METHODS
from consult.tally.outcome import Outcome
from consult.tally.profile import Profile, ranked, scored

DATA: Final = Path(__file__).resolve().parents[4] / "shared" / "data" / "tally"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real ballots are not here")


def known() -> Mapping[str, Any]:
    """Every case, by its name."""
    cases: dict[str, Any] = json.loads((DATA / "expected.json").read_text()) if DATA.is_dir() else {}
    return cases


def named(beginning: str) -> pytest.MarkDecorator:
    """The cases whose names begin so, a test each."""
    return pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in known().items() if name.startswith(beginning)])


def counted(case: Mapping[str, Any], method: str, **takes: object) -> Outcome:
    """The file of a case, counted."""
    found = read_file(DATA / case["file"], METHODS[method].reads)
    return METHODS[method].count(found.profile, lot=found.lot, **takes)


def by_number(stage: Mapping[str, str], options: tuple[str, ...]) -> dict[str, str]:
    """Tallies under the numbers of the options, as the references write them."""
    return {str(options.index(option) + 1): votes for option, votes in stage.items()}


@named("stv-scottish/")
def test_scottish_wards_have_the_same_winners_and_every_stage_the_same_five_decimals(case: Any) -> None:
    options = tuple(case["expected"]["candidates"])
    outcome = counted(case, "stv_scottish", seats=case["params"]["seats"])
    numbers = [options.index(winner) + 1 for winner in outcome.winners]
    stages = [by_number(stage.tallies, options) for stage in outcome.rounds]

    assert numbers == case["expected"]["elected_in_order"]
    assert stages == [{number: f"{float(votes):.5f}" for number, votes in stage.items()} for stage in case["expected"]["stages"]]
    assert outcome.quota == str(case["expected"]["quota"])
    if "non_transferable" in case["expected"]:
        assert [stage.exhausted for stage in outcome.rounds] == case["expected"]["non_transferable"]


@named("stv-scottish/")
def test_whom_nobody_beats_in_a_ward_is_whom_the_reference_names(case: Any) -> None:
    if "schulze_margins_winner" in case["expected"]:
        options = case["expected"]["candidates"]
        assert [options.index(one) + 1 for one in counted(case, "schulze").winners] == case["expected"]["schulze_margins_winner"]


@named("stv-small/")
def test_small_counts_with_ties_elect_whom_the_reference_elects_by_the_scottish_rules(case: Any) -> None:
    outcome = counted(case, "stv_scottish", seats=case["params"]["seats"])
    expected = case["expected"]["scotland"]
    assert sorted(outcome.options.index(winner) + 1 for winner in outcome.winners) == expected["elected"]
    assert by_number(outcome.rounds[-1].tallies, tuple(outcome.options)) == expected["final_votes"]


@named("rctab/")
def test_counts_of_american_cities_elect_the_same(case: Any) -> None:
    several = case["kind"] != "irv"
    takes = {"seats": int(case["params"]["numberOfWinners"])} if several else {}
    assert list(counted(case, "stv_scottish" if several else "irv", **takes).winners) == case["expected"]["elected"]


@named("abif/")
def test_the_mayor_is_the_one_who_took_office(case: Any) -> None:
    runoff, duels = counted(case, "irv"), counted(case, "condorcet")
    assert list(runoff.winners) == [case["expected"]["irv_winner"]]
    assert list(duels.winners) == [case["expected"]["condorcet_winner"]]
    assert duels.pairwise == case["expected"]["pairwise"]
    ours = [voted(stage.tallies) for stage in runoff.rounds]
    theirs = [voted(stage) for stage, _ in case["expected"]["irv_rounds"]]
    assert without_repetition(ours) == without_repetition(theirs)


def voted(tallies: Mapping[str, object]) -> dict[str, int]:
    """Who has votes: in which order those without any go decides nothing."""
    return {option: int(str(votes)) for option, votes in tallies.items() if int(str(votes))}


def without_repetition(stages: list[dict[str, int]]) -> list[dict[str, int]]:
    """The stages, without those in which nothing changed."""
    return [stage for before, stage in zip([None, *stages], stages, strict=False) if stage != before]


def own(name: str) -> list[Any]:
    """Our own profiles, a test each."""
    cases = json.loads((DATA / "own" / name).read_text()) if DATA.is_dir() else {}
    return [pytest.param(case, id=case_name) for case_name, case in cases.items()]


@pytest.mark.parametrize("case", own("ranked_synthetic.json"))
def test_methods_that_disagree_each_name_their_own_winner(case: Any) -> None:
    expected = case["expected"]
    options = [str(n) for n in range(1, len(expected["borda_scores"]) + 1)]
    profile = ranked(options, ((tuple((option - 1,) for option in ranking), count) for count, ranking in case["ballots"]))
    said = {method: count(method, profile) for method in ("plurality", "irv", "borda", "schulze", "ranked_pairs")}
    names = {"borda": "borda_truncated_zero", "schulze": "schulze_margins", "ranked_pairs": "ranked_pairs_margins"}

    assert {method: list(outcome.winners) for method, outcome in said.items()} == {
        method: [str(expected["winners"][names.get(method, method)])] for method in said
    }
    assert [dict(stage.tallies) for stage in said["irv"].rounds] == [stringed(stage) for stage in expected["irv_rounds"]]
    assert [float(points) for points in said["borda"].scores.values()] == expected["borda_scores"]
    assert said["schulze"].pairwise == expected["pairwise"]
    assert sorted(count("stv_scottish", profile, seats=2).winners) == sorted(map(str, expected["scottish_stv_2_seats"]))


@pytest.mark.parametrize("case", own("textbook.json"))
def test_examples_of_textbooks_come_out_as_printed(case: Any) -> None:
    options, expected = case["candidates"], case["expected"]
    profile = ranked(options, ((tuple((options.index(option),) for option in ranking), count) for count, ranking in case["ballots"]))
    for method in ("plurality", "irv", "borda", "condorcet", "schulze"):
        if method in expected:
            assert list(count(method, profile).winners) == [expected[method]]
    assert {option: float(points) for option, points in count("borda", profile).scores.items()} == expected["borda_scores"]
    assert count("schulze", profile).pairwise == expected["pairwise"]
    if "schulze_order" in expected:
        beaten = count("schulze", profile).scores
        assert sorted(options, key=lambda option: -int(beaten[option])) == expected["schulze_order"]


@pytest.mark.parametrize("case", own("star_synthetic.json"))
def test_star_has_the_finalists_and_the_winner_of_the_reference(case: Any) -> None:
    options, expected = [str(n) for n in range(1, case["n"] + 1)], case["expected"]
    outcome = count("star", scored(options, ((dict(enumerate(points)), number) for number, points in case["ballots"])))
    sums, runoff = outcome.rounds
    assert [int(points) for points in sums.tallies.values()] == expected["total_scores"]
    assert [(option, int(votes)) for option, votes in sorted(runoff.tallies.items())] == [
        (str(option), votes) for option, votes in sorted(zip(expected["finalists"], expected["final_votes"], strict=True))
    ]
    assert list(outcome.winners) == [str(expected["winner"])]


def count(method: str, profile: Profile, **takes: object) -> Outcome:
    """A profile, counted; the lot is the order in which options are listed."""
    return METHODS[method].count(profile, lot=profile.options, **takes)


def stringed(stage: Mapping[str, int]) -> dict[str, str]:
    """Numbers as a round writes them."""
    return {option: str(votes) for option, votes in stage.items()}
