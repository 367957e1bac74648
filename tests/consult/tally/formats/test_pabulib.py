"""Pabulib files: what is read, what is refused with its line, and the outcomes of real ones."""

import json
from collections.abc import Mapping
from fractions import Fraction
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest

from consult.errors import BadInput
from consult.sentences import sentence_of
from consult.tally import equal_shares_add1
from consult.tally.equal_shares import buy
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.pabulib.reader import read_pabulib
from consult.tally.methods import budget_equal_shares, budget_greedy
from consult.tally.profile import Ballots, support

DATA = Path(__file__).resolve().parents[4] / "../shared/data/tally"
FUNDING = (Ballots.CHOSEN, Ballots.SCORED)
NO_POINTS = {"2018_podgorze", "2018_zwierzyniec", "2019_mistrzejowice", "2020_bienczyce", "2020_debniki"}  # rankings without points

APPROVALS = """META
key;value
description;A street
num_projects;3
num_votes;4
budget;100,50
vote_type;approval
PROJECTS
project_id;cost;votes;name
p1;60;2;"Trees; benches"
p2;40.25;2;Lamps
p3;100;0;Paint
VOTES
voter_id;age;vote
1;30;p1,p2
2;;p1
3;41;p2
4;20;
"""
POINTS = """META
key;value
num_projects;2
num_votes;3
budget;100
vote_type;cumulative
PROJECTS
project_id;cost
a;60
b;40
VOTES
voter_id;vote;points
1;a,b;3,1
2;b;2.0
3;;
"""
RANKINGS = POINTS.replace("cumulative", "ordinal\nmax_length;2").replace("vote;points", "vote;sex").replace("3,1", "F").replace("2.0", "M")


def read(text: str, wanted: tuple[Ballots, ...] = FUNDING) -> BallotFile:
    return read_pabulib(StringIO(text, newline=""), wanted)


def rows(file: BallotFile) -> list[list[int]]:
    """The ballots, one after the other."""
    return [row for row, number in zip(file.profile.marks.tolist(), file.profile.counts.tolist(), strict=True) for _ in range(number)]


def refused(text: str) -> tuple[str, object]:
    """Code and line of a refusal."""
    with pytest.raises(BadInput) as refusal:
        read(text)
    assert sentence_of(refusal.value)
    return refusal.value.code, refusal.value.facts.get("line")


def test_approvals_are_choices_with_costs_budget_and_title() -> None:
    file = read(APPROVALS)
    assert (file.profile.kind, file.profile.options, file.lot) == (Ballots.CHOSEN, ("p1", "p2", "p3"), ("p1", "p2", "p3"))
    assert rows(file) == [[1, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 0]]
    assert file.costs == {"p1": Fraction(60), "p2": Fraction("40.25"), "p3": Fraction(100)}
    assert (file.budget, file.title) == (Fraction("100.5"), "A street")


def test_a_project_may_cost_nothing_and_a_voter_need_not_be_named() -> None:
    assert (read(APPROVALS.replace("p3;100", "p3;0")).costs or {})["p3"] == 0
    assert len(rows(read(APPROVALS.replace("\n2;;", "\n;;").replace("\n3;", "\n;")))) == 4


def test_votes_that_are_alike_are_one_row() -> None:
    assert read(APPROVALS.replace("3;41;p2", "3;41;p1")).profile.counts.tolist() == [1, 2, 1]


def test_line_ends_of_windows_blank_lines_and_a_missing_head_of_meta_are_no_matter() -> None:
    other = APPROVALS.replace("key;value\n", "").replace("VOTES\n", "\n;;\nvotes;;\n").replace("\n", "\r\n")
    assert rows(read(other)) == rows(read(APPROVALS))


def test_an_approval_that_names_a_project_twice_counts_once_and_is_told() -> None:
    file = read(APPROVALS.replace("3;41;p2", "3;41;p2,p1,p2"))

    assert rows(file) == rows(read(APPROVALS.replace("3;41;p2", "3;41;p2,p1")))
    assert (file.notes, read(APPROVALS).notes) == ({"tally.repeats": 1}, {})


def test_points_are_points_and_who_gives_none_abstains() -> None:
    file = read(POINTS)
    assert (file.profile.kind, rows(file), file.profile.abstained) == (Ballots.SCORED, [[3, 1], [-1, 2], [-1, -1]], 1)


def test_a_default_score_goes_to_all_that_a_vote_does_not_name() -> None:
    assert rows(read(POINTS.replace("cumulative", "scoring\ndefault_score;1"))) == [[3, 1], [1, 2], [1, 1]]


