"""A long contribution gets the words it is found by from a worker: that they are still to come is no fault, that they never came is one."""

import pytest
from django_tasks_db.models import DBTaskResult

from consult.discussion.models import PostVersion
from consult.record.checks.comparisons import OTHER_WORDS
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone
from tests.waiting import do_jobs

pytestmark = pytest.mark.django_db

LONG = "Lapak pedagang kecil di pasar pagi. " * 100


def test_words_that_a_worker_is_to_find_are_no_fault_and_those_that_it_found_fit(lively: Scene, siti: Someone) -> None:
    post = siti.posts(LONG, on=lively.clause("Pasal 4"))
    assert PostVersion.objects.get(post=post).words == ""
    assert verify().faults == []

    do_jobs()

    assert "pasar" in PostVersion.objects.get(post=post).words
    assert verify().faults == []


def test_words_that_nobody_is_to_find_any_more_are_named(lively: Scene, siti: Someone) -> None:
    post = siti.posts(LONG, on=lively.clause("Pasal 4"))
    siti.posts(f"{LONG} Lain.", on=lively.clause("Pasal 5"))
    receipt = PostVersion.objects.get(post=post).receipt_id

    for task in DBTaskResult.objects.filter(task_path__endswith="fill_words_of"):
        if task.args_kwargs["args"] == [receipt]:
            task.delete()

    assert [(fault.what, fault.how) for fault in verify().faults] == [(f"post {post.pk}, version 1", OTHER_WORDS)]


def test_a_worker_that_takes_words_of_one_for_done_does_not_excuse_another(lively: Scene, siti: Someone) -> None:
    siti.posts(LONG, on=lively.clause("Pasal 4"))
    short = siti.posts("Lapak.", on=lively.clause("Pasal 5"))

    PostVersion.objects.filter(post=short).update(words="")

    assert [fault.what for fault in verify().faults] == [f"post {short.pk}, version 1"]
