"""The lot that breaks ties: an order of the options that nobody knew before closing, and that everybody can recompute after."""

from collections.abc import Collection, Iterable
from hashlib import sha256


def list_hash(ballots: Iterable[tuple[str, str]]) -> str:
    """Hexadecimal SHA-256 of all the ballots, given in the order of their commitments.

    Each is a line of UTF-8: commitment, space, canonical ballot, line feed.
    """
    hashed = sha256()
    for commitment, ballot in ballots:
        hashed.update(f"{commitment} {ballot}\n".encode())
    return hashed.hexdigest()


def seed_hash(seed: str) -> str:
    """Hexadecimal SHA-256 of the seed's bytes; `seed` is hexadecimal."""
    return sha256(bytes.fromhex(seed)).hexdigest()


def lot_of(options: Collection[str], *, seed: str, ballots: str) -> list[str]:
    """The ids of the options in the order of SHA-256(seed ‖ list hash ‖ id): the two as bytes, the id as UTF-8."""
    drawn = bytes.fromhex(seed) + bytes.fromhex(ballots)
    return sorted(options, key=lambda option: sha256(drawn + option.encode()).digest())