def test_a_ranking_without_points_gives_as_many_as_there_are_places_to_the_first() -> None:
    assert rows(read(RANKINGS)) == [[2, 1], [-1, 2], [-1, -1]]
    assert rows(read(RANKINGS.replace("max_length;2", "scoring_fn;Borda"))) == [[2, 1], [-1, 2], [-1, -1]]


def test_a_ranking_is_one_where_rankings_are_wanted() -> None:
    file = read(RANKINGS, (Ballots.RANKED,))
    assert (file.profile.kind, rows(file)) == (Ballots.RANKED, [[0, 1], [2, 0], [2, 2]])


WRONG: Mapping[str, tuple[str, str, str, int]] = {
    "a section is missing": (APPROVALS, "PROJECTS\n", "", 8),
    "a section is misspelt": (APPROVALS, "META\n", "MEAT\n", 1),
    "fewer votes than it says": (APPROVALS, "4;20;\n", "", 5),
    "fewer projects than it says": (APPROVALS, "p3;100;0;Paint\n", "", 4),
    "a number of votes that is none": (APPROVALS, "num_votes;4", "num_votes;four", 5),
    "no number of votes": (APPROVALS, "num_votes;4\n", "", 6),
    "a key twice": (APPROVALS, "num_votes;4", "num_projects;3", 5),
    "a type that is not known": (APPROVALS, "vote_type;approval", "vote_type;choose-2", 7),
    "a cost below nought": (APPROVALS, "p2;40.25", "p2;-40.25", 11),
    "a cost that is no number": (APPROVALS, "p2;40.25", "p2;1e3", 11),
    "a budget that is no number": (APPROVALS, "100,50", "much", 6),
    "a comma that may stand before thousands": (APPROVALS, "p2;40.25", '"p2";1,000', 11),
    "two commas": (APPROVALS, "100,50", "1,100,50", 6),
    "a budget of nothing": (APPROVALS, "100,50", "0.00", 6),
    "a voter twice": (APPROVALS, "3;41;p2", "1;41;p2", 17),
    "a project twice": (APPROVALS, "p2;40.25", "p1;40.25", 11),
    "a project without a name": (APPROVALS, "p2;40.25", ";40.25", 11),
    "a project whose name holds a comma": (APPROVALS, "p2;40.25", '"p,2";40.25', 11),
    "a vote for an unknown project": (APPROVALS, "3;41;p2", "3;41;p9", 17),
    "points for a project twice": (POINTS, "2;b;2.0", "2;b,b;2,1", 14),
    "places for a project twice": (RANKINGS, "1;a,b", "1;a,a", 14),
    "a choice of a project twice": (APPROVALS.replace("approval", "choose-1").replace("p1,p2", "p1"), "3;41;p2", "3;41;p2,p2", 17),
    "a vote for a project without a name": (APPROVALS, "3;41;p2", "3;41;p2,", 17),
    "a cell too many": (APPROVALS, "3;41;p2", "3;41;p2;", 17),
    "a cell too few": (APPROVALS, "3;41;p2", "3;p2", 17),
    "a column that is missing": (APPROVALS, "voter_id;age;vote", "voter_id;age;votes", 14),
    "a quotation mark that does not end": (APPROVALS, "Paint", '"Paint', 18),
    "two choices where one is asked": (APPROVALS, "vote_type;approval", "vote_type;choose-1", 15),
    "votes and then projects again": (APPROVALS, "4;20;\n", "4;20;\nPROJECTS\n", 19),
    "points below nought": (POINTS, "3,1", "3,-1", 13),
    "points that are not whole": (POINTS, "3,1", "2.5,1", 13),
    "points without end": (POINTS, "3,1", f"3,{10**20}", 13),
    "more points than projects": (POINTS, "2;b;2.0", "2;b;2,1", 14),
    "a project without its points": (POINTS, "2;b;2.0", "2;b;", 14),
    "another count than Borda's": (RANKINGS, "max_length;2", "scoring_fn;Dowdall", 7),
    "more places than it says": (RANKINGS, "max_length;2", "max_length;1", 14),
    "no place at all": (RANKINGS, "max_length;2", "max_length;0", 7),
}


@pytest.mark.parametrize("what", list(WRONG))
def test_what_is_wrong_is_refused_with_its_line(what: str) -> None:
    text, right, wrong, line = WRONG[what]
    assert text.count(right) == 1
    assert refused(text.replace(right, wrong))[1] == line


def test_a_file_without_votes_is_refused() -> None:
    head = APPROVALS[: APPROVALS.index("1;30")].replace("num_votes;4", "num_votes;0")
    assert refused(head)[0] == "tally.no_ballots"


