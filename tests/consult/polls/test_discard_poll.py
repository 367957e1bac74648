"""A poll in preparation is thrown away; one that was opened never is."""

import pytest

from consult.errors import NotAllowed, NotFound, NotPossible
from consult.platform.audit.models import Entry
from consult.polls.actions import discard_poll
from consult.polls.actions.record_entries import write_down_discarded
from consult.polls.models import Option, Poll
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, moment
from tests.consult.polls.voting import asked, closes_poll, prepared, refused
from tests.faults import all_or_nothing

pytestmark = pytest.mark.django_db


def discards(by: Someone, poll: Poll) -> None:
    discard_poll(actor=by.viewer, poll_id=poll.pk, now=moment())


def test_a_prepared_poll_is_gone_and_the_record_says_that_there_was_one(lively: Scene, ratna: Someone) -> None:
    poll = prepared(ratna, lively)

    discards(ratna, poll)

    assert (Poll.objects.count(), Option.objects.count()) == (0, 0)
    told = Entry.objects.get(action="poll.discarded")
    assert (str(told.subject), told.digest, told.facts) == (str(poll.pk), "", {})
    assert not verify().faults


def test_what_was_opened_stays_open_or_closed(lively: Scene, ratna: Someone) -> None:
    poll = asked(ratna, lively)
    with refused(NotPossible, "poll.kept"):
        discards(ratna, poll)
    closes_poll(ratna, poll)
    with refused(NotPossible, "poll.kept"):
        discards(ratna, poll)

    assert Poll.objects.get().status == "closed"


def test_a_moderator_may_not_and_a_citizen_finds_none(lively: Scene, ratna: Someone, budi: Someone, siti: Someone) -> None:
    poll = prepared(ratna, lively)
    with pytest.raises(NotAllowed):
        discards(budi, poll)
    with pytest.raises(NotFound):
        discards(siti, poll)

    assert Poll.objects.exists()


def test_an_opened_poll_whose_rows_are_gone_is_missed_whatever_the_record_says_of_throwing_it_away(lively: Scene, ratna: Someone) -> None:
    poll = asked(ratna, lively)
    write_down_discarded(poll, actor=ratna.viewer, now=moment())
    assert not verify().faults
    Option.objects.all().delete()
    poll.delete()

    assert [str(Entry.objects.get(action="poll.opened").subject) in str(fault) for fault in verify().faults] == [True]


@pytest.mark.django_db(transaction=True)
def test_throwing_away_is_done_wholly_or_not_at_all(lively: Scene, ratna: Someone) -> None:
    poll = prepared(ratna, lively)

    all_or_nothing(lambda: discards(ratna, poll))

    assert not Poll.objects.exists()
