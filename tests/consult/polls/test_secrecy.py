"""After closing nothing joins voters and ballots, not even an order; and what would, is found. tests/trials does it with a thousand."""

import pytest

from consult.polls.jobs import rewrite_ballots
from consult.polls.models import Poll
from tests.cast import Someone
from tests.consult.polls.secrecy import Owners, plant, somebody_reads, told, uproot, vote
from tests.consult.polls.voting import closes_poll, crowd

VOTES = 120
BY_CHANCE = 8  # voters beside their own ballot, where most are; about one is to be expected of each two orders
MOST = VOTES * 9 // 10

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def owners(poll: Poll, ratna: Someone) -> Owners:
    """Who cast which ballot of a poll that was closed while somebody saw what was there before; no table was written anew yet."""
    voters = crowd(VOTES)
    with somebody_reads():
        cast = vote(poll, voters, seed=1)
        closes_poll(ratna, poll)
    return cast


def test_until_the_tables_are_written_anew_they_tell_who_cast_what_and_then_no_order_does(owners: Owners, poll: Poll) -> None:
    left_out = told(owners)
    assert max(left_out.values()) >= MOST, left_out

    rewrite_ballots.call(str(poll.pk))

    assert {orders: matches for orders, matches in told(owners).items() if matches > BY_CHANCE} == {}


def test_an_automatic_id_and_a_time_of_casting_are_found(owners: Owners, poll: Poll) -> None:
    rewrite_ballots.call(str(poll.pk))
    for kind, value in (("integer", "{}"), ("text", "2026-11-24T08:{:07.4f}")):
        plant("planted", kind, {one: value.format(n) for n, one in enumerate(owners)}, owners)

        found = told(owners)

        uproot("planted")
        assert max(matches for orders, matches in found.items() if "planted" in orders) >= MOST
