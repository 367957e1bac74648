"""A folder of this machine in which a file stays once it is written, whatever happens to the machine afterwards."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class DurableFiles(FileSystemStorage):
    """As Django's folder, but a file and its entry in the folder are on the disk before anybody is told that it was taken.

    Files and folders have the rights that the settings name from the moment they are made, whatever the umask; so has the folder of
    all of them, where somebody made it before with more.
    """

    def _save(self, name: str, content: Any) -> str:
        path, rights = Path(self.path(name)), self.directory_permissions_mode
        for folder in (Path(self.location), path.parent):
            made_private(folder, rights)
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, self.file_permissions_mode or 0o666)
        try:
            with os.fdopen(made, "wb") as file:
                for piece in content.chunks():
                    file.write(piece)
            if self.file_permissions_mode is not None:
                path.chmod(self.file_permissions_mode)  # a umask may have taken rights of the owner away
            for each in (path, path.parent, path.parent.parent):
                on_the_disk(each)
        except BaseException:
            path.unlink()  # the half for which there was room, or what may not last
            raise
        return name


def made_private(folder: Path, rights: int | None) -> None:
    """Make the folder, and leave nobody more rights to it than these."""
    folder.mkdir(mode=rights or 0o777, parents=True, exist_ok=True)
    if rights is not None and stat.S_IMODE(folder.stat().st_mode) != rights:
        with suppress(PermissionError):  # somebody else's folder
            folder.chmod(rights)


def on_the_disk(path: Path) -> None:
    """Wait until the disk has it."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