def test_a_last_line_without_end_is_taken_only_where_projects_have_the_votes_that_the_file_says() -> None:
    whole = APPROVALS.replace("4;20;\n", "4;20;p2").replace("p2;40.25;2", "p2;40.25;3")
    assert rows(read(whole))[-1] == [0, 1, 0]
    assert refused(whole.removesuffix("p2"))[0] == "tally.cut"
    assert refused(POINTS.removesuffix("\n"))[0] == "tally.cut"


@pytest.mark.parametrize("text", [APPROVALS, POINTS, RANKINGS], ids=["approvals", "points", "rankings"])
def test_a_file_that_is_cut_or_damaged_is_refused_or_is_still_whole(text: str) -> None:
    """A file that was cut is never read as another one; one with a character changed is read or refused, and nothing else happens."""
    random, told = Random(8), rows(read(text))
    for cut in range(len(text)):
        assert (found := outcome(text[:cut])) is None or rows(found) == told, text[:cut]
    for _ in range(600):
        at = random.randrange(len(text))
        outcome(text[:at] + random.choice(';,"\n\r\x00-9p.é\ufeff') + text[at + random.choice((0, 1)) :])


def outcome(text: str) -> BallotFile | None:
    """What is read, or nothing where it is refused."""
    try:
        return read(text)
    except BadInput as error:
        refusal = error
    assert sentence_of(refusal)
    assert "line" in refusal.facts
    return None


def known() -> dict[str, Any]:
    """The real files with what is known of them."""
    expected = DATA / "expected.json"
    cases = json.loads(expected.read_text()) if expected.exists() else {}
    return {name: case for name, case in cases.items() if name.startswith("pb/")}


KNOWN = known()
needs_data = pytest.mark.skipif(not KNOWN, reason="the data are not here")


def real(name: str) -> BallotFile:
    with (DATA / KNOWN[name]["file"]).open(encoding="utf-8-sig", newline="") as lines:
        return read_pabulib(lines, FUNDING)


@needs_data
@pytest.mark.parametrize("name", sorted(KNOWN))
def test_real_files_have_their_known_scores_and_are_funded_as_the_city_did(name: str) -> None:
    file, expected = real(name), KNOWN[name]["expected"]
    funded = list(budget_greedy.count(file.profile, costs=file.costs or {}, budget=file.budget or Fraction(0), lot=file.lot).winners)
    assert (len(file.profile.options), file.profile.voters) == (expected["num_projects"], expected["num_votes"])
    if not any(name.endswith(each) for each in NO_POINTS):
        assert {option: points for option, points in support(file.profile).items() if points} == {
            option: int(points) for option, points in expected["scores"].items() if points
        }
        assert funded == [option for option in expected["greedy_by_score"] if expected["scores"].get(option)]
    elif expected["official_selected"]:
        assert funded == expected["official_selected"]
    if expected["greedy_equals_official"]:
        assert sorted(funded) == sorted(expected["official_selected"])


@needs_data
@pytest.mark.parametrize("name", sorted(name for name in KNOWN if any(name.endswith(each) for each in NO_POINTS)))
def test_rankings_without_points_have_the_score_that_the_file_tells(name: str) -> None:
    lines = (DATA / KNOWN[name]["file"]).read_text(encoding="utf-8-sig").splitlines()
    projects = lines[lines.index("PROJECTS") + 1 : lines.index("VOTES")]
    assert projects[0].startswith("project_id;cost;votes;score;")
    told = {row.split(";")[0]: int(row.split(";")[3]) for row in projects[1:]}
    assert support(real(name).profile) == told


@needs_data
@pytest.mark.parametrize("name", sorted(name for name, case in KNOWN.items() if "pabutools" in case["expected"]))
def test_real_budgets_are_shared_as_known_without_raises_and_with_them(name: str) -> None:
    file, expected = real(name), KNOWN[name]["expected"]["pabutools"]
    costs, budget = file.costs or {}, file.budget or Fraction(0)
    buyable = budget_equal_shares.projects(file.profile, costs=costs, budget=budget, lot=file.lot)
    voters, rows = file.profile.voters, len(file.profile.marks)
    share = budget / voters
    assert sorted(purchase.project.name for purchase in buy(buyable, share, rows=rows)) == sorted(expected["mes"])
    if expected["mes_add1"]:
        purchases, raised = equal_shares_add1.completed(buyable, budget=budget, share=share, rows=rows, voters=voters)
        assert sorted(purchase.project.name for purchase in purchases) == sorted(expected["mes_add1"])
        assert (raised - share).denominator == 1  # by whole units
