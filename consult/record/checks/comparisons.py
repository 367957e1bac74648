"""Whether a row is what the record says: the comparisons that all checks share."""

from collections.abc import Iterator
from typing import Final

from consult.discussion.rules import Status
from consult.platform.audit.canonical import salted
from consult.record.checks.chains import Fault, Said

GONE: Final = "its file is gone"
OTHER_WORDS: Final = "is found by other words than it holds; index_words finds them anew"
STILL_THERE: Final = "is erased, and words of it are still there"


def against(said: Said, subject: str, digest: str, *, what: str) -> Iterator[Fault]:
    """Whether the record knows the row, and as it is."""
    if how := differs(said, subject, digest):
        yield Fault(what, how)


def differs(said: Said, subject: str, digest: str) -> str:
    """How it does not; empty where it does. What is asked for is taken off, so that rows that are gone remain."""
    recorded = said.digests.pop(subject, None)
    if recorded == digest:
        return ""
    return "has no entry in the record" if recorded is None else "is not what the record says"


def moved(said: Said, subject: str, status: object, *, what: str) -> Iterator[Fault]:
    """Whether the row has the status that the record's last word gives it."""
    if said.statuses.get(subject) != status:
        yield Fault(what, f"is {status}, and the record says {said.statuses.get(subject)}")


def matches(salt: object, text: str, sha256: object) -> bool:
    """Whether that is the hash of salt and text. A salt that is none matches nothing."""
    try:
        return salted(str(salt), text) == sha256
    except ValueError:
        return False


def is_erased(version: object, said: Said) -> bool:
    """Whether the version is erased, by the record's last word on it: then what was written about it is gone, too."""
    return said.statuses.get(str(version)) == Status.ERASED
