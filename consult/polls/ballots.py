"""A ballot's canonical text, and the commitment that a voter can look up afterwards. Plain Python over plain values."""

import json
import re
from collections.abc import Collection
from hashlib import sha256
from typing import Final

from consult.errors import BadInput
from consult.polls.rules import Kind

CODE: Final = re.compile(r"[0-9a-f]{32}")
ABSTAINED: Final = "null"  # the canonical text of who takes part and chooses nothing


def checked_code(code: object) -> str:
    """The receipt code: 128 bits as 32 lower-case hexadecimal digits.

    Raises:
        BadInput: it is something else.
    """
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise BadInput("ballot.code", field="code")
    return code


def canonical_ballot(kind: Kind, given: object, *, options: Collection[str]) -> str:
    """The one text of a ballot, as JSON without spaces; two ballots are the same exactly if their texts are.

    Args:
        given: of a single choice, the id of the option, or None to abstain.
        options: ids of all the options.

    Raises:
        BadInput: it is no ballot of this kind.
    """
    return CANONICAL[kind](given, options)


def single(given: object, options: Collection[str]) -> str:
    """`"id"`, or `null`."""
    if given is None:
        return ABSTAINED
    if not isinstance(given, str) or given not in options:
        raise BadInput("ballot.option", field="ballot")
    return json.dumps(given)


CANONICAL: Final = {Kind.SINGLE: single}


def commitment_of(poll: str, code: str, ballot: str) -> str:
    """Hexadecimal SHA-256 of poll, line feed, code, line feed, canonical ballot; the poll is its id in small letters."""
    return sha256(f"{poll}\n{code}\n{ballot}".encode()).hexdigest()


def commitments_under(poll: str, code: str, options: Collection[str]) -> dict[str, str | None]:
    """Each commitment that a single choice can have under a code, and the option that it names; None for an abstention."""
    return {commitment_of(poll, code, canonical_ballot(Kind.SINGLE, option, options=options)): option for option in (None, *options)}
