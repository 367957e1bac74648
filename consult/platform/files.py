"""The files that people send, as they came: each under a random name, through Django's storage. What a file is, its row says.

A file is written before its row is, and taken away after its row is gone: so no row ever lacks its file, and a file without a row is
left over from something that did not come about. `sweep` takes those away.
"""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

LEFT_OVER: Final = timedelta(hours=1)  # after which no action can still be about to write the row
OURS: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")  # names that `keep` gives; whatever else lies there is somebody else's
AT_ONCE: Final = 500  # names that are looked up at a time


def keep(data: bytes) -> str:
    """Store a file; the name under which it lies. It is there to stay when this returns."""
    random = uuid4().hex
    name = f"{random[:2]}/{random}"
    return default_storage.save(name, ContentFile(data))


class Sent(Protocol):
    """What is known of a file: its name, its media type, and its hexadecimal SHA-256 (or another digest that changes with it)."""

    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def sha256(self) -> str: ...


@contextmanager
def kept(data: bytes) -> Iterator[str]:
    """Store a file for a row that is written inside; where that fails, it is taken away at once."""
    name = keep(data)
    try:
        yield name
    except BaseException:
        with suppress(OSError):  # then the sweep does it
            default_storage.delete(name)
        raise


def read(name: str) -> bytes:
    """A stored file.

    Raises:
        OSError: it is not there, or cannot be read now.
    """
    with default_storage.open(name) as file:
        return bytes(file.read())


def remove(names: Collection[str]) -> None:
    """Take files away; those that are gone already are no trouble."""
    for name in names:
        default_storage.delete(name)


def sweep(known: Callable[[Collection[str]], set[str]], *, now: datetime) -> int:
    """Take away what no row names and what nothing can be about to name any more; how many files that were.

    Args:
        known: those of the names that a row has.
    """
    swept = 0
    for names in in_parts(all_names()):
        strays = sorted(set(names) - known(names))
        old = [name for name in strays if default_storage.get_modified_time(name) < now - LEFT_OVER]
        remove(old)
        swept += len(old)
    return swept


def all_names() -> Iterator[str]:
    """The names of all files that are ours, folder by folder."""
    try:
        folders, _files = default_storage.listdir("")
    except FileNotFoundError:  # nobody has sent any
        return
    for folder in sorted(folders):
        names = (f"{folder}/{file}" for file in default_storage.listdir(folder)[1])
        yield from filter(OURS.fullmatch, names)


def in_parts(names: Iterator[str]) -> Iterator[list[str]]:
    """The names, so many at a time."""
    part: list[str] = []
    for name in names:
        part.append(name)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part
