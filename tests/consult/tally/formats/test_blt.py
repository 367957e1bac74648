"""Rankings as BLT, in its dialects."""

from typing import Final

import pytest

from consult.tally.formats.blt.reader import read_blt
from tests.consult.tally.formats.files import rankings, read_by, refused_by

HILL: Final = """4 2
-2
3 1 3 4 0
4 1 3 2 0
2 4 1 3 0
1 2 0
2 2 4 3 1 0
1 3 4 2 0
0
"Adam"
"Basil"
"Charlotte"
"Donald"
"Title"
"""
SHORT: Final = '3 2\n{lines}\n0\n"Castor" "Pollux" "Helen"\n"Twins"\n'


def test_who_withdrew_is_no_option_and_stands_in_no_ranking() -> None:
    found = read_by(read_blt, HILL)

    assert (found.seats, found.title) == (2, "Title")
    assert found.profile.options == found.lot == ("Adam", "Charlotte", "Donald")
    assert rankings(found.profile) == {
        "Adam>Charlotte>Donald": 3,
        "Adam>Charlotte": 4,
        "Donald>Adam>Charlotte": 2,
        "": 1,
        "Donald>Charlotte>Adam": 2,
        "Charlotte>Donald": 1,
    }


def test_line_ends_are_white_space_as_in_the_original() -> None:
    assert rankings(read_by(read_blt, " ".join(HILL.split("\n"))).profile) == rankings(read_by(read_blt, HILL).profile)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("2 1=3 2 0", {"Castor=Helen>Pollux": 2}),
        ("2 1 - 2 0", {"Castor>Pollux": 2}),
        ("2 - - 0", {"": 2}),
        ("2 0", {"": 2}),
        ("# 9 1 0\n2 1 0 # 2 2 0", {"Castor": 2}),
        ("/* 9 1 0\n9 2 0 */ 2 1 0 /* no */", {"Castor": 2}),
        ("[nick c p h]\n2 h 1=p 0", {"Helen>Castor=Pollux": 2}),
        ("\n2 1 0\n\n1 1 0\n", {"Castor": 3}),
    ],
)
def test_what_programs_have_added_is_read(lines: str, expected: dict[str, int]) -> None:
    assert rankings(read_by(read_blt, SHORT.format(lines=lines)).profile) == expected


def test_the_order_that_breaks_ties_stands_in_brackets() -> None:
    assert read_by(read_blt, SHORT.format(lines="[tie 3 2 1 ]\n1 1 0")).lot == ("Helen", "Pollux", "Castor")
    assert read_by(read_blt, SHORT.format(lines="[nick c p h] [tie h c p]\n1 1 0")).lot == ("Helen", "Castor", "Pollux")
    assert read_by(read_blt, SHORT.format(lines="-3 [tie 3 2 1]\n1 1 0")).lot == ("Pollux", "Castor")


def test_several_withdraw_on_one_line_or_in_brackets() -> None:
    assert read_by(read_blt, SHORT.format(lines="-1 -3\n1 2 1 0")).profile.options == ("Pollux",)
    assert read_by(read_blt, SHORT.format(lines="[withdrawn 1 3]\n1 2 1 0")).profile.options == ("Pollux",)


@pytest.mark.parametrize(
    ("written", "name"), [('"A ""B"" C"', 'A "B" C'), (r'"A \"B\" C"', 'A "B" C'), ('"# 1 /* [ ( "', "# 1 /* [ ("), ('" A  B "', "A  B")]
)
def test_a_name_keeps_what_stands_between_its_quotation_marks(written: str, name: str) -> None:
    assert read_by(read_blt, f'1 1\n1 1 0\n0\n{written}\n"T"').profile.options == (name,)


