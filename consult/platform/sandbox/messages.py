"""What was made of a file, as JSON and back: how it comes out of the process that did the work."""

import json
from typing import Any

from consult.errors import BadInput


class Broken(Exception):
    """The work broke down: a fault of ours, or of a library. Says where, and nothing of the file."""


def told(made: object) -> bytes:
    """What was made of it, which has to be such that JSON can hold it."""
    return _json({"made": made})


def told_refusal(refusal: BadInput) -> bytes:
    """Why there is nothing: its code and its facts, `field` among them."""
    return _json({"refused": {"code": refusal.code, "facts": refusal.facts}})


def told_breakdown(error: Exception) -> bytes:
    """That the work broke down: the kind of error, file and line of the code."""
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    where = f" in {at.tb_frame.f_code.co_filename}, line {at.tb_lineno}" if at else ""
    return _json({"broken": f"{type(error).__name__}{where}"})


def heard(answer: bytes) -> Any:
    """What was told.

    Raises:
        BadInput: the refusal that was told.
        Broken: the breakdown that was told, or nothing that could be understood.
    """
    try:
        said: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise Broken(str(error)) from None
    if "broken" in said:
        raise Broken(said["broken"])
    if "refused" in said:
        raise BadInput(said["refused"]["code"], **said["refused"]["facts"])
    return said["made"]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
