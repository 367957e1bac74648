"""Kills of a real server between a post's arrival and its answer; twenty of them are in tests/trials."""

import pytest

from consult.record.verification import verify
from tests.bench.asking import token_of
from tests.cast import Scene, Someone
from tests.trials.kills import KINDS, Kill, hold, kill
from tests.trials.served import Served, posting

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_five_kills_lose_no_acknowledged_post_and_double_none(lively: Scene, siti: Someone, agus: Someone) -> None:
    hold(kill(len(KINDS), lively, [siti, agus], seed=1))

    assert not verify().faults


def test_a_post_that_is_acknowledged_and_not_stored_is_seen_lost(lively: Scene, siti: Someone) -> None:
    lost = Kill("Pendapat yang hilang.", "answered", again=False)
    with Served() as server:
        lost.first = server.asks_and_dies(*posting(lively.clause("Pasal 5"), lost.text, token=token_of(siti), key="hilang", X_Forget="yes"))
        lost.after_kill = lost.stored

    assert lost.acknowledged
    assert lost.lost
