"""What the methods count is explained, whatever comes out."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.polls.explanation import explain
from consult.tally.method_table import METHODS
from consult.tally.outcome import Outcome
from consult.tally.profile import AGREE, DISAGREE, PASS, Ballots, Profile, answered, chosen, ranked, scored

OPTIONS: Final = ("Taman", "Jalur sepeda", "Pasar", "Sumur")
PLACES: Final = st.sampled_from(range(len(OPTIONS)))
COSTS: Final = dict(zip(OPTIONS, map(Fraction, (300, 500, 200, 900)), strict=True))
BUDGET: Final = Fraction(1000)


def rankings() -> st.SearchStrategy[Any]:
    """Rankings with ties, of some options or none."""
    marks = st.dictionaries(PLACES, st.integers(0, 3))
    return marks.map(
        lambda ballot: tuple(tuple(at for at in sorted(ballot) if ballot[at] == mark) for mark in sorted(set(ballot.values())))
    )


BALLOTS: Final[Mapping[Ballots, tuple[Any, st.SearchStrategy[Any]]]] = {
    Ballots.RANKED: (ranked, rankings()),
    Ballots.CHOSEN: (chosen, st.sets(PLACES)),
    Ballots.SCORED: (scored, st.dictionaries(PLACES, st.integers(0, 5))),
    Ballots.ANSWERED: (answered, st.dictionaries(PLACES, st.sampled_from((AGREE, PASS, DISAGREE)))),
}


def profiles(kind: Ballots) -> st.SearchStrategy[Profile]:
    """Few ballots, so that there are ties, abstentions and outcomes without a winner."""
    make, one = BALLOTS[kind]
    return st.lists(st.tuples(one, st.integers(1, 3)), max_size=6).map(lambda ballots: make(OPTIONS, ballots))


def counted(name: str, profile: Profile, seats: int) -> Outcome:
    """The outcome by a method, with what it takes."""
    method = METHODS[name]
    given: dict[str, Any] = {"seats": seats, "costs": COSTS, "budget": BUDGET}
    outcome: Outcome = method.count(profile, lot=OPTIONS, **{what: given[what] for what in sorted(method.takes)})
    return outcome


@pytest.mark.parametrize("name", sorted(METHODS))
@settings(max_examples=40, deadline=None)
@given(data=st.data(), seats=st.integers(1, 3))
def test_whatever_a_method_counts_is_told_with_every_winner_and_drawn(name: str, data: st.DataObject, seats: int) -> None:
    method = METHODS[name]
    outcome = counted(name, data.draw(profiles(method.reads[0])), seats)
    priced = "costs" in method.takes
    costs = {option: str(cost) for option, cost in COSTS.items()} if priced else None

    explained = explain(outcome.plain(), seats=seats if "seats" in method.takes else 1, costs=costs, budget=str(BUDGET) if priced else "")

    ET.fromstring(explained.svg)
    assert all(re.search(r"[^.]\.$", sentence) and "%(" not in sentence and "/" not in sentence for sentence in explained.sentences)
    assert {len(row) for row in explained.table.rows} == {len(explained.table.columns)}
    told = outcome.winners[:1] if name == "statements" else outcome.winners
    assert all(f"“{winner}”" in explained.sentences[2] for winner in told)
    assert bool(outcome.ties) == ("seri yang harus diputuskan" in explained.sentences[3])
