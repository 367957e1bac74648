"""The work as the process apart does it: what comes out of it is such as JSON can hold, and nothing where the file stays as it is."""

from base64 import b64encode
from collections.abc import Callable

from consult.platform.uploads.cleaning import within as documents
from consult.platform.uploads.cleaning.shapes import kept_alone


def alone(_argument: str) -> Callable[[bytes], str | None]:
    """For pictures."""
    return lambda data: told(data, kept_alone(data))


def within(_argument: str) -> Callable[[bytes], str | None]:
    """For documents with pictures in them."""
    return lambda data: told(data, documents.cleaned(data))


def told(data: bytes, kept: bytes) -> str | None:
    """What is kept of it."""
    return None if kept == data else b64encode(kept).decode()
