"""The command tally: what it prints, and how it ends."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from django.utils import translation

from consult.tally.method_table import METHODS
from tests.consult.management.test_commands import ran

RANKINGS: Final = "count,rank1,rank2\n4,Alun,Budi\n3,Budi,\n1,Citra,Budi\n2,,\n"
ONE: Final = ("--method", "plurality")

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def in_english() -> Iterator[None]:
    """Sentences as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of rankings."""
    path = tmp_path / "ballots.csv"
    path.write_text(RANKINGS)
    return path


def test_json_has_the_shape_that_programs_rely_on(file: Path) -> None:
    status, out, err = ran("tally", file, *ONE, "--json")
    tally = json.loads(out)

    assert (status, err) == (0, "")
    assert tally.pop("seconds") >= 0
    assert tally == {
        "method": "plurality",
        "options": ["Alun", "Budi", "Citra"],
        "ballots": 10,
        "abstained": 2,
        "winners": ["Alun"],
        "rounds": [{"tallies": {"Alun": 4, "Budi": 3, "Citra": 1}, "elected": ["Alun"], "eliminated": [], "exhausted": 0}],
        "pairwise": {},
        "scores": {},
        "ties": [],
    }


def test_people_get_a_table_the_most_first(file: Path) -> None:
    status, out, err = ran("tally", file, *ONE)

    assert (status, err) == (0, "")
    words = out.split()
    assert words.index("Alun") < words.index("Budi") < words.index("Citra")
    assert "4  Alun  (elected)" in out
    assert "abstentions among them: 2" in out


def test_seats_are_filled_and_a_tie_at_the_line_is_told_with_what_broke_it(tmp_path: Path) -> None:
    file = tmp_path / "ties.blt"
    file.write_text('3 1\n[tie 3 2 1]\n4 1 0\n2 2 0\n2 3 0\n0\n"A"\n"B"\n"C"\n"T"\n')
    tally = json.loads(ran("tally", file, *ONE, "--seats", 2, "--json")[1])

    assert tally["winners"] == ["A", "C"]
    assert tally["ties"] == [{"between": ["C", "B"], "broken_by": "lot"}]


def test_the_seats_of_a_file_are_those_of_another_election_than_one_for_one_seat(tmp_path: Path) -> None:
    file = tmp_path / "seats.blt"
    file.write_text('3 2\n4 1 0\n3 2 0\n0\n"A"\n"B"\n"C"\n"T"\n')

    assert json.loads(ran("tally", file, *ONE, "--json")[1])["winners"] == ["A"]


def test_what_no_count_can_use_is_told_beside_the_result(file: Path) -> None:
    file.write_text("count,rank1,rank2\n4,Alun,Alun\n3,UWI,Alun\n1,overvote,Alun\n")
    status, out, err = ran("tally", file, *ONE, "--json")

    assert status == 0
    assert json.loads(out)["ballots"] == 8
    assert [line.rpartition(": ")[2] for line in err.splitlines()] == ["3.", "1.", "4."]
    assert all(line.startswith("ballots.csv: ") for line in err.splitlines())


def test_ballots_are_written_as_they_were_read_and_count_the_same(file: Path, tmp_path: Path) -> None:
    expected = json.loads(ran("tally", file, *ONE, "--json")[1])["rounds"]
    for suffix in ("csv", "json", "blt"):
        out = tmp_path / f"out.{suffix}"
        assert ran("tally", file, *ONE, "--ballots", out)[0] == 0
        assert json.loads(ran("tally", out, *ONE, "--json")[1])["rounds"] == expected


def test_what_is_left_out_of_the_ballots_that_are_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "ward.blt"
    file.write_text(WARD)
    status, _out, err = ran("tally", file, *ONE, "--ballots", tmp_path / "out.csv")

    assert (status, err) == (0, "out.csv: This format cannot say everything; left out: title, seats. JSON can.\n")


def test_options_that_look_alike_are_told(file: Path) -> None:
    file.write_text("count,rank1,rank2\n4,Alun,ALUN\n3,Budi,Ａlun\n")
    status, _out, err = ran("tally", file, *ONE)

    assert (status, err) == (0, "ballots.csv: These options look alike: ALUN; Alun; Ａlun.\n")


def test_the_name_of_an_option_is_not_translated_and_the_kind_of_ballots_is(file: Path) -> None:
    with translation.override("id"):
        file.write_text("count,rank1\n1,withdrawn|withdrawn\n")
        assert "“withdrawn”" in ran("tally", file, *ONE)[2]
        file.write_text("count,A\n1,agree\n")
        assert "“answered”" not in ran("tally", file, *ONE)[2]


def test_ballots_are_not_written_over_the_file_that_they_are_read_from(file: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(file)
    for out in (file, tmp_path / "link.csv"):
        status, told, err = ran("tally", file, *ONE, "--ballots", out)
        assert (status, told, err[:29]) == (2, "", "ballots: These ballots are re")
    assert file.read_text() == RANKINGS


def test_a_name_of_a_file_is_told_without_what_would_write_over_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[2J\n\u202e.csv"
    file.write_text("count,rank1\n4,UWI\n4,A\n")

    assert ran("tally", file, *ONE)[2].startswith("a[2J .csv: ")


WARD: Final = '3 2\n4 1 2 0\n2 2 0\n2 3 0\n1 2 3 0\n0\n"A"\n"B"\n"C"\n"Ward"\n'
PARK: Final = "META\nkey;value\nnum_projects;2\nnum_votes;3\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\nA;60\nB;50.50\n"
VOTES: Final = "VOTES\nvoter_id;vote\n1;A\n2;A,B\n3;B\n"


def test_a_count_of_several_seats_takes_their_number_from_the_file_or_from_who_asks(tmp_path: Path) -> None:
    file = tmp_path / "ward.blt"
    file.write_text(WARD)
    told = {seats: json.loads(ran("tally", file, "--method", "stv_scottish", "--json", *asked)[1]) for seats, asked in SEATS.items()}

    assert (told[2]["quota"], told[2]["winners"]) == (4, ["A", "B"])
    assert (told[1]["quota"], told[1]["winners"]) == (5, ["A"])
    assert told[2]["rounds"][0] == {
        "tallies": {"A": "4.00000", "B": "3.00000", "C": "2.00000"},
        "elected": ["A"],
        "eliminated": ["C"],
        "exhausted": "0.00000",
    }


SEATS: Final = {2: (), 1: ("--seats", 1)}


def test_projects_are_funded_from_the_budget_of_the_file_or_of_who_asks(tmp_path: Path) -> None:
    file = tmp_path / "park.pb"
    file.write_text(PARK + VOTES)

    for method in ("budget_greedy", "budget_equal_shares"):
        assert json.loads(ran("tally", file, "--method", method, "--json")[1])["winners"] in (["A"], ["B"])
        assert sorted(json.loads(ran("tally", file, "--method", method, "--budget", "110.50", "--json")[1])["winners"]) == ["A", "B"]


@pytest.mark.parametrize(
    ("name", "text", "arguments", "told"),
    [
        (
            "ward.csv",
            RANKINGS,
            ("--method", "stv_scottish"),
            "seats: The file does not say how many are elected. Please give the number of seats.",
        ),
        ("ward.blt", WARD, ("--method", "irv", "--seats", "2"), "seats: The method irv elects one. Please leave the number of seats out."),
        (
            "park.json",
            '{"candidates": ["A"], "ballots": [[1, ["A"]]]}',
            ("--method", "budget_greedy"),
            "budget: The file does not say how much",
        ),
        (
            "park.json",
            '{"candidates": ["A"], "ballots": [[1, ["A"]]]}',
            ("--method", "budget_greedy", "--budget", "5"),
            "park.json: The file does not",
        ),
        (
            "park.pb",
            PARK + VOTES,
            ("--method", "budget_greedy", "--budget", "0"),
            "budget: The budget has to be an amount of money above 0",
        ),
        ("park.pb", PARK + VOTES, ("--method", "stv_scottish"), "park.pb, line 1: The ballots in this file are of the kind “choices”"),
    ],
)
def test_what_a_method_asks_for_and_nobody_gives_is_named(
    name: str, text: str, arguments: Sequence[str], told: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    status, out, err = ran("tally", tmp_path / name, *arguments)

    assert (status, out, err.count("\n")) == (2, "", 0)
    assert err.startswith(told)


def test_an_outcome_is_explained_in_both_languages_with_a_table_and_a_drawing(tmp_path: Path) -> None:
    file = tmp_path / "ward.blt"
    file.write_text(WARD)
    status, out, err = ran("tally", file, "--method", "stv_scottish", "--explain")

    assert (status, err) == (0, "")
    assert "Terpilih, dengan kuota 4 suara" in out
    assert "Elected, with the quota at 4 votes" in out
    assert out.splitlines()[-1].startswith("<svg ")
    assert [line.split()[0] for line in out.splitlines() if "4" in line and line.startswith("A ")] == ["A", "A"]


def test_an_explanation_goes_into_the_json_beside_the_numbers(tmp_path: Path) -> None:
    file = tmp_path / "park.pb"
    file.write_text(PARK + VOTES)
    tally = json.loads(ran("tally", file, "--method", "budget_greedy", "--explain", "--json")[1])

    assert sorted(tally["explained"]) == ["en", "id"]
    for told in tally["explained"].values():
        assert len(told["sentences"]) == 4
        assert len(told["table"]["rows"]) == 2
        assert told["svg"].startswith("<svg ")
    assert "100" in tally["explained"]["en"]["sentences"][2]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--method", "oracle"), "method: There is no method “oracle”. There are: "),
        ((*ONE, "--seats", "0"), "seats: "),
        ((*ONE, "--seats", "two"), "seats: "),
        ((*ONE, "--seats", "-1"), "seats: "),
        ((*ONE, "--seats", "1.5"), "seats: "),
        ((*ONE, "--seats", "4"), "seats: There are more seats (4) than options (3)."),
        ((*ONE, "--budget", "100"), "budget: "),
        ((*ONE, "--ballots", "out.xlsx"), "ballots: Ballots cannot be written into a file of this kind. These can be: .blt, .csv, .json."),
        ((*ONE, "--ballots", "absent/out.csv"), "ballots: The file absent/out.csv cannot be written: "),
    ],
)
def test_usage_that_is_wrong_ends_with_2_and_one_line_that_names_it(arguments: Sequence[str], named: str, file: Path) -> None:
    status, out, err = ran("tally", file, *arguments)

    assert (status, out, err.count("\n")) == (2, "", 0)
    assert err.startswith(named)


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("ballots.csv", RANKINGS + "0,Alun,\n", "ballots.csv, line 6: "),
        ("ballots.blt", '1 1\n1 7 0\n0\n"A"\n"T"\n', "ballots.blt, line 2: "),
        ("ballots.json", '{"candidates": ["A"],\n"ballots": [[1, ["B"]]]}', "ballots.json, line 2: "),
        ("ballots.abif", "1:A>B\n1:A>>B\n", "ballots.abif, line 2: "),
        ("ballots.csv", "count,Alun,Budi\n1,5,0\n", "ballots.csv, line 1: The ballots in this file are of the kind “points”"),
        ("ballots.csv", "", "ballots.csv, line 1: "),
    ],
)
def test_a_file_that_is_wrong_ends_with_2_and_one_line_that_names_its_line(name: str, text: str, named: str, tmp_path: Path) -> None:
    file, out_file = tmp_path / name, tmp_path / "out.json"
    file.write_text(text)
    status, out, err = ran("tally", file, *ONE, "--json", "--ballots", out_file)

    assert (status, out, err.count("\n")) == (2, "", 0)
    assert err.startswith(named)
    assert not out_file.exists()


def test_a_file_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    status, out, err = ran("tally", tmp_path / "absent.csv", *ONE)

    assert (status, out) == (2, "")
    assert err.startswith("absent.csv: ")


def test_nothing_is_printed_where_the_ballots_cannot_be_written(file: Path, tmp_path: Path) -> None:
    status, out, _err = ran("tally", file, *ONE, "--json", "--ballots", tmp_path / "absent" / "out.json")

    assert (status, out) == (2, "")


def test_the_table_of_methods_is_what_the_command_knows(file: Path) -> None:
    _status, _out, err = ran("tally", file, "--method", "oracle")

    assert all(name in err for name in METHODS)
