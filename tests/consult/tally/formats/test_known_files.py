"""Real files beside the project, as other programs wrote them: what they hold is known, and none of their words stands here."""

import json
from collections.abc import Mapping
from typing import Any, Final

import pytest

from consult.tally.first_preferences import tops, until_ties, votes_at
from consult.tally.formats.read_ballots import read_file
from tests.consult.tally.formats.files import DATA, RANKED

TRUTH: Final = DATA / "expected.json"
CASES: Final[Mapping[str, Mapping[str, Any]]] = json.loads(TRUTH.read_text()) if TRUTH.exists() else {}
STAGED: Final = sorted(name for name, case in CASES.items() if case["file"].endswith((".blt", ".csv")) and "stages" in case["expected"])
RCTAB: Final = sorted(name for name, case in CASES.items() if name.startswith("rctab/"))
UNDECLARED: Final = "Undeclared Write-ins"

pytestmark = pytest.mark.skipif(not CASES, reason="the known ballots are not beside the project")


@pytest.mark.parametrize("name", STAGED)
def test_a_ward_has_the_seats_options_and_valid_ballots_that_are_known(name: str) -> None:
    case = CASES[name]
    found = read_file(DATA / case["file"], RANKED)

    assert found.seats == case["params"]["seats"]
    assert len(found.profile.options) == len(case["expected"]["candidates"])
    assert found.profile.voters - found.profile.abstained == case["expected"]["valid_ballots"]


@pytest.mark.parametrize("name", [name for name in STAGED if "first_preferences" in CASES[name]["expected"]])
def test_first_preferences_of_a_ward_are_those_that_are_known(name: str) -> None:
    profile = until_ties(read_file(DATA / CASES[name]["file"], RANKED).profile)
    known = CASES[name]["expected"]["first_preferences"]

    assert votes_at(profile, tops(profile)).tolist() == [int(known[number]) for number in sorted(known, key=int)]


def test_an_abif_file_has_the_options_and_ballots_that_are_known() -> None:
    case = CASES["abif/sf2018special-results"]
    found = read_file(DATA / case["file"], RANKED)
    tallies, exhausted = case["expected"]["irv_rounds"][0]

    assert found.profile.voters == case["expected"]["total_votelines"] or found.profile.voters == sum(tallies.values()) + exhausted
    assert found.profile.abstained == exhausted
    assert dict(zip(found.profile.options, votes_at(found.profile, tops(found.profile)), strict=True)) == tallies


@pytest.mark.parametrize("name", RCTAB)
def test_tables_of_rctab_are_read_with_what_they_say_beside_rankings(name: str) -> None:
    file = DATA / CASES[name]["file"]
    found = read_file(file, RANKED)
    rows = [line.partition(",")[0] for line in file.read_text().splitlines()[1:]]

    assert found.profile.voters == sum(map(int, rows))
    assert found.lot == tuple(sorted(found.lot))
    assert ("tally.write_ins" in found.notes) is ("UWI" in file.read_text())
    assert ("tally.overvotes" in found.notes) is (",overvote" in file.read_text())


@pytest.mark.parametrize(("name", "order"), [("42", (0, 1, 2)), ("42t", (2, 1, 0)), ("SC", tuple(range(13)))])
def test_a_file_gives_the_order_that_breaks_its_ties(name: str, order: tuple[int, ...]) -> None:
    found = read_file(DATA / f"stv-small/{name}.blt", RANKED)

    assert found.lot == tuple(found.profile.options[position] for position in order)
