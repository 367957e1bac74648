"""Polls under load, races, kills and prying eyes: two hundred people and a thousand at once, and what is there afterwards."""

import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Final

import pytest
from django.db import connection

from consult.polls.jobs import rewrite_ballots
from consult.polls.models import Poll
from consult.polls.queries import named_tally
from consult.record.checks.verification import verify
from tests.bench.asking import token_of
from tests.bench.conftest import Measured
from tests.cast import Scene, Someone
from tests.consult.polls.racing import race
from tests.consult.polls.secrecy import plant, somebody_reads, told, uproot, vote
from tests.consult.polls.voting import TITLES, asked, closes_poll, crowd, option
from tests.trials import ballots
from tests.trials.ballots import Kill, voting
from tests.trials.served import PRODUCT, Answer, Served

RACES, VOTERS = 200, 4
KILLS, SEED = 20, 20261126
VOTES, BY_CHANCE, MOST = 1_000, 8, 900
AT_ONCE: Final = {"sqlite": 200, "postgresql": 1_000}
BUSY: Final = 503  # with Retry-After: no hand free; the same vote sent again does no harm
ATTEMPTS: Final = 60

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def poll(lively: Scene, ratna: Someone) -> Poll:
    """A poll that is open."""
    return asked(ratna, lively)


@pytest.mark.sqlite
@pytest.mark.postgresql
def test_hundreds_who_vote_at_once_are_counted_once_each(poll: Poll, ratna: Someone, measured: Measured) -> None:
    number = AT_ONCE[connection.vendor]
    choice = option(poll, TITLES[0])
    votes = [(Kill(who, poll, "", choice), token_of(who)) for who in crowd(number)]
    statuses: Counter[int] = Counter()
    with Served(PRODUCT) as server:
        began = time.monotonic()
        answers = at_once(server, votes, statuses)
        seconds = time.monotonic() - began

    closed = closes_poll(ratna, poll)

    wrong = sum(answer.status not in {200, 201} for answer in answers) + abs(named_tally(closed)["ballots"] - number)
    errors = sum(n for status, n in statuses.items() if status >= 500 and status != BUSY)
    facts = {"seconds": seconds, "busy": statuses[BUSY]}
    measured(f"votes lost or doubled of {number:,} cast at once", wrong, "votes", against=number, at_most=0, **facts)
    measured(f"answers of 500 to {number:,} who vote at once", errors, "answers", against=number, at_most=0)
    assert not verify().faults


def at_once(server: Served, votes: Sequence[tuple[Kill, str]], statuses: Counter[int]) -> list[Answer]:
    """All vote at one instant, and again for as long as the server says that it is busy; the last answer to each."""
    start = Barrier(len(votes))

    def cast(given: tuple[Kill, str]) -> Answer:
        start.wait()
        for _ in range(ATTEMPTS):
            answer = server.asks(*voting(*given))
            statuses[answer.status] += 1
            if answer.status != BUSY:
                break
            assert answer.retry_after is not None, answer
            time.sleep(1)
        return answer

    with ThreadPoolExecutor(len(votes)) as pool:
        return list(pool.map(cast, votes))


@pytest.mark.postgresql
def test_in_two_hundred_races_with_the_closing_a_vote_is_counted_exactly_if_acknowledged(
    lively: Scene, ratna: Someone, measured: Measured
) -> None:
    voters = crowd(VOTERS)

    races = [race(lively, ratna, voters) for _ in range(RACES)]

    unfair = [one for one in races if not one.is_fair]
    late = sum(len(one.refused) for one in races)
    measured("races of votes with the closing, not counted as acknowledged", len(unfair), "races", against=RACES, at_most=0, late=late)
    assert 0 < late < RACES * VOTERS
    assert not verify().faults


@pytest.mark.sqlite
@pytest.mark.postgresql
def test_a_killed_server_loses_no_acknowledged_vote_and_counts_each_once(poll: Poll, ratna: Someone, measured: Measured) -> None:
    kills = ballots.kill(poll, crowd(KILLS), seed=SEED)
    ballots.hold(kills)
    closed = closes_poll(ratna, poll)

    lost = sum(each.first is not None and not each.after_kill for each in kills)
    wrong = abs(named_tally(closed)["ballots"] - KILLS) + abs((closed.taking_part or 0) - KILLS)
    measured(f"acknowledged votes lost in {KILLS} kills", lost, "votes", against=KILLS, at_most=0)
    measured(f"votes not counted once after {KILLS} kills", wrong, "votes", against=KILLS, at_most=0)
    assert not verify().faults


@pytest.mark.sqlite
@pytest.mark.postgresql
def test_of_a_thousand_votes_no_order_in_the_database_leads_from_voters_to_ballots(poll: Poll, ratna: Someone, measured: Measured) -> None:
    voters = crowd(VOTES)
    with somebody_reads():
        owners = vote(poll, voters, seed=SEED)
        closes_poll(ratna, poll)

    left_out = max(told(owners).values())
    measured("voters found where tables were not written anew", left_out, "voters", against=VOTES, at_least=MOST / VOTES)
    rewrite_ballots.call(str(poll.pk))
    after = told(owners)
    most = max(after.values())
    measured("voters beside their own ballot in any two orders", most, "voters", against=VOTES, at_most=BY_CHANCE / VOTES, pairs=len(after))
    for what, kind, value in (("automatic id", "integer", "{}"), ("time", "text", "2026-11-24T08:{:07.4f}")):
        plant("planted", kind, {one: value.format(n) for n, one in enumerate(owners)}, owners)
        found = max(matches for orders, matches in told(owners).items() if "planted" in orders)
        uproot("planted")
        measured(f"voters found by a planted {what}", found, "voters", against=VOTES, at_least=MOST / VOTES)
