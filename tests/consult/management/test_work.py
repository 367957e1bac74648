"""The worker outlives a database that is busy or away and a full disk, and no mistake; what it was at then is done after all."""

import pytest
from django.core.management import CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import timezone
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from consult.discussion.jobs import tell_received
from consult.management.commands import work
from consult.platform import jobs
from tests.waiting import names, waiting


def failing(times: int, said: str, done: list[str]) -> object:
    """Fails so often, and then does it."""

    def act() -> None:
        done.append(said)
        if len(done) <= times:
            raise OperationalError(said)

    return act


@pytest.mark.parametrize("said", ["database is locked", "the connection is closed"])
def test_what_finds_the_database_busy_or_away_is_begun_again(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr(work, "PAUSE", 0)
    done: list[str] = []

    work.patiently(failing(2, said, done))  # type: ignore[arg-type]

    assert len(done) == 3


def test_a_command_of_ours_that_could_not_reach_the_database_is_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "PAUSE", 0)
    tries: list[int] = []

    def tidy() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise CommandError("database: gone") from OperationalError("the connection is closed")

    work.patiently(tidy)

    assert len(tries) == 3


def test_a_mistake_ends_the_worker() -> None:
    def mistaken() -> None:
        raise ProgrammingError("no such column")

    with pytest.raises(ProgrammingError):
        work.patiently(mistaken)


@pytest.mark.django_db
def test_what_a_killed_worker_was_at_is_done_by_the_next_of_its_name_and_what_another_is_at_is_left() -> None:
    for worker in ("own", "another"):
        jobs.enqueue(tell_received, "0123456789")
        job = DBTaskResult.objects.get(status="READY")
        job.claim(worker)
    assert not names()

    jobs.take_up_own("own")

    assert [job.worker_ids for job in DBTaskResult.objects.filter(status="READY")] == [["own"]]
    assert [job.worker_ids for job in DBTaskResult.objects.filter(status="RUNNING")] == [["another"]]


@pytest.mark.django_db
def test_a_job_that_the_database_left_in_the_lurch_is_tried_again_however_often_that_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr("consult.discussion.jobs.Receipt.objects.select_related", away)
    for waits in range(2 * len(jobs.AGAIN_AFTER)):
        tell_received.func("0123456789", waits=waits)

    assert names() == ["tell_received"] * 2 * len(jobs.AGAIN_AFTER)


@pytest.mark.django_db(transaction=True)
def test_a_job_that_cannot_be_put_back_while_the_disk_is_full_waits_until_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = iter([True, True])
    truly = DatabaseBackend.enqueue

    def full(*given: object) -> object:
        if next(refusals, False):
            raise OperationalError("database is locked")
        return truly(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "PAUSE", 0)
    monkeypatch.setattr("consult.discussion.jobs.Receipt.objects.select_related", in_the_way)
    monkeypatch.setattr(DatabaseBackend, "enqueue", full)

    tell_received.func("0123456789")

    assert names() == ["tell_received"]


@pytest.mark.django_db
@pytest.mark.parametrize("told", [SystemExit, KeyboardInterrupt])
def test_a_job_that_is_cut_off_since_its_worker_has_to_stop_at_once_is_done_by_the_next(
    monkeypatch: pytest.MonkeyPatch, told: type[BaseException]
) -> None:
    def stopped(*_: object) -> None:
        raise told

    monkeypatch.setattr("consult.discussion.jobs.Receipt.objects.select_related", stopped)

    with pytest.raises(told):
        tell_received.func("0123456789", tries=2)

    [again] = waiting()
    assert again.args_kwargs == {"args": ["0123456789"], "kwargs": {"tries": 2, "waits": 0}}
    assert again.run_after <= timezone.now()


def in_the_way(*_: object) -> None:
    """Somebody else is at work there."""
    raise BlockingIOError


@pytest.mark.django_db
def test_what_passed_by_itself_takes_no_try_from_a_mail_server_that_fails_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("consult.discussion.jobs.Receipt.objects.select_related", away)
    tell_received.func("0123456789", waits=2 * len(jobs.AGAIN_AFTER))

    [again] = waiting()
    assert again.args_kwargs["kwargs"] == {"tries": 1, "waits": 2 * len(jobs.AGAIN_AFTER)}


@pytest.mark.django_db
def test_a_job_over_which_its_worker_ends_again_and_again_lets_others_pass() -> None:
    jobs.enqueue(tell_received, "0123456789")
    times = []
    for _ in range(jobs.OFTEN):
        [job] = waiting()
        times.append(job.run_after)
        job.claim("own")
        jobs.take_up_own("own")

    assert len(set(times)) == 1  # as soon as anybody can
    [job] = waiting()
    assert timezone.now() + jobs.LOST_AFTER / 2 < job.run_after < timezone.now() + jobs.LOST_AFTER
