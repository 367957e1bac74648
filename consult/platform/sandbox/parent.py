"""Starts the process that works over a file, and takes its answer."""

import os
import signal
import subprocess  # nosec B404
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Any, Final

from consult.errors import BadInput
from consult.platform.sandbox.child import MEMORY, SECONDS
from consult.platform.sandbox.messages import Broken, heard

WALL_SECONDS: Final = 40
"""Of the clock: four times what it may compute, for machines that have other work too."""

MOST_BYTES: Final = 100_000_000
"""Of an answer: the longest text and all pictures are half of it."""

_ROOT: Final = Path(__file__).resolve().parents[3]
_START: Final = "import sys; sys.path.insert(0, sys.argv[1]); from consult.platform.sandbox.child import main; main(*sys.argv[2:])"
_LIMITS: Final = {-signal.SIGXCPU: f"{SECONDS} s", -signal.SIGKILL: f"{MEMORY} MB"}  # nobody else kills it but a machine without memory


@dataclass(frozen=True, slots=True)
class _Ended:
    """How the process ended. status: as `Popen.returncode`; late: it was ended for taking too long."""

    answer: bytes
    status: int
    late: bool


def run_apart(task: str, data: bytes, *, argument: str = "") -> Any:
    """What is made of a file in a fresh interpreter with its limits, such as JSON holds it.

    Args:
        task: `module:function`; the function takes the argument and returns what takes the bytes. Its module may not load Django's apps.

    Raises:
        BadInput: what the work says; `draft.too_heavy` (`limit`) where it takes too long or too much memory.
        Broken: the work broke down over the file.
    """
    ended = _run(data, [task, argument])
    limit = f"{WALL_SECONDS} s" if ended.late else _LIMITS.get(ended.status)
    limit = f"{MOST_BYTES // 1_000_000} MB" if len(ended.answer) > MOST_BYTES else limit
    if limit:
        raise BadInput("draft.too_heavy", field="file", limit=limit)
    try:
        return heard(ended.answer)
    except Broken as broken:
        raise Broken(f"{broken} (status {ended.status})") from None


def _run(data: bytes, asked: list[str]) -> _Ended:
    """Start the process, give it the file, take its answer; and end it with all that it may have started."""
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(_ROOT), *asked]
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
