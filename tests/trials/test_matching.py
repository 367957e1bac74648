"""A thousand laws edited at random: whether matching ever links two clauses that are not one without saying that it is in doubt."""

import pytest

from tests.bench.conftest import Measured
from tests.consult.matching.judged import round_of
from tests.consult.matching.judged_nested import rounds_of

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


def test_a_thousand_edited_laws_with_lead_ins_and_items_are_matched_without_a_sure_link_of_a_verbatim_clause_elsewhere(
    measured: Measured,
) -> None:
    rounds = [one for seed in range(ROUNDS) for one in rounds_of(seed)]

    links = sum(len(one.links) for one in rounds)
    linked = sum(one.verbatim_linked for one in rounds) / sum(one.verbatim for one in rounds)
    doubtful = sum(one.doubtful for one in rounds) / links
    elsewhere, wrong = (sum(map(len, found)) for found in zip(*((one.elsewhere, one.wrong) for one in rounds), strict=True))
    said = "in 1,000 edited laws with lead-ins, both ways"
    measured(f"sure links of a verbatim clause elsewhere {said}", elsewhere, "links", at_most=0, links=links)
    measured(f"other sure links of two clauses that are not one {said}", wrong / links, "of all links", at_most=0.0001)
    measured(f"verbatim clauses that are linked {said}", linked, "of all", at_least=0.99)
    measured(f"doubtful links {said}", doubtful, "of all links", at_most=0.05)
