"""Parts fail under reading, writing and listening: nothing that was acknowledged is lost, nobody misses an event, and no page is a 500."""

import os
from typing import Final

import pytest

from tests.bench.conftest import Measured
from tests.trials.failing import house, kill, restart_postgresql, stop_redis
from tests.trials.people import present, went_wrong
from tests.trials.seeding import manage

ROUNDS: Final = int(os.environ.get("FAILING_ROUNDS", "20"))
PEOPLE: Final = 100
OUTAGES: Final = (4.0, 1.0)  # seconds
BACK: Final = 10.0  # seconds
REFUSED: Final = 5.5  # seconds; of five for the database, and the rest for a machine that has other work too

pytestmark = [pytest.mark.postgresql, pytest.mark.redis]


def test_parts_that_fail_under_reading_and_writing_lose_nothing_and_come_back_by_themselves(measured: Measured) -> None:
    back: dict[str, list[float]] = {"PostgreSQL": [], "Redis": [], "a server": [], "the worker": []}
    with house(people=PEOPLE, durable=True) as there:
        with present(there) as people:
            for number in range(ROUNDS):
                back["PostgreSQL"].append(restart_postgresql(there, number, outage=OUTAGES[number % len(OUTAGES)]))
                back["Redis"].append(stop_redis(there, number, outage=1.0))
                back["a server"].append(kill(there, f"listen --port={there.ports[number % 2]}"))
                back["the worker"].append(kill(there, "work"))
        wrong = went_wrong(there, people)
        faults = manage("verify_record", environment=there.environment)

    facts = {"posts": len(people.acknowledged), "answers": dict(people.statuses), "rounds": ROUNDS}
    for what, number in wrong.items():
        measured(f"{what}, with each of four parts failing {ROUNDS} times", number, "", at_most=0, **facts)
    for part, seconds in back.items():
        measured(f"pages back after {part} failed, slowest of {ROUNDS}", max(seconds), "s", at_most=BACK)
    measured("until a page says that the database does not answer", people.longest_refusal, "s", at_most=REFUSED)
    assert people.acknowledged
    assert faults
