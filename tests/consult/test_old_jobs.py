"""Jobs that 0.7 left waiting are done after the upgrade, though their functions stand elsewhere now."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from consult.moderation.flag_mails import tell_reporter
from consult.platform import jobs
from tests.cast import Scene, Someone
from tests.waiting import do_jobs

EDITOR = SimpleNamespace(connection=connection)
renaming = import_module("consult.migrations.0023_rename_jobs")


@pytest.mark.parametrize("path", [found for _, found in renaming.MOVED])
def test_a_job_stands_where_its_stored_name_is_changed_to(path: str) -> None:
    assert import_string(path).module_path == path


@pytest.mark.sqlite
@pytest.mark.postgresql
def test_a_job_under_an_old_name_is_done_after_the_upgrade(lively: Scene, siti: Someone, agus: Someone) -> None:
    old, now = next((old, now) for old, now in renaming.MOVED if now == tell_reporter.module_path)
    post = siti.posts("Terlalu pagi.", on=lively.clause("Pasal 5"))
    flag = agus.flags(post)
    jobs.enqueue(tell_reporter, str(flag.pk))
    DBTaskResult.objects.filter(task_path=now).update(task_path=old)

    renaming.forwards(apps, EDITOR)
    do_jobs(called="tell_reporter")

    assert list(DBTaskResult.objects.filter(task_path__endswith=".tell_reporter").values_list("task_path", "status")) == [
        (now, "SUCCESSFUL")
    ]


def test_the_way_back_gives_jobs_the_names_that_the_code_before_knows(db: None) -> None:
    for _, now in renaming.MOVED:
        DBTaskResult.objects.create(task_path=now, args_kwargs={"args": [], "kwargs": {}})

    renaming.backwards(apps, EDITOR)

    assert set(DBTaskResult.objects.values_list("task_path", flat=True)) == {old for old, _ in renaming.MOVED}
