"""How much there is to read."""

import pytest

from consult.documents.draft_sizes import A_MINUTE, Size, latest_revisions, sizes
from tests.cast import Scene


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, 1), (0.4, 1), (7, 7), (10.4, 10), (12, 10), (13, 15), (61, 60)],
)
def test_minutes_are_told_as_roughly_as_they_are_known(minutes: float, said: int) -> None:
    assert Size(clauses=1, characters=round(minutes * A_MINUTE)).minutes == said


def test_the_clauses_of_a_law_are_those_that_people_cite(consultation: Scene, lively: Scene) -> None:
    latest = latest_revisions([consultation.row.pk, lively.row.pk])

    assert set(latest) == {consultation.row.pk, lively.row.pk}
    for size in sizes(latest.values()).values():
        assert size.clauses == 5
        assert 300 < size.characters < 600
