"""What was read of a file, as JSON and back: how it comes out of the process that read it."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any

from consult.documents.parsing.clauses import ParsedClause
from consult.documents.parsing.doubts import Doubt
from consult.documents.parsing.lines import Line
from consult.documents.parsing.read_file import Picture, ReadFile
from consult.errors import BadInput


class Broken(Exception):
    """The reader broke down: a fault of ours, or of a library. Says where, and nothing of the file."""


def told(file: ReadFile) -> bytes:
    """The whole reading."""
    held: dict[str, Any] = asdict(file)
    for picture in held["pictures"]:
        picture["data"] = b64encode(picture["data"]).decode()
    return _json({"read": held})


def told_refusal(refusal: BadInput) -> bytes:
    """Why there is none: its code and its facts, `field` among them."""
    return _json({"refused": {"code": refusal.code, "facts": refusal.facts}})


def told_breakdown(error: Exception) -> bytes:
    """That the reader broke down: the kind of error, file and line of the code."""
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    where = f" in {at.tb_frame.f_code.co_filename}, line {at.tb_lineno}" if at else ""
    return _json({"broken": f"{type(error).__name__}{where}"})


def heard(answer: bytes) -> ReadFile:
    """The reading that was told.

    Raises:
        BadInput: the refusal that was told.
        Broken: the breakdown that was told.
    """
    said: dict[str, Any] = json.loads(answer)
    if "broken" in said:
        raise Broken(said["broken"])
    if "refused" in said:
        raise BadInput(said["refused"]["code"], **said["refused"]["facts"])
    held = said["read"]
    clauses = held.pop("clauses")
    return ReadFile(
        lines=tuple(Line(**line) for line in held.pop("lines")),
        clauses=None if clauses is None else tuple(ParsedClause(**clause) for clause in clauses),
        doubts=tuple(Doubt(**doubt) for doubt in held.pop("doubts")),
        pictures=tuple(Picture(**{**one, "data": b64decode(one["data"])}) for one in held.pop("pictures")),
        **held,
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
