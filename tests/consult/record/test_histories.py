"""Histories made at random: whatever happened in a consultation, its open data verify and so do its rows, and tampering is named."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from consult.platform.limits import LIMITS
from tests.consult.record.bundles import bundle
from tests.consult.record.histories.history import SLUG, Cast, assembled, lived
from tests.consult.record.histories.tampering import unnamed
from tests.consult.record.histories.verifying import shortest, wrong_in

FEW = 5  # of the three hundred that `make trials` goes through
DRAWN = 3

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """People who may do as much as they like in one test."""
    for name, limit in LIMITS.items():
        monkeypatch.setitem(LIMITS, name, replace(limit, account=10**6))
    return assembled()


def test_whatever_happened_its_open_data_and_its_rows_verify_and_tampering_is_named(cast: Cast) -> None:
    done = Counter[str]()
    for seed in range(FEW):
        with lived(seed, cast) as history:
            wrong, files = wrong_in(history), bundle(SLUG)
            done += history.done
        assert not wrong, "\n".join([*wrong, shortest(seed, cast, lambda history: bool(wrong_in(history)))])
        assert unnamed(files, Random(seed), most=DRAWN).missed == {}

    assert done["an edition is frozen"]
    assert done["the next version"]


def test_a_history_is_the_same_whenever_it_is_told(cast: Cast) -> None:
    with lived(3, cast) as once:
        pass
    with lived(3, cast) as again:
        pass

    assert once.log == again.log
    assert once.heads != again.heads or not once.heads  # salts are anew, and so is the day


@pytest.mark.thorough
def test_of_a_failure_the_shortest_history_is_told(cast: Cast) -> None:
    told = shortest(2, cast, lambda history: history.done["an edition is frozen"] > 1)

    assert told.count("an edition is frozen") == 2
    assert len(told.splitlines()) <= 4  # the seed, something received, and the two
