"""A folder of this machine in which a file stays once it is written, whatever happens to the machine afterwards."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class DurableFiles(FileSystemStorage):
    """As Django's folder, but a file and its entry in the folder are on the disk before anybody is told that it was taken."""

    def _save(self, name: str, content: Any) -> str:
        try:
            saved: str = super()._save(name, content)  # type: ignore[misc]  # the stubs do not know it
        except OSError:
            with suppress(OSError):
                Path(self.path(name)).unlink()  # the half for which there was room; names are random, so it is nobody else's
            raise
        path = Path(self.path(saved))
        for each in (path, path.parent, path.parent.parent):
            on_the_disk(each)
        return saved


def on_the_disk(path: Path) -> None:
    """Wait until the disk has it."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
