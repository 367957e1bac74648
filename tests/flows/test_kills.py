"""Kills of a real server between the arrival of a post or a vote and its answer; twenty of each are in tests/trials."""

import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from consult.polls.queries import named_tally
from consult.record.checks.verification import verify
from tests.bench.asking import token_of
from tests.cast import Scene, Someone
from tests.consult.polls.voting import TITLES, asked, closes_poll, crowd, option
from tests.trials import ballots
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


def test_a_vote_has_as_many_statements_as_the_kills_fall_before(lively: Scene, ratna: Someone) -> None:
    poll = asked(ratna, lively)
    (voter,) = crowd(1)
    method, path, body, headers = ballots.voting(ballots.Kill(voter, poll, "", option(poll, TITLES[0])), token_of(voter))
    seen: list[str] = []

    def note(execute: Callable[..., object], sql: str, *given: object) -> object:
        seen.append(sql)
        return execute(sql, *given)

    with connection.execute_wrapper(note):
        answer = Client().generic(method, path, json.dumps(body), content_type="application/json", headers=headers)

    assert (answer.status_code, len(seen)) == (201, ballots.STATEMENTS[connection.vendor])


def test_five_kills_while_voting_lose_no_acknowledged_vote_and_count_each_once(lively: Scene, ratna: Someone) -> None:
    poll = asked(ratna, lively)

    kills = ballots.kill(poll, crowd(len(ballots.KINDS)), seed=1)

    ballots.hold(kills)
    closed = closes_poll(ratna, poll)
    assert named_tally(closed)["ballots"] == closed.taking_part == len(kills)
    assert not verify().faults
