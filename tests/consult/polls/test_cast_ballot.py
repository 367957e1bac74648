"""Voting: once, finally, with a receipt that anyone can recompute, and with no trace of it anywhere else."""

from datetime import timedelta
from hashlib import sha256

import pytest

from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.platform import limits
from consult.platform.audit.models import Entry
from consult.platform.limits import LIMITS, Limit
from consult.polls.actions import cast_ballot
from consult.polls.ballots import checked_code, commitment_of
from consult.polls.models import Ballot, Participation, Poll
from consult.polls.queries import counted, has_voted, known_poll, taking_part
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment
from tests.consult.polls.voting import asked, closes_poll, crowd, kept, new_code, option, prepared, refused, votes
from tests.tables import contents

pytestmark = pytest.mark.django_db

CODE = "0123456789abcdef" * 2


def test_a_ballot_lies_under_a_commitment_that_its_voter_can_recompute(poll: Poll, siti: Someone) -> None:
    receipt = votes(siti, poll, "Setiap hari", code=CODE)

    ballot = f'"{option(poll, "Setiap hari")}"'
    assert receipt.commitment == sha256(f"{poll.pk}\n{CODE}\n{ballot}".encode()).hexdigest()
    assert receipt.is_new
    assert list(Ballot.objects.values_list("poll", "commitment", "choice")) == [(poll.pk, receipt.commitment, ballot)]


def test_whoever_abstains_takes_part(poll: Poll, siti: Someone) -> None:
    votes(siti, poll, None)

    assert Ballot.objects.get().choice == "null"
    assert has_voted(poll, viewer=siti.viewer)


def test_the_same_form_again_gives_the_same_receipt_and_counts_once_also_after_closing(
    lively: Scene, poll: Poll, siti: Someone, ratna: Someone
) -> None:
    first = votes(siti, poll, "Setiap hari", code=CODE)
    again = votes(siti, poll, "Setiap hari", code=CODE)
    closes_poll(ratna, poll)
    closes(lively)
    later = votes(siti, poll, "Setiap hari", code=CODE)

    assert kept([again, later]) == kept([first])
    assert (first.is_new, again.is_new, later.is_new) == (True, False, False)
    assert not Ballot.objects.exists()


@pytest.mark.parametrize(("title", "code"), [("Setiap hari", None), ("Hanya akhir pekan", CODE), (None, CODE)])
def test_a_vote_is_final(poll: Poll, siti: Someone, title: str | None, code: str | None) -> None:
    votes(siti, poll, "Setiap hari", code=CODE)
    before = contents()

    with refused(NotPossible, "ballot.twice"):
        votes(siti, poll, title, code=code)

    assert {table for table, rows in contents().items() if rows != before[table]} == {"consult_counter"}


def test_a_vote_is_in_no_table_beside_its_own_and_the_record_has_no_entry_of_it(poll: Poll, siti: Someone, agus: Someone) -> None:
    entries = Entry.objects.count()
    before = contents()

    receipt = votes(siti, poll, "Setiap hari", code=CODE)

    changed = {table for table, rows in contents().items() if rows != before[table]}
    assert changed == {"consult_ballot", "consult_participation"}
    assert Entry.objects.count() == entries
    everything = str(contents())
    assert CODE not in everything
    assert everything.count(receipt.commitment) == 1
    assert [field.name for field in Participation._meta.fields] == ["id", "poll", "person"]


@pytest.mark.parametrize("code", ["", None, 7, "0123456789ABCDEF" * 2, "0123456789abcde" * 2, f"{CODE}\n", "g" * 32, ["a"]], ids=str)
def test_a_malformed_code_is_refused_by_its_field(code: object) -> None:
    with refused(BadInput, "ballot.code", field="code"):
        checked_code(code)


@pytest.mark.parametrize("ballot", ["", "setiap hari", 0, [], {}, True, "null", "ffffffff-ffff-4fff-bfff-ffffffffffff"], ids=str)
def test_what_is_no_option_is_refused_and_nothing_is_counted(poll: Poll, siti: Someone, ballot: object) -> None:
    before = contents()
    with refused(BadInput, "ballot.option", field="ballot"):
        cast_ballot(actor=siti.viewer, poll_id=poll.pk, code=CODE, ballot=ballot, address="", now=moment())

    assert contents() == before


def test_an_option_of_another_poll_is_none(lively: Scene, poll: Poll, siti: Someone, ratna: Someone) -> None:
    other = asked(ratna, lively)

    with refused(BadInput, "ballot.option", field="ballot"):
        cast_ballot(actor=siti.viewer, poll_id=poll.pk, code=CODE, ballot=option(other, "Setiap hari"), address="", now=moment())


