"""The codes that are mailed: sealed while they wait, gone once they were sent, never sent when they are void."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from consult.accounts.codes import CODE_LIFE, mail_code, send_code
from consult.accounts.models import CodeMail
from consult.platform import jobs, secrets
from tests.cast import moment
from tests.tables import contents
from tests.waiting import do_jobs, names, waiting

EMAIL, CODE = "siti.kode@example.org", "QWER-TYUI"


def asks(*, ago: timedelta = timedelta(0), language: str = "en") -> None:
    """Somebody asked for a code."""
    send_code(email=EMAIL, code=CODE, sends=False, language=language, now=moment() - ago)


def stored() -> str:
    """All that lies in the database."""
    return json.dumps(contents())


@pytest.mark.django_db
def test_neither_code_nor_address_lies_in_the_database_before_or_after_it_was_mailed() -> None:
    asks()
    before = stored()
    do_jobs()

    assert CODE in str(mail.outbox[0].body)
    assert mail.outbox[0].to == [EMAIL]
    for lies in (before, stored()):
        assert not re.search(f"{CODE}|{EMAIL}", lies)
    assert not CodeMail.objects.exists()


@pytest.mark.django_db
def test_a_code_is_mailed_in_the_language_in_which_it_was_asked_for() -> None:
    asks(language="id")
    do_jobs()

    assert "ini kode Anda" in str(mail.outbox[0].body)


@pytest.mark.django_db
def test_a_void_code_is_not_mailed_and_goes() -> None:
    asks(ago=CODE_LIFE)
    do_jobs()

    assert not mail.outbox
    assert not CodeMail.objects.exists()


@pytest.mark.django_db
def test_a_code_that_another_took_the_place_of_is_not_mailed() -> None:
    first = send_code(email=EMAIL, code="AAAA-AAAA", sends=False, language="en", now=moment())
    send_code(email=EMAIL, code=CODE, sends=False, language="en", now=moment(), instead_of=first)

    do_jobs(at=moment())

    [sent] = mail.outbox
    assert CODE in sent.body


@pytest.mark.django_db
def test_a_mail_server_that_stays_away_is_tried_until_the_code_is_void_and_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    asks()
    with monkeypatch.context() as away:
        away.setattr("consult.platform.mail.EmailMultiAlternatives.send", refuse)
        do_jobs()
    [job] = waiting()
    assert timedelta(0) < job.run_after - timezone.now() <= timedelta(seconds=5)
    assert sum(jobs.SOON_AGAIN, timedelta(0)) > CODE_LIFE  # the last try finds it void, and takes it away
    CodeMail.objects.update(expires_at=moment())
    do_jobs(at=job.run_after)

    assert (mail.outbox, waiting(), list(CodeMail.objects.all())) == ([], [], [])


def refuse(*_: object) -> None:
    """A mail server that is away."""
    raise TimeoutError


@pytest.mark.django_db
def test_what_no_worker_ever_mailed_is_tidied_away() -> None:
    asks(ago=CODE_LIFE)
    call_command("tidy")

    assert not CodeMail.objects.exists()


@pytest.mark.django_db
def test_a_code_that_waits_is_mailed_before_anything_else() -> None:
    for at in (None, moment()):
        jobs.enqueue(mail_code, "00000000-0000-0000-0000-000000000000", after=at)
    DBTaskResult.objects.update(priority=0, queue_name=jobs.SLOW)
    asks()

    first = DBTaskResult.objects.ready().first()
    assert first is not None
    assert (first.queue_name, len(names())) == (jobs.QUICK, 3)


@pytest.mark.django_db
def test_a_quick_job_that_a_killed_worker_left_is_taken_up_after_five_minutes() -> None:
    asks()
    DBTaskResult.objects.update(status="RUNNING", started_at=moment() - timedelta(minutes=5, seconds=1))
    jobs.take_up_again(now=moment())

    assert names() == ["mail_code"]


def test_what_is_sealed_opens_under_a_former_key_and_under_no_other(settings: object) -> None:
    settings.SECRET_KEY = "the first"  # type: ignore[attr-defined]
    lies = secrets.seal({"code": CODE}, purpose="a")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the second", ["the first"]  # type: ignore[attr-defined]

    assert secrets.unseal(lies, purpose="a") == {"code": CODE}
    assert secrets.unseal(lies, purpose="b") is None
    settings.SECRET_KEY_FALLBACKS = []  # type: ignore[attr-defined]
    assert secrets.unseal(lies, purpose="a") is None


@pytest.mark.django_db
def test_a_code_that_was_sealed_under_a_lost_key_is_given_up(settings: object) -> None:
    asks()
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    do_jobs()

    assert (mail.outbox, CodeMail.objects.count()) == ([], 0)
