"""The process that reads one file: bytes on standard input, the reading as JSON on standard output.

`apart` starts it as a fresh interpreter, and it gives up its rights before it sees the file: nothing can be written to a disk, and once the
reader is loaded no descriptor can be opened any more, which leaves neither files nor sockets. Django's settings, apps and models stay out.
"""

import codecs
import resource
import sys
from typing import Final

from consult.documents.parsing.formats import format_of
from consult.documents.parsing.passing import told, told_breakdown, told_refusal
from consult.errors import BadInput

MEMORY: Final = 512  # MB of address space
SECONDS: Final = 10  # of computing

_CODECS: Final = ("utf-8-sig", "utf-16", "cp1252", "iso8859-15", "cp1250", "latin-1", "cp437")
"""What readers decode with is loaded before nothing can be loaded any more."""


def main(name: str) -> None:
    """Read the file of that name, whose bytes are on standard input."""
    for kind, most in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, MEMORY << 20)):
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))  # the first is told by a signal of its own
    read = format_of(name).read
    for codec in _CODECS:
        codecs.lookup(codec)
    data = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    try:
        answer = told(read(data))
    except BadInput as refusal:
        answer = told_refusal(refusal)
    except MemoryError:
        answer = told_refusal(BadInput("draft.too_heavy", field="file", limit=f"{MEMORY} MB"))
    except Exception as error:  # whatever it is, the one who asked is told
        answer = told_breakdown(error)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
