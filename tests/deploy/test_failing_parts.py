"""PostgreSQL restarted, Redis gone, a server and the worker killed, once each, while people read, write and listen; trials do it often."""

import pytest

from tests.trials.failing import house, kill, restart_postgresql, stop_redis
from tests.trials.people import present, went_wrong


@pytest.mark.postgresql
@pytest.mark.redis
def test_each_part_fails_once_and_nothing_is_lost_and_no_page_is_a_fault() -> None:
    with house(people=4, durable=False) as there:
        with present(there) as people:
            restart_postgresql(there, 0, outage=1.0)
            stop_redis(there, 0, outage=0.5)
            kill(there, "work")
            kill(there, f"listen --port={there.ports[0]}")
        wrong = went_wrong(there, people)

    assert not any(wrong.values()), wrong
    assert people.acknowledged
    assert set(people.statuses) >= {200, 201}
