"""Rankings as CSV."""

from fractions import Fraction
from typing import Final

import pytest

from consult.errors import BadInput
from consult.tally.formats.csv.reader import read_csv
from tests.consult.tally.formats.files import rankings, read_by, refused_by

HEADER: Final = "count,rank1,rank2,rank3\n"


def test_a_row_is_a_ranking_and_rows_that_are_alike_are_one_ballot() -> None:
    found = read_by(read_csv, HEADER + "4,A,B,C\n1,B,A,\n2,A,B,C\n")

    assert found.profile.options == ("A", "B", "C")
    assert found.profile.counts.tolist() == [6, 1]
    assert rankings(found.profile) == {"A>B>C": 6, "B>A": 1}


def test_options_and_the_lot_go_by_name_so_that_the_order_of_rows_decides_nothing() -> None:
    first = read_by(read_csv, HEADER + "1,C,,\n1,A,B,\n")
    second = read_by(read_csv, HEADER + "1,A,B,\n1,C,,\n")

    assert first.lot == second.lot == ("A", "B", "C")


def test_without_a_column_for_the_count_each_row_is_one_voter() -> None:
    found = read_by(read_csv, "rank1,Rank 2\nA,B\nB,\nA,B\n")

    assert rankings(found.profile) == {"A>B": 2, "B": 1}
    assert refused_by(read_csv, "rank1,rank2\nAlison,B\nB,Alis") == ("tally.cut", 3)
    assert refused_by(read_csv, "rank2,rank1\nA,B\n") == ("tally.header", 1)


def test_a_bar_is_a_tie() -> None:
    assert rankings(read_by(read_csv, HEADER + "3,A|D,B,C\n").profile) == {"A=D>B>C": 3}


@pytest.mark.parametrize("word", ["", "undervote", "  "])
def test_a_rank_that_was_passed_over_moves_the_next_up(word: str) -> None:
    assert rankings(read_by(read_csv, f"{HEADER}3,A,{word},C\n").profile) == {"A>C": 3}


def test_an_overvote_ends_the_ranking_and_is_told() -> None:
    found = read_by(read_csv, HEADER + "3,A,overvote,C\n2,overvote,A,\n4,C,A,\n")

    assert rankings(found.profile) == {"A": 3, "": 2, "C>A": 4}
    assert found.notes == {"tally.overvotes": 5}


def test_a_name_that_was_written_in_is_passed_over_and_told() -> None:
    found = read_by(read_csv, HEADER + "3,UWI,B,\n2,A,UWI,UWI\n")

    assert rankings(found.profile) == {"B": 3, "A": 2}
    assert found.notes == {"tally.write_ins": 5}


def test_an_option_that_stands_there_again_counts_where_it_stands_first_in_what_voters_marked_by_hand() -> None:
    found = read_by(read_csv, HEADER + "3,A,A,B\n2,C,A|D,A\n1,C,C|D,A\n7,A,B,C\n")

    assert rankings(found.profile) == {"A>B": 3, "C>A=D": 2, "C>D>A": 1, "A>B>C": 7}
    assert found.notes == {"tally.repeats": 6}


def test_elsewhere_an_option_that_stands_there_again_is_refused_with_its_line() -> None:
    with pytest.raises(BadInput) as refused:
        read_by(read_csv, HEADER + "7,A,B,C\n3,B,A,B\n3,A,A,\n")

    assert (refused.value.code, refused.value.facts["line"], refused.value.facts["name"]) == ("tally.named_twice", 3, "B")


def test_a_blank_ballot_abstains() -> None:
    found = read_by(read_csv, HEADER + "3,,,\n1,A,,\n")

    assert (found.profile.voters, found.profile.abstained) == (4, 3)


def test_a_name_may_hold_commas_quotation_marks_and_words_of_the_format() -> None:
    found = read_by(read_csv, 'count,rank1\n1,"Bragdon, Charles ""Chuck"" E."\n2,Undervote\n')

    assert found.profile.options == ('Bragdon, Charles "Chuck" E.', "Undervote")


