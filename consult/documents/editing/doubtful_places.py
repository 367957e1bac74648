"""The doubtful places of a draft: which clause each is about, which of them somebody has settled, and what an edit settles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.documents.editing.edit_history import Step
from consult.documents.editing.operations import Join, Operation, Reopen, Settle, Split
from consult.errors import BadInput

Warnings = Mapping[int, Mapping[str, Any]]  # number, from 1 in the order of lines → what is stored of it: line, code, facts


@dataclass(frozen=True, slots=True)
class Place:
    """A clause where it may be doubted: `line` of the file where it begins."""

    id: str
    label: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """places: doubt → id of the clause that it is about now. settled: doubt → number of the step that settled it; others are open."""

    places: Mapping[int, str]
    settled: Mapping[int, int]

    def open(self, warnings: Warnings) -> list[int]:
        """Those that nobody has settled, in order."""
        return [number for number in warnings if number not in self.settled]


def numbered(warnings: Iterable[Mapping[str, Any]]) -> Warnings:
    """The warnings by the numbers that people see: in the order of their lines."""
    return dict(enumerate(sorted(warnings, key=lambda warning: warning["line"]), start=1))


def places_of(warnings: Warnings, clauses: Sequence[Place]) -> dict[int, str]:
    """Which clause each is about in the draft as it was read: the one that it names, or the one in which its line stands."""
    begun = sorted((one for one in clauses if one.line), key=lambda one: one.line or 0)
    found: dict[int, str] = {}
    named: dict[str, Place] = {}
    reached = 0
    for number, warning in warnings.items():
        while reached < len(begun) and (begun[reached].line or 0) <= warning["line"]:
            named[begun[reached].label] = begun[reached]
            reached += 1
        label = warning.get("facts", {}).get("label", "")
        nearest = begun[max(reached - 1, 0)] if begun else None
        if place := named.get(label, nearest):
            found[number] = place.id
    return found


def standing(places: Mapping[int, str], holds: Iterable[Step]) -> Standing:
    """How the doubts stand after the steps that hold."""
    now, settled = dict(places), dict[int, int]()
    for step in holds:
        settled.update(dict.fromkeys(step.settles, step.number))
        if isinstance(step.operation, Reopen):
            settled.pop(step.operation.doubt, None)
        if isinstance(step.operation, Join):
            now = {number: step.operation.into if id_ == step.operation.clause else id_ for number, id_ in now.items()}
    return Standing(now, settled)


def settled_by(
    operation: Operation, stand: Standing, warnings: Warnings, *, begins: str = "", answers: int | None = None
) -> tuple[int, ...]:
    """Which open doubts an operation settles: those about the clause that it is on, and the one that it answers.

    Args:
        begins: what begins where a clause is split; only what was doubted there is settled by that.
        answers: the doubt for which somebody did it, wherever that is.

    Raises:
        BadInput: `edit.doubt`: there is no such doubt, or it is not open, or not settled, as it has to be.
    """
    is_open = set(stand.open(warnings))
    if isinstance(operation, Settle | Reopen):
        wanted = is_open if isinstance(operation, Settle) else set(stand.settled)
        if operation.doubt not in wanted:
            raise BadInput("edit.doubt", field="doubt")
        return (operation.doubt,) if isinstance(operation, Settle) else ()
    about = {number for number in is_open if stand.places.get(number) == operation.clause}
    if isinstance(operation, Split):
        about = {number for number in about if (start := start_of(warnings[number])) and begins.startswith(start)}
    return tuple(sorted(about | ({answers} & is_open if answers else set())))


def start_of(warning: Mapping[str, Any]) -> str:
    """The first words of what is doubted, where the warning quotes them."""
    return str(warning.get("facts", {}).get("start", ""))
