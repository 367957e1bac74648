"""A text that only this site reads and writes: where a page of what was found begins may name what the asker does not get to see."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.utils.crypto import salted_hmac


def sealed(text: str) -> str:
    """The text, illegible and unchangeable, for an address: the same text always gives the same."""
    return urlsafe_b64encode(cipher().encrypt(text.encode(), None)).decode().rstrip("=")


def opened(text: str) -> str:
    """The text that was sealed.

    Raises:
        ValueError: it was not sealed here.
    """
    try:
        return cipher().decrypt(urlsafe_b64decode(text + "=" * (-len(text) % 4)), None).decode()
    except (ValueError, InvalidTag) as error:
        raise ValueError("not sealed here") from error


def cipher() -> AESSIV:
    """Made for texts without a nonce (RFC 5297), under a key of this site's own."""
    return AESSIV(salted_hmac("search.seal", "key", algorithm="sha512").digest())
