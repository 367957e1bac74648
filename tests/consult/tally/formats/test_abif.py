"""Ballots as ABIF."""

from typing import Final

import pytest

from consult.tally.formats.abif.reader import read_abif
from consult.tally.profile import Ballots
from tests.consult.tally.formats.files import CHOSEN, RANKED, SCORED, rankings, read_by, refused_by, said

LISTED: Final = "=DGM:[Doña García Márquez]\n=SBJ:[Steven B. Jensen]\nAM:[Adam Muñoz]\n"


def test_options_go_by_their_tokens_in_the_order_in_which_they_are_listed() -> None:
    found = read_by(read_abif, LISTED + "27:DGM>SBJ=AM\n3:AM,SBJ\n2:\n27: DGM > SBJ = AM # again\n")

    assert found.profile.options == found.lot == ("DGM", "SBJ", "AM")
    assert rankings(found.profile) == {"DGM>SBJ=AM": 54, "SBJ=AM": 3, "": 2}


def test_a_line_of_votes_may_use_long_names_too() -> None:
    assert rankings(read_by(read_abif, LISTED + '2:[Adam Muñoz]>DGM\n1:"Adam Muñoz">DGM\n').profile) == {"AM>DGM": 3}


def test_options_that_no_line_lists_go_by_name() -> None:
    found = read_by(read_abif, '# no list\n2:C>[B b]\n1:A>"D d"\n')

    assert found.profile.options == ("A", "B b", "C", "D d")


def test_metadata_gives_the_title_and_the_number_of_ballots_is_compared() -> None:
    assert read_by(read_abif, '{title: "A poll"}\n{"ballotcount": 3}\n2:A\n1:B\n').title == "A poll"
    assert refused_by(read_abif, '{"ballotcount": 4}\n2:A\n1:B\n') == ("tally.promised", 1)


def test_points_are_points_where_they_are_wanted_and_a_ranking_elsewhere() -> None:
    text = "5:A/5,B/2,C/2\n2:B/3>A/0\n1:\n"

    assert said(read_by(read_abif, text, SCORED).profile) == {"A/5 B/2 C/2": 5, "A/0 B/3": 2, "": 1}
    assert rankings(read_by(read_abif, text, RANKED).profile) == {"A>B=C": 5, "B>A": 2, "": 1}


def test_equals_without_an_order_are_approvals_where_those_are_wanted() -> None:
    assert said(read_by(read_abif, "4:A=C,B\n1:B\n", CHOSEN).profile) == {"A/1 B/1 C/1": 4, "B/1": 1}
    assert read_by(read_abif, "4:A>C\n1:B\n", CHOSEN).profile.kind is Ballots.RANKED


def test_points_of_one_at_most_are_approvals_where_those_are_wanted() -> None:
    text = "3:A/1,B/0,C/1\n2:B/1\n1:C/0\n"

    assert said(read_by(read_abif, "{max_rating: 1}\n" + text, CHOSEN).profile) == {"A/1 C/1": 3, "B/1": 2, "": 1}
    assert read_by(read_abif, "{max_rating: 1}\n" + text, SCORED).profile.kind is Ballots.SCORED
    assert read_by(read_abif, "{max_rating: 5}\n" + text, CHOSEN).profile.kind is Ballots.RANKED
    assert read_by(read_abif, "{max_rating: 1}\n1:A/2\n", CHOSEN).profile.kind is Ballots.RANKED


def test_an_asterisk_stands_for_a_colon() -> None:
    assert rankings(read_by(read_abif, LISTED + "27 * DGM/5, SBJ/2\n4*AM>DGM\n2 *\n").profile) == {"DGM>SBJ": 27, "AM>DGM": 4, "": 2}


@pytest.mark.parametrize("text", ["1:A/5>B/5\n", "1:A/4=B/5\n", "1:A/1>B/5\n"])
def test_where_points_are_wanted_no_sign_between_them_has_to_agree(text: str) -> None:
    assert read_by(read_abif, text, SCORED).profile.kind is Ballots.SCORED
    assert refused_by(read_abif, text, RANKED) == ("tally.expected", 1)


def test_extended_data_behind_the_ballots_is_passed_over() -> None:
    assert rankings(read_by(read_abif, '7: B>A: { "precinct":51, "machine":2 }\n').profile) == {"B>A": 7}


@pytest.mark.parametrize("long", [" " * 200_000, ":{" * 100_000, '"' * 100_000, "[" * 100_000, "A>" * 20_000])
def test_a_line_that_is_made_to_keep_a_reader_busy_does_not(long: str) -> None:
    assert refused_by(read_abif, f"1:A{long}x x\n")[1] == 1


def test_a_last_line_without_an_end_is_told() -> None:
    assert read_by(read_abif, "2:A>B\n3:B").notes == {"tally.unended": 3}
    assert read_by(read_abif, "2:A>B\n3:B\n").notes == {}


def test_a_last_line_without_an_end_is_refused_where_half_a_name_would_be_an_option() -> None:
    assert refused_by(read_abif, "2:Alun>Budi\n3:Budi>Al") == ("tally.cut", 2)
    assert read_by(read_abif, "=Al:[Alun]\n3:Al").notes == {"tally.unended": 3}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (LISTED + "1:DGM>XX\n", "tally.unknown_option", 4),
        (LISTED + "1:DGM>DGM\n", "tally.named_twice", 4),
        (LISTED + "1:AM>[Adam Muñoz]\n", "tally.named_twice", 4),
        (LISTED + "=AM:[Another]\n", "tally.option_twice", 4),
        (LISTED + "=AN:[Adam Muñoz]\n", "tally.option_twice", 4),
        ("0:A>B\n", "tally.count", 1),
        ("1.5:A>B\n", "tally.count", 1),
        ("-1:A>B\n", "tally.count", 1),
        ("1:A>\n", "tally.expected", 1),
        ("1:A>>B\n", "tally.expected", 1),
        ("1:A B>C\n", "tally.expected", 1),
        ("1:A/5,B\n", "tally.expected", 1),
        ("1:A/5>B/5\n", "tally.expected", 1),
        ("1:A/5=B/4\n", "tally.expected", 1),
        ("1:A/x\n", "tally.expected", 1),
        ("1:A/2000\n", "tally.expected", 1),
        ("1:A\n6+A>B\n", "tally.expected", 2),
        ("1:A\n6**A>B\n", "tally.expected", 2),
        ("1:A*1,B*2\n", "tally.expected", 1),
        ("1:A\n{title\n", "tally.expected", 2),
        ("1:[]\n", "tally.no_name", 1),
        ("# nothing\n", "tally.no_options", 1),
        (LISTED, "tally.no_ballots", 3),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(text: str, code: str, line: int | None) -> None:
    assert refused_by(read_abif, text) == (code, line)