def test_a_source_and_a_comment_may_follow_the_title() -> None:
    assert read_by(read_blt, SHORT.format(lines="1 1 0") + '"a source"\n"a comment"\n').title == "Twins"
    assert refused_by(read_blt, SHORT.format(lines="1 1 0") + '"a"\n"b"\n"c"\n') == ("tally.expected", 8)


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ("1 1 1 0", "tally.named_twice", 2),
        ("1 1=1 0", "tally.named_twice", 2),
        ("1 4 0", "tally.expected", 2),
        ("1 1= 0", "tally.expected", 2),
        ("1 1 0\n-1\n1 1 0", "tally.count", 3),
        ("1 1 x 0", "tally.expected", 2),
        ("1.5 1 0", "tally.count", 2),
        ("1000000001 1 0", "tally.count", 2),
        ("(b1) 1 2 0", "tally.expected", 2),
        ("1 (1 2) 3 0", "tally.expected", 2),
        ("[droop rule=meek]\n1 1 0", "tally.expected", 2),
        ("[tie 1 2]\n1 1 0", "tally.expected", 2),
        ("[tie 1 2 2]\n1 1 0", "tally.named_twice", 2),
        ("[nick a a b]\n1 1 0", "tally.named_twice", 2),
        ("[nick a b]\n1 1 0", "tally.expected", 2),
        ("-4\n1 1 0", "tally.expected", 2),
        ("-1 -2 -3\n1 1 0", "tally.no_options", 1),
        ("/* 1 1 0", "tally.ends_early", 5),
        ("", "tally.no_ballots", 5),
        ("1 1 0\n0", "tally.expected", 4),
        ("1 1", "tally.no_zero", 2),
    ],
)
def test_what_is_left_open_or_wrong_is_refused_with_its_line(lines: str, code: str, line: int | None) -> None:
    assert refused_by(read_blt, SHORT.format(lines=lines)) == (code, line)


@pytest.mark.parametrize("long", [" " * 200_000, '""' * 100_000, "/*" * 100_000, "[" * 100_000, "\\" * 100_000])
def test_a_line_that_is_made_to_keep_a_reader_busy_does_not(long: str) -> None:
    assert refused_by(read_blt, f'3 2\n"{long}x x\n')[1] == 2


@pytest.mark.parametrize("text", ["", "3", "3 2", "3 2\n1 1 0", "3 2\n1 1 0\n0\n", '3 2\n1 1 0\n0\n"A"\n"B"\n'])
def test_a_file_that_ends_before_its_last_name_is_refused(text: str) -> None:
    assert refused_by(read_blt, text)[0] == "tally.ends_early"


@pytest.mark.parametrize("text", ["0 1\n0\n", "1001 1\n", "x 1\n", "1 x\n", '"A" 1\n', '2 1\n1 1 0\n0\n"A"\n"A"\n"T"'])
def test_a_header_or_names_that_are_none_are_refused(text: str) -> None:
    assert refused_by(read_blt, text)[0] in {"tally.expected", "tally.option_twice"}


NAMES: Final = "3 1\n2 1 0\n1 3 0\n0\n"


@pytest.mark.parametrize(
    ("names", "title"),
    [
        ('Castor A (Left)\nPollux O\'B\nHelen "H" C\nTwins/Eggs Ward', "Twins/Eggs Ward"),
        ('Castor A (Left)\nPollux O\'B\nHelen "H" C\n"Twins"\n', "Twins"),
        ('Castor A (Left) # 1\n# none\n\nPollux O\'B\n/* \n none */\nHelen "H" C\n', ""),
    ],
)
def test_names_may_stand_one_a_line_without_quotation_marks(names: str, title: str) -> None:
    found = read_by(read_blt, NAMES + names)

    assert (found.profile.options, found.title) == (("Castor A (Left)", "Pollux O'B", 'Helen "H" C'), title)
    assert rankings(found.profile) == {"Castor A (Left)": 2, 'Helen "H" C': 1}


