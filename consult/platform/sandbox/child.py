"""The process that works over one file: bytes on standard input, what was made of them as JSON on standard output.

`parent` starts it as a fresh interpreter, and it gives up its rights before it sees the file: nothing can be written to a disk, and once
the work is loaded no descriptor can be opened any more, which leaves neither files nor sockets. Django's settings and models stay out.
"""

import codecs
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Final, cast

from consult.errors import BadInput
from consult.platform.sandbox.messages import told, told_breakdown, told_refusal

Work = Callable[[bytes], object]

MEMORY: Final = 512  # MB of address space
SECONDS: Final = 10  # of computing

_CODECS: Final = ("utf-8-sig", "utf-16", "cp1252", "iso8859-15", "cp1250", "latin-1", "cp437")
"""What files are decoded with is loaded before nothing can be loaded any more …"""
_LATE: Final = ("heapq",)
"""… and so is what the standard library itself loads only where it is called: `Counter.most_common`."""


def main(task: str, argument: str) -> None:
    """Do the work over the file whose bytes are on standard input."""
    for kind, most in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, MEMORY << 20)):
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))  # the first is told by a signal of its own
    work = work_of(task, argument)
    for codec in _CODECS:
        codecs.lookup(codec)
    for module in _LATE:
        import_module(module)
    data = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    sys.stdout.buffer.write(answer(work, data))
    sys.stdout.buffer.flush()


def work_of(task: str, argument: str) -> Work:
    """What `module:function` returns for the argument."""
    module, _, function = task.partition(":")
    return cast("Work", getattr(import_module(module), function)(argument))


def answer(work: Work, data: bytes) -> bytes:
    """What the work makes of the file, or why it made nothing."""
    try:
        return told(work(data))
    except BadInput as refusal:
        return told_refusal(refusal)
    except MemoryError:
        return told_refusal(BadInput("draft.too_heavy", field="file", limit=f"{MEMORY} MB"))
    except Exception as error:  # whatever it is, the one who asked is told
        return told_breakdown(error)
