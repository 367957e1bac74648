"""Sealed values: what lies in the database for a while and may be read by nobody who has the database alone.

The key comes from SECRET_KEY, another for each purpose; what was sealed under one of SECRET_KEY_FALLBACKS can still be opened.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


def seal(values: Mapping[str, Any], *, purpose: str) -> str:
    """The values, as a text that only this service can open, and only for this purpose."""
    return keys(purpose).encrypt(json.dumps(dict(values)).encode()).decode("ascii")


def unseal(sealed: str, *, purpose: str) -> dict[str, Any] | None:
    """What was sealed; None where the key is another, or the text was touched."""
    try:
        opened: dict[str, Any] = json.loads(keys(purpose).decrypt(sealed))
    except InvalidToken:
        return None
    return opened


def keys(purpose: str) -> MultiFernet:
    """The key of this purpose, and after it those of former secrets."""
    return MultiFernet([key(secret, purpose) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def key(secret: str | bytes, purpose: str) -> Fernet:
    """The key that a secret gives for a purpose (HKDF, RFC 5869)."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"rembuk {purpose}".encode()).derive(force_bytes(secret))
    return Fernet(urlsafe_b64encode(derived))