@pytest.mark.parametrize("title", ["Setiap hari", "Hanya akhir pekan", None])
def test_a_code_that_somebody_else_used_is_refused_whatever_they_chose(poll: Poll, siti: Someone, agus: Someone, title: str | None) -> None:
    votes(siti, poll, "Setiap hari", code=CODE)

    with refused(BadInput, "ballot.code_used", field="code"):
        votes(agus, poll, title, code=CODE)

    assert not has_voted(poll, viewer=agus.viewer)


def test_a_late_vote_is_refused_whatever_it_holds(lively: Scene, poll: Poll, siti: Someone, agus: Someone, ratna: Someone) -> None:
    closes_poll(ratna, poll)

    with refused(NotPossible, "poll.not_open"):
        votes(siti, poll, "Setiap hari", code="zu spät")

    still_open = asked(ratna, lively)
    closes(lively)
    with refused(NotPossible, "consultation.no_votes"):
        votes(agus, still_open, "Setiap hari")
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("name", ["ratna", "budi"])
def test_whoever_is_in_the_team_does_not_vote(poll: Poll, request: pytest.FixtureRequest, name: str) -> None:
    with pytest.raises(NotAllowed):
        votes(request.getfixturevalue(name), poll, "Setiap hari")


def test_a_stranger_does_not_vote_and_a_poll_in_preparation_is_not_there(
    lively: Scene, poll: Poll, siti: Someone, tono: Someone, ratna: Someone
) -> None:
    with pytest.raises(NotFound):
        votes(tono, poll, "Setiap hari")
    coming = prepared(ratna, lively)
    with pytest.raises(NotFound):
        votes(siti, coming, "Setiap hari")
    with pytest.raises(NotFound):
        known_poll(coming, viewer=siti.viewer, now=moment())


def test_votes_are_limited_by_address_alone(poll: Poll, siti: Someone) -> None:
    now, most = moment(), LIMITS["ballot"].address
    for at in (now, now + LIMITS["ballot"].every):
        limits.spend("ballot", account=None, address="192.0.2.1", now=at, times=most)

    with refused(NotPossible, "limit.reached"):
        cast_ballot(actor=siti.viewer, poll_id=poll.pk, code=new_code(), ballot=None, address="192.0.2.1", now=now)

    assert not Participation.objects.exists()
    assert not limits.Counter.objects.filter(who__contains=str(siti.person.pk)).exists()


def test_whoever_has_voted_cannot_try_anothers_code_without_limit(
    poll: Poll, siti: Someone, agus: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "ballot_again", Limit(account=3, address=0, every=timedelta(days=10_000)))
    votes(agus, poll, "Setiap hari", code=CODE)
    votes(siti, poll, None)
    for _ in range(3):
        with refused(NotPossible, "ballot.twice"):
            votes(siti, poll, "Tiga kali seminggu", code=CODE)

    for title in ("Setiap hari", "Tiga kali seminggu"):  # what would be answered otherwise is not any more
        with refused(NotPossible, "limit.reached"):
            votes(siti, poll, title, code=CODE)
    assert not votes(agus, poll, "Setiap hari", code=CODE).is_new


def test_where_a_code_was_used_twice_each_vote_is_told(poll: Poll, siti: Someone, ratna: Someone) -> None:
    votes(siti, poll, "Setiap hari", code=CODE)
    ballot = f'"{option(poll, "Hanya akhir pekan")}"'
    Ballot.objects.create(poll=poll, commitment=commitment_of(str(poll.pk), CODE, ballot), choice=ballot)
    closed = closes_poll(ratna, poll)

    found = counted(closed, CODE)

    assert {vote.option.title for vote in found if vote.option} == {"Setiap hari", "Hanya akhir pekan"}
    assert [vote.place for vote in found] == [1, 2]
    assert counted(closed, "0" * 32) == ()


def test_before_closing_the_number_taking_part_is_told_in_tens(poll: Poll, ratna: Someone) -> None:
    told = []
    for who in crowd(11):
        votes(who, poll, "Setiap hari")
        told.append(taking_part(poll))

    assert told == [0] * 9 + [10, 10]
    assert taking_part(closes_poll(ratna, poll)) == 11


def test_the_record_is_whole_while_people_vote(poll: Poll, siti: Someone) -> None:
    votes(siti, poll, "Setiap hari")

    assert not verify().faults
