"""The database's file is its owner's alone from the moment it is there, whatever the umask; so are those that SQLite puts beside it."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from errno import EROFS
from pathlib import Path
from typing import Final

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.backends.sqlite3 import base

from deploy.file_storage import DurableFiles
from deploy.settings.parts import ROOT, database, storages
from deploy.sqlite3.base import DatabaseWrapper, keep_private

UMASKS: Final = (0o000, 0o022, 0o077, 0o277)


pytestmark = pytest.mark.django_db  # for connections of their own to other files


@pytest.fixture(params=UMASKS, ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """What this process takes away from the rights of whatever it makes."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def rights(path: Path) -> int:
    """Who may do what with it."""
    return stat.S_IMODE(path.stat().st_mode)


def opened(path: Path) -> DatabaseWrapper:
    """A connection as the settings make it."""
    settings = {**connection.settings_dict, **database(f"sqlite:///{path}")}
    return DatabaseWrapper(settings, alias="another")


def test_the_file_and_what_lies_beside_it_are_for_the_owner_alone(tmp_path: Path, umask: int) -> None:
    other = opened(tmp_path / "a.sqlite3")

    with other.cursor() as cursor:
        cursor.execute("create table t (n integer)")
        found = {path.name: rights(path) for path in tmp_path.iterdir()}
    other.close()

    assert found == {"a.sqlite3": 0o600, "a.sqlite3-wal": 0o600, "a.sqlite3-shm": 0o600}


def test_it_is_so_before_sqlite_opens_it(tmp_path: Path, umask: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    truly = base.DatabaseWrapper.get_new_connection

    def looking(self: base.DatabaseWrapper, params: dict[str, object]) -> object:
        seen.append(rights(tmp_path / "a.sqlite3"))
        return truly(self, params)

    monkeypatch.setattr(base.DatabaseWrapper, "get_new_connection", looking)

    opened(tmp_path / "a.sqlite3").connect()

    assert seen == [0o600]


def test_one_that_others_could_read_is_its_owners_from_the_next_connection_on(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    with sqlite3.connect(path) as before:
        before.execute("pragma journal_mode=wal")
        before.execute("create table t (n integer)")
        for each in tmp_path.iterdir():
            each.chmod(0o664)

        keep_private(path)

        assert {rights(each) for each in tmp_path.iterdir()} == {0o600}
    before.close()


def test_one_that_is_reached_by_a_link_is_closed_with_what_lies_beside_it(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    for name in ("a.sqlite3", "a.sqlite3-wal"):
        (kept / name).touch()
        (kept / name).chmod(0o644)
    (tmp_path / "b.sqlite3").symlink_to(kept / "a.sqlite3")

    keep_private(tmp_path / "b.sqlite3")

    assert {path.name: rights(path) for path in kept.iterdir()} == {"a.sqlite3": 0o600, "a.sqlite3-wal": 0o600}


def test_one_that_may_only_be_read_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(EROFS, "Read-only file system")

    (tmp_path / "a.sqlite3").touch()
    (tmp_path / "a.sqlite3").chmod(0o644)
    monkeypatch.setattr(Path, "chmod", refuse)

    keep_private(tmp_path / "a.sqlite3")

    assert rights(tmp_path / "a.sqlite3") == 0o644


def test_a_database_that_cannot_be_there_is_refused_by_sqlite_itself(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="unable to open database file"):
        opened(tmp_path / "nowhere" / "a.sqlite3").connect()


@pytest.mark.parametrize("mask", ["000", "077"])
def test_the_commands_make_it_so(tmp_path: Path, mask: str) -> None:
    path = tmp_path / "a.sqlite3"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}", "DJANGO_SETTINGS_MODULE": "deploy.settings.local"}

    command = f'umask {mask} && exec "$0" manage.py migrate consult 0001 --skip-checks --verbosity 0'
    subprocess.run(["/bin/sh", "-c", command, sys.executable], cwd=ROOT, env=environment, check=True, capture_output=True)

    assert {each.name: rights(each) for each in tmp_path.iterdir()} == {"a.sqlite3": 0o600}


def test_files_that_people_send_and_their_folders_are_for_the_owner_alone(tmp_path: Path, umask: int) -> None:
    options = storages(packed=False, files=str(tmp_path / "media"))["default"]["OPTIONS"]

    DurableFiles(**options).save("ab/cdef", ContentFile(b"isi"))

    found = {str(path.relative_to(tmp_path)): rights(path) for path in tmp_path.rglob("*")}
    assert found == {"media": 0o700, "media/ab": 0o700, "media/ab/cdef": 0o600}


def test_a_folder_that_somebody_made_for_everybody_is_closed_with_the_next_file(tmp_path: Path) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    folder.chmod(0o755)

    DurableFiles(**storages(packed=False, files=str(folder))["default"]["OPTIONS"]).save("ab/cdef", ContentFile(b"isi"))

    assert rights(folder) == 0o700
