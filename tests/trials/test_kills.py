"""Twenty kills of a real server between request and answer, on each database."""

import pytest

from consult.record.checks.verification import verify
from tests.bench.conftest import Measured
from tests.cast import Scene, Someone, someone
from tests.trials.kills import hold, kill

KILLS, SEED = 20, 20261124

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_a_killed_server_loses_no_acknowledged_post_and_doubles_none(
    lively: Scene, siti: Someone, agus: Someone, measured: Measured
) -> None:
    kills = kill(KILLS, lively, [siti, agus, someone("Dewi")], seed=SEED)

    measured(f"acknowledged posts lost in {KILLS} kills", sum(each.lost for each in kills), "posts", against=KILLS, at_most=0)
    measured(f"posts doubled in {KILLS} kills", sum(each.doubled for each in kills), "posts", against=KILLS, at_most=0)
    hold(kills)
    measured(f"faults of the record after {KILLS} kills", len(verify().faults), "faults", against=KILLS, at_most=0)