def test_a_byte_order_mark_line_ends_of_windows_and_blank_lines_change_nothing() -> None:
    found = read_by(read_csv, "count,rank1,rank2\r\n2,A,B\r\n\r\n1,B,\r\n")

    assert rankings(found.profile) == {"A>B": 2, "B": 1}


def test_a_million_voters_on_one_row_are_counted_exactly() -> None:
    found = read_by(read_csv, "count,rank1\n999999999,A\n1,B\n")

    assert found.profile.voters == 1_000_000_000
    assert Fraction(found.profile.voters) == 10**9


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (HEADER + "0,A,B,C\n", "tally.count", 2),
        (HEADER + "1,A,B,C\n-1,A,B,C\n", "tally.count", 3),
        (HEADER + "1.5,A,B,C\n", "tally.count", 2),
        (HEADER + "1000000001,A,B,C\n", "tally.count", 2),
        (HEADER + "99999999999999999999,A,B,C\n", "tally.count", 2),
        (HEADER + "١,A,B,C\n", "tally.count", 2),  # a digit, and none of ours
        (HEADER + "1,A,B,C\n\n1,A,B\n", "tally.cells", 4),
        (HEADER + "1,A,B,C,D\n", "tally.cells", 2),
        (HEADER + "1,A||B,,\n", "tally.no_name", 2),
        (HEADER + "1,A|A,,\n", "tally.named_twice", 2),
        (HEADER + "1,A|UWI,,\n", "tally.expected", 2),
        (HEADER + "1,A\x00,,\n", "tally.controls", 2),
        (HEADER + '1,"A\nB",,\n', "tally.controls", 3),
        (HEADER + '1,"A,,\n', "tally.csv", 2),
        (HEADER + '1,"A"B,,\n', "tally.csv", 2),
        (HEADER + "1,,,\n", "tally.no_options", 1),
        (HEADER, "tally.no_options", 1),
        ("count,rank1\n1000000000,A\n1,B\n", "tally.many_voters", 3),
        ("", "tally.header", 1),
        ("count\n3\n", "tally.header", 1),
        ("count;rank1\n1;A\n", "tally.header", 1),
        ("count,rank1,rank3\n1,A,B\n", "tally.header", 1),
        ("Response ID,Lettuce,Broccoli\nR_1,1,2\n", "tally.header", 1),
    ],
)
def test_what_is_no_ranking_is_refused_with_its_line(text: str, code: str, line: int | None) -> None:
    assert refused_by(read_csv, text) == (code, line)


def test_more_than_a_thousand_options_are_refused() -> None:
    rows = "".join(f"1,Option {number}\n" for number in range(1_001))

    assert refused_by(read_csv, "count,rank1\n" + rows) == ("tally.many_options", 1)


def test_a_last_line_without_an_end_is_taken_where_its_words_stand_elsewhere_too() -> None:
    assert rankings(read_by(read_csv, HEADER + "4,A,B,C\n1,C,B,A").profile) == {"A>B>C": 4, "C>B>A": 1}


@pytest.mark.parametrize(("row", "code"), [("1,C,B,Aliso", "tally.cut"), ("1,C,B,", "tally.cut_blank"), ("1,C,B", "tally.cells")])
def test_a_last_line_that_may_have_been_cut_off_is_refused(row: str, code: str) -> None:
    assert refused_by(read_csv, HEADER + "4,Alison,B,C\n" + row) == (code, 3)


def test_rows_of_many_ranks_and_words_are_told_apart_all_the_same() -> None:
    names = [f"Option {number}" for number in range(60)]
    rows = [names[shift:] + names[:shift] for shift in range(60)]
    header = ",".join(["count", *(f"rank{number}" for number in range(1, 61))])
    found = read_by(read_csv, "\n".join([header, *(",".join([str(n + 1), *row]) for n, row in enumerate(rows + rows))]) + "\n")

    assert sorted(rankings(found.profile).values()) == [n + 1 + n + 61 for n in range(60)]
