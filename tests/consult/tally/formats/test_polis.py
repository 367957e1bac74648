"""Exports of Polis: the latest answer counts, in both tables; what is refused; and the counts of real ones."""

import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest

from consult.errors import BadInput
from consult.sentences import sentence_of
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.csv import polis
from consult.tally.methods import statements
from consult.tally.profile import Ballots

DATA = Path(__file__).resolve().parents[4] / "../shared/data/tally"

VOTES = """timestamp,datetime,comment-id,voter-id,vote
100,Thu Jan 1 2026,10,1,1
110,Thu Jan 1 2026,2,1,-1
120,Thu Jan 1 2026,2,2,0
130,Thu Jan 1 2026,10,3,-1
"""
MATRIX = """participant,group-id,n-comments,n-votes,n-agree,n-disagree,2,10
1,0,0,2,1,1,-1,1
2,,0,1,0,0,0,
3,1,0,1,0,1,,-1
4,1,2,0,0,0,,
"""


def read(text: str) -> BallotFile:
    return polis.read(StringIO(text, newline=""), (Ballots.ANSWERED,))


def counts(file: BallotFile) -> Mapping[str, tuple[int, int, int]]:
    """Comment → how many agree, disagree and pass."""
    figures = statements.count(file.profile, lot=file.lot).figures
    return {option: (int(each["agree"]), int(each["disagree"]), int(each["pass"])) for option, each in figures.items()}


def test_each_voters_answers_are_one_ballot_and_comments_are_in_the_order_of_their_numbers() -> None:
    file = read(VOTES)
    assert (file.profile.kind, file.profile.options, file.profile.voters) == (Ballots.ANSWERED, ("2", "10"), 3)
    assert counts(file) == {"2": (0, 1, 1), "10": (1, 1, 0)}


def test_the_matrix_says_the_same_and_knows_who_answered_nothing() -> None:
    file = read(MATRIX)
    assert counts(file) == counts(read(VOTES))
    assert (file.profile.voters, file.profile.abstained) == (4, 1)


def test_of_several_answers_the_latest_counts_wherever_it_stands() -> None:
    assert counts(read(VOTES + "90,Thu Jan 1 2026,10,1,-1\n"))["10"] == (1, 1, 0)
    assert counts(read(VOTES + "101,Thu Jan 1 2026,10,1,-1\n"))["10"] == (0, 2, 0)


def test_of_two_answers_at_the_same_time_the_one_further_down_counts() -> None:
    assert counts(read(VOTES + "100,Thu Jan 1 2026,10,1,0\n"))["10"] == (0, 1, 1)


def test_time_is_compared_as_a_number() -> None:
    assert counts(read(VOTES + "99,Thu Jan 1 2026,10,1,-1\n"))["10"] == (1, 1, 0)


def test_columns_behind_the_answer_are_passed_over() -> None:
    wider = VOTES.replace("\n", ",0,\n").replace("vote,0,", "vote,important,x")

    assert counts(read(wider)) == counts(read(VOTES))
    with pytest.raises(BadInput):
        read(wider.replace("1,-1,0,", "1,-1,0"))


def test_five_thousand_comments_are_read_and_more_are_refused_with_a_line() -> None:
    head = VOTES.splitlines()[0] + "\n"
    many = [f"1,Thu,{comment},1,1\n" for comment in range(5_001)]

    assert len(read(head + "".join(many[1:])).profile.options) == 5_000
    with pytest.raises(BadInput) as refusal:
        read(head + "".join(many))
    assert (refusal.value.code, refusal.value.facts["line"]) == ("tally.many_options", 1)


WRONG: Mapping[str, tuple[str, str, str, int]] = {
    "an answer that is none": (VOTES, "2,1,-1", "2,1,-2", 3),
    "no answer": (VOTES, "2,1,-1", "2,1,", 3),
    "a comment that is no number": (VOTES, "2,1,-1", "two,1,-1", 3),
    "a voter that is no number": (VOTES, "2,1,-1", "2,-1,-1", 3),
    "a time that is no number": (VOTES, "110,", "1e9,", 3),
    "a time without end": (VOTES, "110,", f"{10**30},", 3),
    "a cell too few": (VOTES, "120,Thu Jan 1 2026,", "120,", 4),
    "a cell too many": (VOTES, "120,", "120,,", 4),
    "another answer in the matrix": (MATRIX, "2,1,1,-1,1", "2,1,1,-1,5", 2),
    "an answer fewer than it says": (MATRIX, "2,1,1,-1,1", "2,1,1,-1,", 2),
    "a participant twice": (MATRIX, "3,1,0,1,0", "1,1,0,1,0", 4),
    "another number of those who agree": (MATRIX, "1,0,0,2,1,1", "1,0,0,2,2,1", 2),
    "another number of those who disagree": (MATRIX, "1,0,0,2,1,1", "1,0,0,2,1,0", 2),
    "another table": (VOTES, "timestamp", "when", 1),
}


@pytest.mark.parametrize("what", list(WRONG))
def test_what_is_wrong_is_refused_with_its_line(what: str) -> None:
    text, right, wrong, line = WRONG[what]
    assert text.count(right) == 1
    with pytest.raises(BadInput) as refusal:
        read(text.replace(right, wrong))
    assert sentence_of(refusal.value)
    assert refusal.value.facts["line"] == line


def test_a_table_without_rows_is_refused() -> None:
    for text in ("", VOTES.splitlines()[0], MATRIX.splitlines()[0]):
        with pytest.raises(BadInput):
            read(text)


def test_a_comment_twice_among_the_columns_is_refused() -> None:
    with pytest.raises(BadInput):
        read(MATRIX.replace("2,10\n", "2,2\n"))


@pytest.mark.parametrize("text", [VOTES, MATRIX], ids=["votes", "matrix"])
def test_a_table_that_is_cut_has_whole_rows_only_and_a_damaged_one_is_read_or_refused(text: str) -> None:
    random = Random(8)
    for cut in range(len(text)):
        kept = text[:cut]
        if (found := outcome(kept)) is not None:
            assert counts(found) == counts(read("".join(f"{line}\n" for line in kept.splitlines())))
            assert all(line in text.splitlines() for line in kept.splitlines())
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
    assert "line" in refusal.facts or refusal.code in {"tally.no_ballots", "tally.no_options"}
    return None


def known() -> dict[str, Any]:
    """The real exports with what is known of them."""
    expected = DATA / "expected.json"
    cases = json.loads(expected.read_text()) if expected.exists() else {}
    return {name: case["expected"] for name, case in cases.items() if name.startswith("polis/")}


KNOWN = known()


@pytest.mark.skipif(not KNOWN, reason="the data are not here")
@pytest.mark.parametrize("table", ["votes.csv", "participants-votes.csv"])
@pytest.mark.parametrize("name", sorted(KNOWN))
def test_real_exports_have_their_known_counts(name: str, table: str) -> None:
    with (DATA / name / table).open(encoding="utf-8-sig", newline="") as lines:
        file = polis.read(lines, (Ballots.ANSWERED,))
    expected = KNOWN[name]["per_comment_latest_vote"]
    assert counts(file) == {option: (each["agree"], each["disagree"], each["pass"]) for option, each in expected.items()}
    assert file.profile.voters == KNOWN[name]["participants"]
