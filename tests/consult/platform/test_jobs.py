"""Work after the request: it exists exactly if the action does, and doing it twice does no harm."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from consult.discussion.jobs import tell_received
from consult.errors import BadInput
from consult.platform import jobs
from consult.platform.vacuum import InUse
from consult.polls.jobs import rewrite_ballots
from tests.cast import Scene, Someone, moment
from tests.waiting import do_jobs, names, waiting


@pytest.mark.django_db(transaction=True)
def test_a_job_is_rolled_back_with_the_action_that_asked_for_it() -> None:
    with transaction.atomic():
        jobs.enqueue(tell_received, "0123456789")
        assert names() == ["tell_received"]  # in the transaction, not after it
        transaction.set_rollback(True)

    assert not waiting()


@pytest.mark.django_db(transaction=True)
def test_a_post_brings_its_job_and_a_refused_one_brings_none(lively: Scene, siti: Someone) -> None:
    before = names()
    with pytest.raises(BadInput):
        siti.posts(" ", on=lively.clause("Pasal 4"))
    assert names() == before

    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    assert sorted(names()) == sorted([*before, "tell_received"])


@pytest.mark.django_db
def test_a_job_waits_until_its_time_has_come(lively: Scene, siti: Someone, budi: Someone) -> None:
    now = moment()
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"), now=now)
    budi.hides(post, now=now)

    do_jobs(at=now + timedelta(seconds=119))
    assert [message.subject for message in mail.outbox] == [subject_of_receipt(siti)]

    do_jobs(at=now + timedelta(seconds=121))
    assert len(mail.outbox) == 2


def subject_of_receipt(who: Someone) -> str:
    """The subject of the mail about what was received, in their language."""
    with translation.override(who.person.language):
        return gettext("We have received your contribution")


@pytest.mark.django_db
def test_a_mail_sent_twice_has_the_same_message_id(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    code = post.versions.get().receipt_id

    for _ in range(2):
        tell_received.func(code)

    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second == f"<receipt-{code}@localhost>"


@pytest.mark.django_db
def test_a_mail_goes_to_its_author_alone_and_holds_no_word_of_the_post(lively: Scene, siti: Someone) -> None:
    siti.posts("Kalimat yang tidak boleh ada di surat.", on=lively.clause("Pasal 4"))
    do_jobs()

    [message] = mail.outbox
    assert message.to == [siti.email]
    assert "Kalimat" not in message.body


@pytest.mark.django_db
def test_a_mail_that_could_not_go_out_is_tried_again_later(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    now = moment()
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    with monkeypatch.context() as away:
        away.setattr("consult.platform.mail.EmailMultiAlternatives.send", refuse)
        do_jobs(at=now + timedelta(seconds=1))
    assert mail.outbox == []

    do_jobs(at=now + timedelta(seconds=2))
    assert mail.outbox == []  # not at once
    do_jobs(at=now + timedelta(minutes=2))

    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_mail_that_can_never_go_out_fails_in_the_end(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    monkeypatch.setattr("consult.platform.mail.EmailMultiAlternatives.send", refuse)

    for _ in jobs.AGAIN_AFTER:
        do_jobs(at=moment() + timedelta(days=9))

    with pytest.raises(ConnectionRefusedError):
        do_jobs(at=moment() + timedelta(days=9))


@pytest.mark.django_db
def test_writing_tables_anew_is_tried_until_it_is_done_however_long_somebody_is_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    at, tries = moment(), 3 * len(jobs.AGAIN_AFTER)
    jobs.enqueue(rewrite_ballots, "a poll", after=at)
    with monkeypatch.context() as busy:
        busy.setattr("consult.polls.jobs.rewrite", in_use)
        for _ in range(tries):
            [job] = waiting()
            do_jobs(at=job.run_after)
    monkeypatch.setattr("consult.polls.jobs.rewrite", done.append)

    [job] = waiting()
    assert job.run_after <= timezone.now() + timedelta(hours=1)
    do_jobs(at=job.run_after)

    assert len(done) == 1
    assert not waiting()


def in_use(*_: object) -> None:
    """Tables that somebody is at work in."""
    raise InUse("locked")


@pytest.mark.django_db
def test_a_job_that_a_killed_worker_left_is_taken_up_again(lively: Scene, siti: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    siti.posts("Sangat setuju.", on=lively.clause("Pasal 4"))
    left, under_way = (job for job in waiting() if job.task_path.endswith("tell_received"))
    for job, minutes in ((left, 16), (under_way, 1)):
        DBTaskResult.objects.filter(pk=job.pk).update(status="RUNNING", started_at=moment() - timedelta(minutes=minutes))

    jobs.take_up_again(now=moment())

    assert {job.pk for job in waiting()} & {left.pk, under_way.pk} == {left.pk}


def refuse(*_: object) -> None:
    """A mail server that is away."""
    raise ConnectionRefusedError


def failed(told: str, about: object = None) -> UUID:
    """A job that tells of a failure; its id."""
    jobs.enqueue(tell_received, str(about or uuid4()))
    job = DBTaskResult.objects.latest("enqueued_at").pk
    DBTaskResult.objects.filter(pk=job).update(traceback=told, status="FAILED")
    return job


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_job_tells_of_an_address_only_where_it_is_the_whole_one() -> None:
    others = ["{'siti@example.org': (450, 'later')}", "a.i@example.org", "i@example.org.id", "i@example.organisation", "x+i@example.org"]
    its = ["{'i@example.org': (450, 'later')}", "<i@example.org>", "to=i@example.org.", "I@Example.org"]
    for told in others:
        failed(told)
    theirs = {failed(told) for told in its}

    found = jobs.jobs_about([], email="i@example.org")
    jobs.forget_jobs(found)

    assert found == theirs
    assert DBTaskResult.objects.count() == len(others)


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_job_is_about_what_it_was_given_and_what_runs_is_not_thrown_away(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    subjects = [uuid4() for _ in range(2_000)]
    its, running, other = failed("", subjects[-1]), failed("", subjects[0]), failed(str(subjects[1]))
    DBTaskResult.objects.filter(pk=running).update(status="RUNNING")

    with django_assert_num_queries(1):
        found = jobs.jobs_about([*subjects, 7])
    jobs.forget_jobs(found)

    assert found == {its, running}
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {running, other}


@pytest.mark.django_db
def test_jobs_since_an_instant_were_put_there_or_ended_since() -> None:
    about = uuid4()
    old, ended, new = (failed("", about) for _ in range(3))
    at = timezone.now() + timedelta(hours=1)
    DBTaskResult.objects.filter(pk=ended).update(finished_at=at)
    DBTaskResult.objects.filter(pk=new).update(enqueued_at=at)

    assert jobs.jobs_about([about]) == {old, ended, new}
    assert jobs.jobs_about([about], since=at) == {ended, new}
