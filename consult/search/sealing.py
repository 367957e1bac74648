"""A text that only this site reads and writes: where a page of what was found begins may name what the asker does not get to see."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hmac import compare_digest
from itertools import count, islice
from typing import Final

from django.utils.crypto import salted_hmac

SEAL: Final = 16  # bytes


def sealed(text: str) -> str:
    """The text, illegible and unchangeable, for an address: the same text always gives the same."""
    plain = text.encode()
    seal = seal_of(plain)
    return urlsafe_b64encode(seal + mixed(plain, seal)).decode().rstrip("=")


def opened(text: str) -> str:
    """The text that was sealed.

    Raises:
        ValueError: it was not sealed here.
    """
    try:
        whole = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as error:
        raise ValueError("not sealed here") from error
    seal, plain = whole[:SEAL], mixed(whole[SEAL:], whole[:SEAL])
    if not compare_digest(seal, seal_of(plain)):
        raise ValueError("not sealed here")
    return plain.decode()


def seal_of(plain: bytes) -> bytes:
    """What only this site can make of the text."""
    return salted_hmac("search.seal", plain, algorithm="sha256").digest()[:SEAL]


def mixed(data: bytes, seal: bytes) -> bytes:
    """The data with a stream of bytes that depends on the seal; mixed again, as it was."""
    blocks = (salted_hmac("search.stream", seal + n.to_bytes(4), algorithm="sha256").digest() for n in count())
    stream = islice((byte for block in blocks for byte in block), len(data))
    return bytes(one ^ other for one, other in zip(data, stream, strict=True))
