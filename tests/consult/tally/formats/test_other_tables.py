"""Approvals, points and answers as CSV, and the tables of Scottish councils."""

from typing import Final

import pytest

from consult.tally.formats.csv.reader import read_csv
from consult.tally.profile import Ballots
from tests.consult.tally.formats.files import ANSWERED, CHOSEN, SCORED, rankings, read_by, refused_by, said

APPROVALS: Final = "count,choice1,choice2\n"
MARKS: Final = "count,Park,Pool\n"
WARD: Final = """4,2,
5,1,3,
2,2,
1,2,1,4,3,
"Candidate 1","Catherine","Independent",
"Candidate 2","D J","Labour",
"Candidate 3","Philip","",
"Candidate 4","David","SNP",
"Na  Hearadh",
"""


def test_a_row_of_choices_approves_of_each_in_whatever_order() -> None:
    found = read_by(read_csv, APPROVALS + "3,A,B\n1,B,A\n2,,C\n1,,\n", CHOSEN)

    assert found.profile.kind is Ballots.CHOSEN
    assert said(found.profile) == {"A/1 B/1": 4, "C/1": 2, "": 1}


def test_points_stand_under_the_names_of_options_and_no_opinion_is_not_zero() -> None:
    found = read_by(read_csv, MARKS + "3,5,0\n1,,2\n2,,\n", SCORED)

    assert found.profile.kind is Ballots.SCORED
    assert found.profile.options == found.lot == ("Park", "Pool")
    assert said(found.profile) == {"Park/5 Pool/0": 3, "Pool/2": 1, "": 2}


def test_answers_stand_under_statements() -> None:
    found = read_by(read_csv, MARKS + "3,agree,pass\n1,,disagree\n", ANSWERED)

    assert found.profile.kind is Ballots.ANSWERED
    assert said(found.profile) == {"Park/1 Pool/0": 3, "Pool/-1": 1}


def test_a_blank_table_of_marks_is_of_the_kind_that_is_wanted() -> None:
    assert read_by(read_csv, MARKS + "3,,\n", ANSWERED).profile.kind is Ballots.ANSWERED
    assert read_by(read_csv, MARKS + "3,,\n", SCORED).profile.kind is Ballots.SCORED


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (APPROVALS + "1,A,B\n1,A,A\n", "tally.named_twice", 3),
        (MARKS + "1,5,x\n", "tally.expected", 2),
        (MARKS + "1,5,2.5\n", "tally.expected", 2),
        (MARKS + "1,5,-1\n", "tally.expected", 2),
        (MARKS + "1,5,1001\n", "tally.expected", 2),
        (MARKS + "1,agree,5\n", "tally.expected", 2),
        ("count,Park,Park\n1,5,5\n", "tally.option_twice", 1),
        ("count,Park,\n1,5,5\n", "tally.no_name", 1),
        (MARKS, "tally.no_ballots", 1),
    ],
)
def test_what_is_no_mark_is_refused_with_its_line(text: str, code: str, line: int | None) -> None:
    assert refused_by(read_csv, text, SCORED) == (code, line)


def test_a_scottish_ward_has_its_seats_names_and_title() -> None:
    found = read_by(read_csv, WARD)

    assert found.seats == 2
    assert found.title == "Na Hearadh"
    assert found.profile.options == found.lot == ("Catherine", "D J", "Philip", "David")
    assert rankings(found.profile) == {"Catherine>Philip": 5, "D J": 2, "D J>Catherine>David>Philip": 1}


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ("5,1,3,", "5,1,5,", "tally.expected", 2),
        ("5,1,3,", "5,1,1,", "tally.named_twice", 2),
        ("5,1,3,", "5,1,x,", "tally.expected", 2),
        ("5,1,3,", "0,1,3,", "tally.count", 2),
        ('"Candidate 2"', '"Candidate 3"', "tally.expected", 6),
        ('"D J"', '"Catherine"', "tally.option_twice", 6),
        ('"Na  Hearadh",\n', "", "tally.ends_early", 8),
        ('"Na  Hearadh",\n', '"Na Hea', "tally.csv", 9),
        ('"Na  Hearadh",\n', '"Na Hearadh",\n5,1,\n', "tally.expected", 10),
        ("4,2,", "0,2,", "tally.expected", 1),
        ("4,2,", "4,0,", "tally.expected", 1),
        ("5,1,3,", "5,1,01,", "tally.named_twice", 2),
        ("4,2,", "1001,2,", "tally.expected", 1),
    ],
)
def test_what_is_no_scottish_ward_is_refused_with_its_line(before: str, after: str, code: str, line: int) -> None:
    assert refused_by(read_csv, WARD.replace(before, after, 1)) == (code, line)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('""Ward 3 - Tarbert, Scalpay"",', "Ward 3 - Tarbert, Scalpay"),
        ('""Tarbert"",', "Tarbert"),
        ("Tarbert", "Tarbert"),
        ('"The ""Isles"", north",', 'The "Isles", north'),
    ],
)
def test_the_name_of_a_scottish_ward_is_what_stands_there_whatever_its_quotation_marks(written: str, title: str) -> None:
    found = read_by(read_csv, WARD.replace('"Na  Hearadh",', written))

    assert (found.title, found.profile.voters) == (title, read_by(read_csv, WARD).profile.voters)
