"""A thousand laws edited at random: whether matching ever links two clauses that are not one without saying that it is in doubt."""

import pytest

from tests.bench.conftest import Measured
from tests.consult.documents.matching.judged import round_of

pytestmark = pytest.mark.sqlite

ROUNDS = 1_000


def test_a_thousand_edited_laws_are_matched_without_a_wrong_link_that_is_not_doubtful(measured: Measured) -> None:
    rounds = [round_of(seed) for seed in range(ROUNDS)]

    links = sum(len(one.links) for one in rounds)
    untouched = sum(one.untouched_linked for one in rounds) / sum(one.untouched for one in rounds)
    most = max(one.doubtful / len(one.links) for one in rounds)
    measured("wrong links without doubt in 1,000 edited laws", sum(len(one.wrong) for one in rounds), "links", at_most=0, links=links)
    measured("clauses linked of those that no edit touched", untouched, "of all", at_least=0.98)
    measured("doubtful links in the edited law that has most", most, "of its links", at_most=0.05)
    measured("doubtful links in 1,000 edited laws", sum(one.doubtful for one in rounds) / links, "of all links", at_most=0.05)
