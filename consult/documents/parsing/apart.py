"""Reads a file in a process of its own, so that what a file does to its reader it does to nobody else.

Text and Markdown are read here: their readers are plain Python over no library of C, their cost grows with the length of the text alone,
and that is limited before they begin; a process for each would cost more than it saves.
"""

import logging
import os
import signal
import subprocess  # nosec B404
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Final

from consult.documents.parsing.child import MEMORY, SECONDS
from consult.documents.parsing.formats import format_of
from consult.documents.parsing.passing import Broken, heard
from consult.documents.parsing.read_file import ReadFile
from consult.errors import BadInput

WALL_SECONDS: Final = 40
"""Of the clock: four times what it may compute, for machines that have other work too."""

MOST_BYTES: Final = 100_000_000
"""Of an answer: the longest text and all pictures are half of it."""

_ROOT: Final = Path(__file__).resolve().parents[3]
_START: Final = "import sys; sys.path.insert(0, sys.argv[1]); from consult.documents.parsing.child import main; main(sys.argv[2])"
_LIMITS: Final = {-signal.SIGXCPU: f"{SECONDS} s", -signal.SIGKILL: f"{MEMORY} MB"}  # nobody else kills it but a machine without memory

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Ended:
    """How the process ended. status: as `Popen.returncode`; late: it was ended for taking too long."""

    answer: bytes
    status: int
    late: bool


def read_apart(data: bytes, *, name: str) -> ReadFile:
    """The file of that name, read; in a fresh interpreter with its limits unless it is plain text.

    Raises:
        BadInput: what the reader says; `draft.too_heavy` (`limit`) where it takes too long or too much memory, `draft.damaged` (`part`:
            the file's name) where the reader broke down over it.
    """
    format_ = format_of(name)
    if format_.is_text:
        return format_.read(data)
    ended = _run(data, f"draft{format_.suffixes[0]}")
    limit = f"{WALL_SECONDS} s" if ended.late else _LIMITS.get(ended.status)
    limit = f"{MOST_BYTES // 1_000_000} MB" if len(ended.answer) > MOST_BYTES else limit
    if limit:
        raise BadInput("draft.too_heavy", field="file", limit=limit)
    try:
        return heard(ended.answer)
    except (Broken, ValueError) as error:
        _logger.error("the reader of %s broke down: %s (status %s)", format_.media_type, error, ended.status)
        raise BadInput("draft.damaged", field="file", part=name) from None


def _run(data: bytes, name: str) -> _Ended:
    """Start the process, give it the file, take its answer; and end it with all that it may have started."""
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(_ROOT), name]
    with subprocess.Popen(  # nosec B603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/", start_new_session=True
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        watch, feeding = Timer(WALL_SECONDS, _end, [child.pid]), Thread(target=_feed, args=[child.stdin, data])
        watch.start()
        feeding.start()
        try:
            answer = child.stdout.read(MOST_BYTES + 1)
            if len(answer) <= MOST_BYTES:
                os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # its number is not given to another one before `wait`
        finally:
            late = watch.finished.is_set()
            watch.cancel()
            watch.join()
            _end(child.pid)
            feeding.join()
        return _Ended(answer, child.wait(), late)


def _feed(stream: IO[bytes], data: bytes) -> None:
    with suppress(BrokenPipeError), stream:  # it may have ended before it has taken all
        stream.write(data)


def _end(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):  # it has ended by itself
        os.killpg(group, signal.SIGKILL)
