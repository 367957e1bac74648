"""What the author is told of a decision, when, and in which language."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import translation

from consult.accounts.actions import rename_person
from consult.discussion.models import PostVersion
from consult.moderation.jobs import SUBJECTS, tell_author
from consult.moderation.models import Decision
from consult.moderation.rules import Verdict
from tests.cast import Scene, Someone, moment
from tests.waiting import do_jobs

TEXT = "Pasal ini memberatkan pedagang kecil."
SECOND = timedelta(seconds=1)

pytestmark = pytest.mark.django_db


def told() -> list[EmailMessage]:
    """The mails about decisions."""
    return [message for message in mail.outbox if "decision-" in message.extra_headers["Message-ID"]]


def subjects() -> list[str]:
    """Of these."""
    return [str(message.subject) for message in told()]


def subject(verdict: Verdict, language: str) -> str:
    """What a mail about such a decision is headed in a language."""
    with translation.override(language):
        return str(SUBJECTS[verdict])


def test_the_author_is_told_after_two_minutes_and_not_before(consultation: Scene, siti: Someone, budi: Someone) -> None:
    now = moment()
    budi.publishes(siti.posts(TEXT, on=consultation.clause("Pasal 4")), now=now)

    do_jobs(at=now + timedelta(minutes=2) - SECOND)
    assert subjects() == []

    do_jobs(at=now + timedelta(minutes=2) + SECOND)
    assert subjects() == [subject(Verdict.PUBLISH, "id")] != [subject(Verdict.PUBLISH, "en")]
    assert told()[-1].to == [siti.email]


def test_of_a_decision_that_was_taken_back_in_time_only_the_latest_is_mailed(lively: Scene, siti: Someone, budi: Someone) -> None:
    now = moment()
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    budi.hides(post, now=now)
    budi.restores(post, now=now + 30 * SECOND)
    budi.hides(post, rule=3, reason="Memuat hinaan kepada orang lain.", now=now + 60 * SECOND)

    do_jobs(at=now + timedelta(minutes=10))

    assert len(subjects()) == 1
    assert "Memuat hinaan kepada orang lain." in told()[-1].body


def test_a_later_decision_is_the_latest_even_where_clocks_differ(lively: Scene, siti: Someone, budi: Someone, wati: Someone) -> None:
    now = moment() + 60 * SECOND
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    budi.hides(post, now=now)
    restored = wati.restores(post, now=now - SECOND)  # a server whose clock is behind, or a request that waited for the lock
    hidden = budi.hides(post, now=now)

    assert list(Decision.objects.order_by("decided_at").values_list("pk", flat=True))[1:] == [restored.pk, hidden.pk]
    assert hidden.reverses == restored
    do_jobs(at=now + timedelta(minutes=10))
    assert subjects() == [subject(Verdict.HIDE, "id")]


def test_the_mail_gives_rule_and_reason_in_the_authors_language(lively: Scene, siti: Someone, budi: Someone) -> None:
    rename_person(actor=siti.viewer, name="Siti", chosen_name="", language="en", now=moment())
    now = moment()
    budi.hides(siti.posts(TEXT, on=lively.clause("Pasal 4")), rule=2, reason="Memuat nomor telepon.", now=now)

    do_jobs(at=now + timedelta(minutes=3))

    assert subjects() == ["Your contribution has been hidden"]
    body = told()[-1].body
    assert "House rule 2" in body
    assert "Memuat nomor telepon." in body
    assert f"Pasal 4, An orderly morning market:\n\n> {TEXT}" in body
    assert "Budi" not in body  # the public sees the office, not the moderator's name


def test_the_mail_names_the_thread_where_there_is_no_one_clause(lively: Scene, siti: Someone, budi: Someone) -> None:
    over = [lively.clause("Pasal 3"), lively.clause("Pasal 4")]
    post = siti.posts(TEXT, on=budi.opens_thread("Lapak dan iuran", over=over, at=lively))
    now = moment()
    budi.hides(post, now=now)

    do_jobs(at=now + timedelta(minutes=3))

    assert "Lapak dan iuran, " in told()[-1].body


def test_the_mail_about_what_is_public_says_that_it_fits_and_reproaches_nothing(consultation: Scene, siti: Someone, budi: Someone) -> None:
    rename_person(actor=siti.viewer, name="Siti", chosen_name="", language="en", now=moment())
    now = moment()
    budi.publishes(siti.posts(TEXT, on=consultation.clause("Pasal 4")), now=now)

    do_jobs(at=now + timedelta(minutes=3))

    assert "It fits the house rules." in told()[-1].body
    assert "House rule 1" not in told()[-1].body


def test_nobody_is_told_where_the_account_is_gone(lively: Scene, siti: Someone, budi: Someone) -> None:
    now = moment()
    decision = budi.hides(siti.posts(TEXT, on=lively.clause("Pasal 4")), now=now)
    siti.account.delete()

    tell_author.func(str(decision.pk))

    assert subjects() == []


def test_decisions_on_two_versions_are_told_each_for_itself(consultation: Scene, siti: Someone, budi: Someone) -> None:
    now = moment()
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"), now=now)
    budi.publishes(post, now=now)
    siti.edits(post, text="Iklan lapak saya.", now=now)
    budi.hides(post, now=now)

    do_jobs(at=now + timedelta(minutes=3))

    assert len(subjects()) == 2
    assert PostVersion.objects.count() == 2
