"""Random edits of an invented law: no link is wrong unless it is doubtful, and few are doubtful. All 1,000 rounds: tests/trials."""

from dataclasses import replace
from random import Random

import pytest

from tests.consult.matching.edited import Edited, Language, edited, law
from tests.consult.matching.judged import Judged, judge, round_of

ROUNDS = 40


@pytest.fixture(scope="module")
def rounds() -> list[Judged]:
    """Some rounds, all of them judged."""
    return [round_of(seed) for seed in range(ROUNDS)]


def test_no_link_of_a_clause_with_another_one_is_without_doubt(rounds: list[Judged]) -> None:
    assert [(seed, one.wrong) for seed, one in enumerate(rounds) if one.wrong] == []


def test_clauses_that_nobody_touched_are_linked_in_every_round(rounds: list[Judged]) -> None:
    assert min(one.untouched_linked / one.untouched for one in rounds) >= 0.98


def test_few_links_are_doubtful_in_every_round(rounds: list[Judged]) -> None:
    assert max(one.doubtful / len(one.links) for one in rounds) <= 0.05


def test_links_that_went_wrong_would_be_seen() -> None:
    random = Random(1)
    language = Language(random)
    made = edited(language, law(language, 60), edits=0, renumbered=True)
    first, second, *others = made.new
    exchanged = replace(first, origins=second.origins), replace(second, origins=first.origins)

    assert len(judge(Edited(made.old, [*exchanged, *others])).wrong) == 2


@pytest.mark.parametrize("renumbered", [True, False])
def test_the_edits_give_each_clause_a_number_of_its_own(renumbered: bool) -> None:
    random = Random(7)
    language = Language(random)
    made = edited(language, law(language, 80), edits=40, renumbered=renumbered)

    assert len({one.number for one in made.new}) == len(made.new)
    assert made.new != made.old
