"""Whoever wrote something is told once what became of it in a new version, in their language and without a word of it."""

import pytest
from django.core import mail

from consult.accounts.models import Person
from consult.accounts.viewer import OPERATOR
from consult.documents.rules import RevisionKind
from consult.record.erasure.erase_person import erase_person
from tests.cast import DRAFT, Scene, Someone, moment, publishes_revision
from tests.waiting import do_jobs

pytestmark = pytest.mark.django_db


def told() -> dict[str, str]:
    """What each address was told of places in a new version."""
    for _ in ("the one that finds authors", "theirs"):
        do_jobs(at=moment())
    found = [message for message in mail.outbox if "placed-" in message.extra_headers["Message-ID"]]
    assert len(found) == len({message.to[0] for message in found})
    return {message.to[0]: str(message.body) for message in found}


def test_one_mail_tells_an_author_of_all_that_they_wrote(lively: Scene, siti: Someone, agus: Someone) -> None:
    gone = siti.posts("Rahasia dapur saya.", on=lively.clause("Pasal 3"))
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    siti.posts("Setuju juga.", on=lively.clause("Pasal 1"))
    agus.replies("Benar.", to=gone)
    do_jobs(at=moment())
    mail.outbox.clear()

    publishes_revision(lively)

    mails = told()
    assert set(mails) == {siti.email}  # a reply goes with what it answers
    assert ": 2" in mails[siti.email]
    assert ": 1" in mails[siti.email]
    assert "/k/pasar-ramai/changes/?from=1&to=2" in mails[siti.email]
    assert "Rahasia" not in mails[siti.email]


def test_the_mail_speaks_the_authors_language_and_of_a_correction_as_such(lively: Scene, siti: Someone) -> None:
    Person.objects.filter(pk=siti.person.pk).update(language="en")
    siti.posts("Agreed.", on=lively.clause("Pasal 4"))

    publishes_revision(lively, DRAFT.replace("sepuluh", "sepuluh pagi"), kind=RevisionKind.CORRECTION)

    assert "Slips in the draft were corrected in version 2." in told()[siti.email]
    assert "stand where they stood: 1" in told()[siti.email]


def test_nobody_is_told_of_what_they_took_back_or_after_they_are_gone(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.withdraws(siti.posts("Setuju.", on=lively.clause("Pasal 4")))
    agus.posts("Setuju.", on=lively.clause("Pasal 4"))
    publishes_revision(lively)
    erase_person(actor=OPERATOR, person_id=agus.person.pk, now=moment())

    assert told() == {}
