"""From values to the bytes that are hashed. Plain Python: the same lines stand in every checker of the record."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final
from uuid import UUID


def canonical(value: object) -> bytes:
    """UTF-8 of JSON with sorted keys and no spaces; ids as text, instants in UTC with microseconds."""
    return ENCODER.encode(value).encode()


def plain(value: object) -> str:
    """How an id or an instant is written in canonical JSON."""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def instant(at: datetime) -> str:
    """`2026-11-24T08:00:00.000000Z`"""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


ENCODER: Final = json.JSONEncoder(
    default=plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)  # dumps makes one a call


def digest(value: object) -> str:
    """Hexadecimal SHA-256 of the canonical bytes of `value`."""
    return sha256(canonical(value)).hexdigest()


def values_digest(**values: object) -> str:
    """The digest of a row from those of its values that are recorded, in the first version of their shape."""
    return digest({"v": 1, **values})


def salted(salt: str, text: str) -> str:
    """Hexadecimal SHA-256(salt ‖ text): `salt` is 32 hexadecimal digits for 16 bytes, `text` is taken as UTF-8."""
    return sha256(bytes.fromhex(salt) + text.encode()).hexdigest()


def entry_bytes(entry: Mapping[str, object], *, chain: str) -> bytes:
    """The bytes of an entry that are hashed, which are also its line in the open data: its own fields and the chain's name.

    `entry` has the keys v, number, actor, salt, action, subject, digest, facts, at, previous, and no others. The actor is hashed with
    the entry's own salt: who reads the chain cannot tell which entries are of one person. (In v 1 it stood there as it is.)
    """
    told = {**entry, "chain": chain}
    salt = told.pop("salt")
    if entry["v"] != 1 and entry["actor"] is not None:
        told["actor"] = salted(str(salt), str(entry["actor"]))
    return canonical(told)


def entry_hash(entry: Mapping[str, object], *, chain: str) -> str:
    """Hexadecimal SHA-256 of the entry's bytes, among which is the hash of the entry before."""
    return sha256(entry_bytes(entry, chain=chain)).hexdigest()
