"""Five hundred orders of posting, editing, supporting, withdrawing and publishing."""

from dataclasses import replace

import pytest

from consult.platform.limits import LIMITS
from tests.bench.conftest import Measured
from tests.cast import Scene, Someone
from tests.consult.discussion.interleaving import interleavings

ORDERS = 500


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db
def test_in_five_hundred_orders_every_post_has_one_place_in_each_later_version(
    lively: Scene, siti: Someone, agus: Someone, monkeypatch: pytest.MonkeyPatch, measured: Measured
) -> None:
    for name in ("post", "support"):
        monkeypatch.setitem(LIMITS, name, replace(LIMITS[name], account=100_000))

    told = interleavings(lively, [siti, agus], examples=ORDERS)

    measured("orders of acts after which a post had not one place in each later version", 0, "orders", against=told.orders, at_most=0)
    assert told.published > ORDERS
    assert told.posts > ORDERS
