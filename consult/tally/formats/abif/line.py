"""One line of ABIF: what kind of line it is, and what a line of votes says."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from consult.tally.formats.limits import expected, name_in, points_in, voters_in

KEY: Final = r'(?:\[(?P<bracketed>[^\[\]]*)\]|"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\W\d][\w.\-]*|\d[\w.\-]*))'
COMMENT: Final = re.compile(r'^((?:[^#"\[]|"(?:[^"\\]|\\.)*"|\[[^\]]*\])*)#.*$')
LONG: Final = r'(?:\[(?P<name>[^\[\]]*)\]|"(?P<name_quoted>(?:[^"\\]|\\.)*)")'
CANDIDATE: Final = re.compile(rf"=\s*{KEY}\s*:\s*(?:{LONG}|(?P<name_bare>[^\W\d]\w*))")
UNMARKED: Final = re.compile(rf"(?!\d){KEY}\s*:\s*{LONG}")  # without =, a long name alone tells it from a number of voters
VOTES: Final = re.compile(r"(?P<voters>[^\s:*\[\"]+)\s*[:*](?P<said>.*)")
BESIDE: Final = re.compile(r":\s*\{")  # where extended data begin, behind the ballots
# White space can be matched in one way alone: else a line of much of it would keep the reader busy.
CHOICE: Final = re.compile(rf"\s*{KEY}\s*(?:/\s*(?P<points>[^\s>=,]*)\s*)?(?P<then>[>=,]|$)")


@dataclass(frozen=True)
class Candidate:
    """`=token:[Name]`"""

    token: str
    name: str


class Said(NamedTuple):
    """What a voter says of one option: `then` stands between it and the next, `points` are None where it is only ranked."""

    key: str
    points: int | None
    then: str


@dataclass(frozen=True)
class Votes:
    """`voters:A>B=C`, or with points `voters:A/5,B/3`; `*` is `:` here"""

    voters: int
    said: tuple[Said, ...]


def line_in(text: str, *, line: int) -> Candidate | Votes | dict[str, object] | None:
    """What a line says; None: nothing that counts.

    Raises:
        BadInput: it is no line of ABIF.
    """
    found = COMMENT.match(text)
    kept = (found[1] if found else text).strip()
    if not kept:
        return None
    if kept.startswith("{"):
        return metadata_in(kept, line=line)
    if candidate := CANDIDATE.fullmatch(kept) or UNMARKED.fullmatch(kept):
        return Candidate(key_in(candidate, line=line), name_of(candidate, line=line))
    votes = VOTES.fullmatch(kept)
    if not votes:
        raise expected("=A:[A B] | 1:A>B=C | {…} | #", kept, line=line)
    said = votes["said"].strip()
    beside = BESIDE.search(said) if said.endswith("}") else None
    ballot = said[: beside.start()].strip() if beside else said
    return Votes(voters_in(votes["voters"], line=line), tuple(said_in(ballot, line=line)))


def metadata_in(text: str, *, line: int) -> dict[str, object]:
    """`{name: value}`; the name may stand without quotation marks.

    Raises:
        BadInput: it is none.
    """
    quoted = re.sub(r"^\{\s*([A-Za-z_]\w*)\s*:", r'{"\1":', text)
    try:
        value: object = json.loads(quoted)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise expected('{"title": "…"}', text, line=line)
    return value


def said_in(text: str, *, line: int) -> Iterator[Said]:
    """Option by option; nothing where somebody abstained.

    Raises:
        BadInput: it is no ranking, and no points.
    """
    at, then = 0, "" if not text else ">"
    while then:
        found = CHOICE.match(text, at)
        if not found:
            raise expected("A>B=C | A/5,B/3", text[at:] or text, line=line)
        at, then = found.end(), found["then"]
        points = None if found["points"] is None else points_in(found["points"], line=line)
        yield Said(key_in(found, line=line), points, then)


def key_in(found: re.Match[str], *, line: int) -> str:
    """How an option is called."""
    for kind in ("bracketed", "quoted", "bare"):
        if found[kind] is not None:
            return name_in(found[kind].strip(), line=line)
    raise expected("A", found[0], line=line)


def name_of(found: re.Match[str], *, line: int) -> str:
    """Its long name; it may be blank."""
    said = found.groupdict()
    name = next((said[kind].strip() for kind in ("name", "name_quoted", "name_bare") if said.get(kind) is not None), "")
    return name_in(name, line=line) if name else ""
