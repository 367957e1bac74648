"""What was read of a file, such as JSON holds it, and back: how it comes out of the process that read it."""

from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any

from consult.formats.outline.clauses import ParsedClause
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.lines import Line
from consult.formats.outline.read_file import Picture, ReadFile


def told(file: ReadFile) -> dict[str, Any]:
    """The whole reading."""
    held: dict[str, Any] = asdict(file)
    for picture in held["pictures"]:
        picture["data"] = b64encode(picture["data"]).decode()
    return held


def heard(held: dict[str, Any]) -> ReadFile:
    """The reading that was told."""
    clauses = held.pop("clauses")
    return ReadFile(
        lines=tuple(Line(**line) for line in held.pop("lines")),
        clauses=None if clauses is None else tuple(ParsedClause(**clause) for clause in clauses),
        doubts=tuple(Doubt(**doubt) for doubt in held.pop("doubts")),
        pictures=tuple(Picture(**{**one, "data": b64decode(one["data"])}) for one in held.pop("pictures")),
        **held,
    )
