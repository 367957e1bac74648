"""What an official can do with one clause of a draft that was read: plain values, which are stored as they are."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, TypeAlias

from consult.errors import BadInput


@dataclass(frozen=True, slots=True)
class Join:
    """Put the words of a clause at the end of the one that is read before it; what stands in it goes along. `into`: the id of that."""

    clause: str
    into: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """Let another clause begin inside the text of a clause.

    at: where, in characters of its text. new: the id of the clause that begins there. line: of the file where it begins.
    """

    clause: str
    at: int
    kind: str
    number: str = ""
    new: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Describe:
    """Say what a clause is: kind, number, a label of its own where those do not make it, and how many of its words are the heading."""

    clause: str
    kind: str
    number: str = ""
    label: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Under:
    """Put a clause with its parts into another one, or at the top: where it is read, if that can be, else at the end."""

    clause: str
    under: str | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """Read a clause with its parts before another one, beside it."""

    clause: str
    before: str


@dataclass(frozen=True, slots=True)
class After:
    """Read a clause with its parts after another one and its parts, beside it."""

    clause: str
    after: str


@dataclass(frozen=True, slots=True)
class Settle:
    """Say of a doubtful place that it is right as it is. Doubts are counted from 1 (`doubtful`)."""

    doubt: int


@dataclass(frozen=True, slots=True)
class Reopen:
    """Say that a doubtful place which was settled is doubtful after all."""

    doubt: int


OnClause: TypeAlias = Join | Split | Describe | Under | Before | After
Operation: TypeAlias = OnClause | Settle | Reopen

OPERATIONS: Final[Mapping[str, type[Any]]] = {
    "join": Join,
    "split": Split,
    "describe": Describe,
    "under": Under,
    "before": Before,
    "after": After,
    "settle": Settle,
    "reopen": Reopen,
}
UNDO: Final = "undo"
REDO: Final = "redo"
STEPS: Final = (*OPERATIONS, UNDO, REDO)  # what can be the next step in editing a draft
_NAMES: Final = {kind: name for name, kind in OPERATIONS.items()}


def name_of(operation: Operation) -> str:
    """What it is called where it is stored."""
    return _NAMES[type(operation)]


def as_json(operation: Operation) -> dict[str, Any]:
    """What it was given, in plain values."""
    return asdict(operation)


def operation_of(name: str, given: Mapping[str, Any]) -> Operation:
    """The operation that was stored so.

    Raises:
        BadInput: `edit.operation`: there is none of that name, or it takes other values.
    """
    kind = OPERATIONS.get(name)
    if kind is None or not set(given) <= {one.name for one in fields(kind)}:
        raise BadInput("edit.operation", field="operation")
    made: Operation = kind(**given)
    return made
