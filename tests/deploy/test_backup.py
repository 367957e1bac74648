"""A backup restored is the same service: the chain verifies, the polls recount, the words are there; a full database is left alone."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.core.files.storage import default_storage
from django.db import connection

from consult.discussion.models import Post
from consult.polls.models import Poll
from deploy import machine
from deploy.settings.parts import ROOT
from tests.cast import Scene, Someone
from tests.consult.discussion.files import WORDS, sent_file
from tests.consult.polls.voting import TITLES, asked, closes_poll, crowd, votes
from tests.trials.served import database

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def empty() -> Iterator[str]:
    """The address of an empty database on the same server."""
    name = f"restored_{uuid4().hex}"
    with psycopg.connect(database(), autocommit=True) as admin:
        admin.execute(f"create database {name}")
        yield f"{database().rpartition('/')[0]}/{name}"
        admin.execute(f"drop database {name} with (force)")


def search_path() -> str:
    """Where programs are looked for, those that fit the server first."""
    return f"{machine.postgresql_programs()[0]}{os.pathsep}{os.environ['PATH']}"


def ran(script: str, argument: Path, url: str, *, first: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """One of the scripts, with the programs that fit the server; those in `first` before them."""
    path = f"{first}{os.pathsep}{search_path()}" if first else search_path()
    if shutil.which("pg_dump", path=path) is None:
        pytest.skip("there is no pg_dump on this machine")
    files = {"FILES_ROOT": str(argument.parent / "files") if script == "restore.sh" else default_storage.path("")}
    environment = {**os.environ, **files, "PATH": path, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "deploy.settings.local"}
    return subprocess.run([ROOT / "deploy" / script, argument], env=environment, capture_output=True, text=True, check=False)


def heads(printed: str) -> set[str]:
    """The lines with the head of each chain."""
    return {line for line in printed.splitlines() if len(line.partition(": ")[2]) == 64}


def test_what_was_backed_up_is_restored_checked_and_counted_again(
    lively: Scene, ratna: Someone, siti: Someone, tmp_path: Path, empty: str
) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    poll = asked(ratna, lively)
    for who in crowd(11):
        votes(who, poll, TITLES[0])
    closes_poll(ratna, poll)
    running = asked(ratna, lively)
    attachment = sent_file(siti, lively)
    votes(siti, running, TITLES[1])

    backup = ran("backup.sh", tmp_path / "copies", database())
    assert (backup.returncode, backup.stderr) == (0, "")
    file = Path(backup.stdout.strip())
    assert (list((tmp_path / "copies").iterdir()), file.stat().st_mode & 0o077) == ([file], 0)
    restored = ran("restore.sh", file, empty)

    assert (restored.returncode, restored.stderr) == (0, "")
    chain = lively.now_is().chain
    assert f"{chain.name}: {chain.head}" in heads(restored.stdout)
    assert (file.parent / "files" / attachment.file).read_bytes() == WORDS
    with psycopg.connect(empty) as copy:
        for model in (Post, Poll):
            table = model._meta.db_table
            assert copy.execute(f"select count(*) from {table}").fetchone() == (model._default_manager.count(),)
        assert copy.execute("select text from consult_postversion where post_id = %s", [post.pk]).fetchone() == ("Lapak perlu atap.",)


def test_a_file_that_goes_while_the_backup_is_made_is_there_for_the_row_that_names_it(
    lively: Scene, siti: Someone, tmp_path: Path, empty: str
) -> None:
    before = sent_file(siti, lively)
    programs = Path(shutil.which("pg_dump", path=search_path()) or pytest.skip("there is no pg_dump on this machine"))
    between = tmp_path / "between"
    between.mkdir()
    (between / "pg_dump").write_text(f'#!/bin/sh\n{programs} "$@"\nstatus=$?\nrm "{default_storage.path(before.file)}"\nexit $status\n')
    (between / "pg_dump").chmod(0o755)

    file = Path(ran("backup.sh", tmp_path / "copies", database(), first=between).stdout.strip())
    restored = ran("restore.sh", file, empty)

    assert (restored.returncode, restored.stderr) == (0, "")
    assert (file.parent / "files" / before.file).read_bytes() == WORDS


def test_a_backup_from_before_there_were_files_is_restored_still(lively: Scene, siti: Someone, tmp_path: Path, empty: str) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    whole = Path(ran("backup.sh", tmp_path, database()).stdout.strip())
    subprocess.run(["tar", "--extract", f"--directory={tmp_path}", f"--file={whole}", "database.dump"], check=True)

    restored = ran("restore.sh", (tmp_path / "database.dump").rename(tmp_path / "rembuk-20260101T000000Z.dump"), empty)

    assert (restored.returncode, restored.stderr) == (0, "restore: this backup holds no files, only the database\n")
    assert f"{lively.now_is().chain.name}: {lively.now_is().chain.head}" in heads(restored.stdout)


def test_a_restored_row_that_was_changed_is_named(lively: Scene, siti: Someone, tmp_path: Path, empty: str) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    with connection.cursor() as cursor:
        cursor.execute("update consult_postversion set text = 'Lapak tidak perlu atap.'")
    file = Path(ran("backup.sh", tmp_path, database()).stdout.strip())

    restored = ran("restore.sh", file, empty)

    assert restored.returncode == 1
    assert "version" in restored.stderr


def test_a_database_that_is_not_empty_is_left_alone(lively: Scene, tmp_path: Path) -> None:
    file = Path(ran("backup.sh", tmp_path, database()).stdout.strip())

    again = ran("restore.sh", file, database())

    assert (again.returncode, again.stderr) == (2, "restore: the database is not empty; nothing was changed\n")


def test_a_database_that_does_not_answer_is_not_taken_for_a_full_one(tmp_path: Path) -> None:
    done = ran("restore.sh", tmp_path / "rembuk.dump", "postgres://postgres@127.0.0.1:1/rembuk")

    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "restore: the database does not answer; nothing was changed")


def test_where_the_database_is_away_no_half_backup_is_left(tmp_path: Path) -> None:
    done = ran("backup.sh", tmp_path, "postgres://postgres@127.0.0.1:1/rembuk")

    assert (done.returncode != 0, done.stdout, list(tmp_path.iterdir())) == (True, "", [])
