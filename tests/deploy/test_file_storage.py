"""The folder of files: written to the disk before anybody is told, and read by nobody else."""

import os
import stat
from collections.abc import Iterator
from errno import ENOSPC
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from consult.platform import files
from deploy.file_storage import DurableFiles
from deploy.settings.parts import storages


def test_a_file_and_its_folders_are_on_the_disk_before_it_counts_as_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    truly = os.fsync

    def noted(number: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{number}").readlink()))
        truly(number)

    monkeypatch.setattr(os, "fsync", noted)

    name = DurableFiles(location=tmp_path).save("ab/cdef", ContentFile(b"isi"))

    assert synced == [str(tmp_path / "ab/cdef"), str(tmp_path / "ab"), str(tmp_path)]
    assert (tmp_path / name).read_bytes() == b"isi"


def test_nobody_else_on_the_machine_reads_it(tmp_path: Path) -> None:
    backend = storages(packed=False, files=str(tmp_path))["default"]
    assert backend["BACKEND"] == "deploy.file_storage.DurableFiles"

    DurableFiles(**backend["OPTIONS"]).save("ab/cdef", ContentFile(b"isi"))

    assert stat.S_IMODE((tmp_path / "ab/cdef").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "ab").stat().st_mode) == 0o700


def test_files_of_the_suite_lie_in_a_folder_of_its_own() -> None:
    assert "build/files/" in default_storage.location  # type: ignore[attr-defined]  # it is a folder here


def test_what_is_kept_is_read_again_and_removed_once_or_twice() -> None:
    name = files.keep(b"isi")

    assert files.read(name) == b"isi"
    files.remove([name, name])
    with pytest.raises(OSError, match=name):
        files.read(name)


def test_half_a_file_that_found_no_room_is_taken_away_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Half(ContentFile[bytes]):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"half"
            raise OSError(ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        DurableFiles(location=tmp_path).save("ab/cdef", Half(b"isi"))

    assert not list((tmp_path / "ab").iterdir())


def test_a_file_that_the_disk_may_not_keep_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_number: int) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        DurableFiles(location=tmp_path).save("ab/cdef", ContentFile(b"isi"))
    assert not (tmp_path / "ab/cdef").exists()
