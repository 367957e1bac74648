"""Django's backend, but its file is made before SQLite opens it, with rights for its owner alone, whatever the umask.

SQLite gives the files that it puts beside it (`-wal`, `-shm`, `-journal`) the rights of the database.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final

from django.db.backends.sqlite3 import base

OWNER_ALONE: Final = 0o600
BESIDE: Final = ("-wal", "-shm", "-journal")

_making: Final = Lock()
"""Closing a file ends every lock that the process has on it (POSIX): none is taken before the file that was made is closed."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to such a file."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open it."""
        with _making:
            if not self.is_in_memory_db() and not conn_params["database"].startswith("file:"):
                keep_private(Path(conn_params["database"]))
        return super().get_new_connection(conn_params)


def keep_private(path: Path) -> None:
    """Make the file, where there is none. One that others could read until now is its owner's from now on."""
    with suppress(OSError):  # it is there; or it cannot be made, and SQLite says why
        made = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
        try:
            os.fchmod(made, OWNER_ALONE)  # a umask may have taken rights of the owner away
        finally:
            os.close(made)
        return
    path = path.resolve()  # where SQLite puts the others
    for each in (path, *(path.with_name(path.name + end) for end in BESIDE)):
        with suppress(OSError):  # it has gone since, is somebody else's to give, or may only be read
            if stat.S_IMODE(each.stat().st_mode) & 0o077:
                each.chmod(OWNER_ALONE)
