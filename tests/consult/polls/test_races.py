"""Votes against the closing, and against each other, with real threads; without the lock they are lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from unittest.mock import patch
from uuid import UUID

import pytest
from django.db import connection

from consult.errors import NotPossible
from consult.polls.actions import BallotReceipt
from consult.polls.models import Ballot, ClosedBallot, ClosedParticipation, Participation, Poll
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone
from tests.consult.polls.racing import race
from tests.consult.polls.voting import TITLES, closes_poll, crowd, votes
from tests.together import meanwhile, together

RACES = 20  # tests/trials runs two hundred
VOTERS = 4

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_whatever_vote_was_acknowledged_is_counted_and_no_other(lively: Scene, ratna: Someone) -> None:
    voters = crowd(VOTERS)

    races = [race(lively, ratna, voters) for _ in range(RACES)]

    assert [one for one in races if not one.is_fair] == []
    assert 0 < sum(len(one.refused) for one in races) < RACES * VOTERS
    assert not Ballot.objects.exists()
    assert not verify().faults


def test_two_forms_of_one_person_at_once_are_one_vote(poll: Poll, siti: Someone) -> None:
    answers = together([partial(votes, siti, poll, title) for title in TITLES])

    assert len([answer for answer in answers if isinstance(answer, BallotReceipt)]) == 1
    assert {answer.code for answer in answers if isinstance(answer, NotPossible)} == {"ballot.twice"}
    assert (Ballot.objects.count(), Participation.objects.count()) == (1, 1)


@contextmanager
def without_lock() -> Iterator[None]:
    """No voter keeps the poll from closing."""

    def unlocked(poll_id: UUID) -> Poll:
        return Poll.objects.select_related("consultation").get(pk=poll_id)

    with patch("consult.polls.actions.cast_ballot.poll_to_vote_in", unlocked):
        yield


def test_without_the_lock_a_vote_is_acknowledged_and_not_counted(poll: Poll, siti: Someone, ratna: Someone) -> None:
    with without_lock(), meanwhile(partial(closes_poll, ratna, poll), before=6):
        receipt = votes(siti, poll, TITLES[0], code="a" * 32)

    assert receipt.is_new
    assert not ClosedBallot.objects.exists()
    assert any("ballots where none can be" in fault.how for fault in verify().faults)


def test_without_the_constraint_and_the_lock_somebody_votes_twice(poll: Poll, siti: Someone) -> None:
    [constraint] = Participation._meta.constraints
    with connection.schema_editor() as editor:
        editor.remove_constraint(Participation, constraint)
    try:
        with without_lock(), meanwhile(partial(votes, siti, poll, TITLES[1]), before=6):
            votes(siti, poll, TITLES[0], code="a" * 32)
        assert Participation.objects.filter(person=siti.person).count() == 2
    finally:
        Participation.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Participation, constraint)
    assert not ClosedParticipation.objects.exists()
