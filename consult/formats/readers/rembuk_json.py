"""The reader for the JSON that we export ourselves, and that `parse_draft --json` prints; nothing in it is taken on trust."""

import json
from collections.abc import Mapping
from typing import Any, Final, NoReturn

from consult.errors import BadInput
from consult.formats.outline.clauses import MOST_CLAUSES
from consult.formats.outline.read_file import ReadFile
from consult.formats.readers.text import decoded
from consult.formats.rembuk.own_files import JSON_FORMAT, JSON_VERSION, Told, told

MEDIA_TYPE: Final = "application/json"
TEXTS: Final = ("key", "kind", "number", "label", "heading", "text", "part")
KNOWN: Final = frozenset({*TEXTS, "id", "depth", "parent"})
LONGEST: Final = 500  # characters of a title
OTHERS: Final = frozenset(
    {"format", "version", "consultation", "title", "institution", "language", "profile", "revision", "sha256", "dated"}
)


def read_json(data: bytes) -> ReadFile:
    """A draft of ours in JSON.

    Raises:
        BadInput: `draft.empty`, `draft.too_large` (`limit`), `draft.encoding` (`line`), `draft.json` (`line`, `reason`),
            `draft.told` (`clause`, `name`).
    """
    text = decoded(data)
    if not text.strip():
        raise BadInput("draft.empty", field="file")
    value = _value(text)
    if not isinstance(value, dict) or not isinstance(value.get("clauses"), list):
        raise _refused(1, "not a draft of ours")
    if "counts" not in value:  # else `parse_draft` has printed it
        _refuse_other(value)
    rows = value["clauses"]
    if len(rows) > MOST_CLAUSES:
        raise BadInput("draft.too_much", field="file", clauses=len(rows), doubts=0, limit=MOST_CLAUSES)
    named = {name: value.get(name, "") for name in ("title", "language", "profile")}
    if not all(isinstance(one, str) and len(one) <= LONGEST for one in named.values()):
        raise _refused(1, "title, language, profile")
    return told([_told(number, row) for number, row in enumerate(rows, start=1)], media_type=MEDIA_TYPE, **named)


def _refuse_other(value: Mapping[str, Any]) -> None:
    """Only what we export has this name, this version, and nothing else in it."""
    if (value.get("format"), value.get("version")) != (JSON_FORMAT, JSON_VERSION):
        raise _refused(1, f"not {JSON_FORMAT} version {JSON_VERSION}")
    if unknown := value.keys() - {"clauses", *OTHERS}:
        raise _refused(1, f"unknown: {min(unknown)}")


def _value(text: str) -> Any:
    """What the JSON says; a name that is there twice, a number that is none, and whatever is too deep or too long are refused."""
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise _refused(error.lineno, error.msg) from None
    except RecursionError:
        raise _refused(1, "nested too deeply") from None
    except ValueError:
        raise _refused(1, "a number that is too long") from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _refused(1, "a name that is there twice")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise _refused(1, name)


def _refused(line: int, reason: str) -> BadInput:
    return BadInput("draft.json", field="file", line=line, reason=reason)


def _told(number: int, row: Any) -> Told:
    """One clause of the list, with every field of the kind that it should be."""
    fields: Mapping[str, Any] = row if isinstance(row, dict) else {}
    wrong = [name for name in TEXTS if not isinstance(fields.get(name), str)] + sorted(fields.keys() - KNOWN)
    if not isinstance(fields.get("parent"), str | None):
        wrong.append("parent")
    if wrong:
        raise BadInput("draft.told", field="file", clause=number, name=wrong[0])
    mark = fields["label"] if fields["number"] else ""
    return Told(**{name: fields[name] for name in TEXTS}, parent=fields.get("parent"), mark=mark)
