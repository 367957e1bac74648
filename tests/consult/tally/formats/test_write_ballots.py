"""Ballots that are written down say the same when they are read."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.errors import BadInput
from consult.tally.formats.ballot_file import BallotFile, Reader
from consult.tally.formats.blt.reader import read_blt
from consult.tally.formats.csv.reader import read_csv
from consult.tally.formats.json.reader import read_json
from consult.tally.formats.write_ballots import left_out, written
from consult.tally.profile import NO_OPINION, UNSEEN, Ballots, Profile
from tests.consult.tally.formats.files import CHOSEN, SCORED, rankings, read_by, said

NAMES: Final = ("Alun", 'B "b"', "C\\c", "D, d")


def ballots(kind: Ballots, *rows: tuple[int, ...], options: tuple[str, ...] = NAMES) -> BallotFile:
    """A file of one ballot a row, where the last of two options goes first in ties."""
    marks = np.array(rows, np.int64)
    return BallotFile(Profile(kind, options, marks, np.arange(1, len(rows) + 1)), lot=tuple(reversed(options)), seats=2, title="T")


@given(st.lists(st.permutations([0, 0, 1, 4]).map(tuple), min_size=1, max_size=6))
def test_rankings_are_the_same_after_a_way_through_each_format(rows: list[tuple[int, ...]]) -> None:
    given_ballots = replace(ballots(Ballots.RANKED, *rows, (0, 1, 2, 3)), lot=NAMES)
    expected = rankings(given_ballots.profile)

    for suffix, reader in (("csv", read_csv), ("json", read_json), ("blt", read_blt)):
        text = written(given_ballots, Path(f"out.{suffix}")).decode()
        assert rankings(read_by(reader, text).profile) == expected


@pytest.mark.parametrize(("suffix", "reader"), [("blt", read_blt), ("json", read_json)])
def test_the_order_that_breaks_ties_is_kept(suffix: str, reader: Reader) -> None:
    found = read_by(reader, written(ballots(Ballots.RANKED, (0, 1, 2, 3)), Path(f"out.{suffix}")).decode())

    assert (found.lot, found.seats, found.title) == (tuple(reversed(NAMES)), 2, "T")


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_points_answers_and_approvals_are_the_same_after_a_way_through_a_file(suffix: str) -> None:
    reader = read_csv if suffix == "csv" else read_json
    for kind, row in (
        (Ballots.SCORED, (5, NO_OPINION, 0, 3)),
        (Ballots.ANSWERED, (1, UNSEEN, 0, -1)),
        (Ballots.CHOSEN, (1, 0, 1, 1)),
    ):
        file = replace(ballots(kind, row, (1, 1, 1, 1)), lot=NAMES)
        found = read_by(reader, written(file, Path(f"out.{suffix}")).decode(), (kind,))
        assert said(found.profile) == said(file.profile) or kind is Ballots.CHOSEN
        assert found.profile.voters == 3


def test_money_is_written_exactly() -> None:
    profile = Profile(Ballots.CHOSEN, ("A",), np.array([[1]]), np.array([1]))
    file = BallotFile(profile, ("A",), costs={"A": Fraction(1, 10)}, budget=Fraction(21682941, 100))
    found = read_by(read_json, written(file, Path("out.json")).decode(), CHOSEN)

    assert (found.costs, found.budget) == (file.costs, file.budget)


def test_an_order_that_is_not_another_one_is_not_written_and_the_greatest_points_are() -> None:
    file = replace(ballots(Ballots.SCORED, (1, 2, 3, 4)), lot=NAMES, most_points=9)
    text = written(file, Path("out.json")).decode()

    assert '"lot"' not in text
    assert read_by(read_json, text, SCORED).most_points == 9


@pytest.mark.parametrize("kind", [Ballots.RANKED, Ballots.CHOSEN, Ballots.SCORED])
def test_csv_refuses_to_lose_the_order_that_breaks_ties(kind: Ballots) -> None:
    with pytest.raises(BadInput) as caught:
        written(ballots(kind, (1, 1, 1, 1), (0, 1, 2, 3)), Path("out.csv"))
    assert caught.value.code == "tally.unwritable_lot"


@pytest.mark.parametrize("suffix", ["csv", "blt"])
def test_costs_and_a_budget_are_not_lost(suffix: str) -> None:
    for lost in ({"costs": dict.fromkeys(NAMES, Fraction(1))}, {"budget": Fraction(1)}):
        file = replace(ballots(Ballots.RANKED, (0, 1, 2, 3)), lot=NAMES, **lost)
        with pytest.raises(BadInput) as caught:
            written(file, Path(f"out.{suffix}"))
        assert caught.value.code == "tally.unwritable_costs"


def test_what_a_format_cannot_say_beside_the_ballots_is_named() -> None:
    file = replace(ballots(Ballots.RANKED, (0, 1, 2, 3)), most_points=5)

    assert left_out(file, Path("out.csv")) == ["title", "seats", "max_score"]
    assert left_out(file, Path("out.BLT")) == ["max_score"]
    assert left_out(file, Path("out.json")) == []


@pytest.mark.parametrize("name", ["A|B", "UWI", "overvote", "undervote", " A", "=1+1", "Lost"])
def test_csv_refuses_a_name_that_it_would_lose_or_read_as_something_else(name: str) -> None:
    row = (0, 2) if name == "Lost" else (1, 0)
    with pytest.raises(BadInput) as caught:
        written(replace(ballots(Ballots.RANKED, row, options=("A", name)), lot=tuple(sorted(("A", name)))), Path("out.csv"))
    assert caught.value.code == "tally.unwritable_name"


@pytest.mark.parametrize(("suffix", "code"), [("blt", "tally.unwritable_kind"), ("xlsx", "tally.unwritable_format")])
def test_what_a_format_cannot_say_is_refused(suffix: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        written(ballots(Ballots.SCORED, (1, 2, 3, 4)), Path(f"out.{suffix}"))
    assert caught.value.code == code
    assert SCORED == (Ballots.SCORED,)