def test_where_all_names_stand_in_comments_they_are_the_names() -> None:
    comments = "# ALTERNATIVE NAME 1: Castor (Ind)\n# ALTERNATIVE NAME 2: Pollux\n# ALTERNATIVE NAME 3: Helen\n"
    found = read_by(read_blt, NAMES + comments + "Twins Ward")

    assert (found.profile.options, found.title) == (("Castor (Ind)", "Pollux", "Helen"), "Twins Ward")
    assert read_by(read_blt, NAMES + comments + 'A\nB\nC\n"T"').profile.options == ("A", "B", "C")
    assert refused_by(read_blt, NAMES + comments.replace("2:", "3:") + "Twins Ward")[0] == "tally.ends_early"


@pytest.mark.parametrize(
    ("names", "title"),
    [
        ('"Castor"\n"Pollux"\n"Helen"\nTwins Ward', "Twins Ward"),
        ('"Castor"\n"Pollux"\n"Helen"\nTwins Ward\nA: 3 "\n* /* *', "Twins Ward"),
        ('"Castor"\n"Pollux"\n"Helen"\n"Twins"\n\nA: 3 "\n"x" y\n"1"\n"2"\n"3"\n', "Twins"),
        ('"Castor" "Pollux" "Helen"\n"Twins" "a source"\n"a comment"\nnotes\n', "Twins"),
        ('"Castor" "Pollux" "Helen"\nTwins\n3 votes\n3 votes\n', "Twins"),
        ('"Castor" "Pollux"\n"Helen" "Twins"\n', "Twins"),
        ('"Castor" "Left"\n"Pollux" "Right"\n"Helen" "Left"\n"Twins"', "Twins"),
        ('"Castor" "Left"\n"Pollux" "Right"\n"Helen" "Left"\nTwins', "Twins"),
    ],
)
def test_lines_decide_what_is_a_name_a_party_the_title_and_a_note(names: str, title: str) -> None:
    found = read_by(read_blt, NAMES + names)

    assert (found.profile.options, found.title) == (("Castor", "Pollux", "Helen"), title)


@pytest.mark.parametrize(
    ("names", "code", "line"),
    [
        ("Castor\nPollux\n", "tally.ends_early", 6),
        ("Castor\nPollux\nHelen\nTwins\nmore\n", "tally.expected", 9),
        ('Castor\nPollux\n"Helen" "Left" "Right"\nTwins\n', "tally.ends_early", 8),
        ('"Castor"\n"Pollux" x\n"Helen"\nTwins\n', "tally.expected", 6),
        ('"Castor" "Left"\n"Pollux"\n"Helen"\n"Twins"\n', "tally.expected", 5),
        ('"Castor" "Pollux"\n"Helen"\n"Twins"\n', "tally.expected", 5),
        ('"Castor" "Left"\n"Pollux"\nHelen\nTwins\n', "tally.expected", 5),
        ("Castor\n1 2 0\nPollux\nHelen\n", "tally.expected", 6),
        ("Castor\nCastor\nHelen\n", "tally.option_twice", 6),
        ("Castor\nPollux\nHel", "tally.cut", 7),
    ],
)
def test_names_that_are_too_few_or_that_can_be_read_in_two_ways_are_refused(names: str, code: str, line: int) -> None:
    assert refused_by(read_blt, NAMES + names) == (code, line)


@pytest.mark.parametrize(
    ("ballots", "line"),
    [("2 1\n1 3\n0\n", 2), ("2 1 0\n1 3\n0\n", 3), ("2 1 0\n1 3\n2 3 0\n0\n", 3), ("2 1\n4 3 0\n0\n", 2), ("1 2\n1 3\n", 2)],
)
def test_a_ballot_whose_0_is_missing_is_refused_with_its_line(ballots: str, line: int) -> None:
    assert refused_by(read_blt, f'3 1\n{ballots}"Castor"\n"Pollux"\n"Helen"\n"Twins"\n') == ("tally.no_zero", line)
