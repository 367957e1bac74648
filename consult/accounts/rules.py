"""What a token may reach, and how long it lasts."""

from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final


class Scope(StrEnum):
    """What a personal token is for; each address of the API names the one it needs."""

    READ = "read"
    WRITE = "write"  # post, edit, withdraw
    MODERATE = "moderate"  # queue and decisions
    MANAGE = "manage"  # open and close


TOKEN_LIFE: Final = timedelta(days=180)
TOKEN_PREFIX: Final = "rembuk_"


def token_digest(secret: str) -> str:
    """What is kept of a token. Its secret is long and random, so one SHA-256 does."""
    return sha256(secret.encode()).hexdigest()
