"""A disk that is soon full: a file system in memory, mounted for as long as it is needed, and a file that takes the rest of it."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

PIECE: Final = b"\0" * 65_536
LEAST: Final = 512  # bytes that are tried before it is said to be full


@dataclass(frozen=True)
class SmallDisk:
    """Where it is mounted."""

    folder: Path

    @property
    def filler(self) -> Path:
        """What takes the rest of it."""
        return self.folder / "filler"

    def fill(self) -> None:
        """Leave nothing free."""
        with self.filler.open("ab", buffering=0) as filler:
            piece = PIECE
            while len(piece) >= LEAST:
                try:
                    filler.write(piece)
                except OSError:
                    piece = piece[: len(piece) // 2]

    def make_room(self) -> None:
        """Take that away again."""
        self.filler.unlink()


@contextmanager
def small_disk(megabytes: int) -> Iterator[SmallDisk]:
    """It, mounted. Where that is not possible the test is left out, with the reason."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    with tempfile.TemporaryDirectory(prefix="rembuk-disk-", dir="/tmp") as name:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", name]
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"a small disk cannot be mounted: {done.stderr.strip()}")
        try:
            yield SmallDisk(Path(name))
        finally:
            with suppress(OSError):
                subprocess.run(["umount", "--lazy", name], check=False)
