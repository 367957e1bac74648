"""What was done to a draft and undone again: every step is kept, and which of them hold follows from all of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from consult.documents.editing.apply_operation import done
from consult.documents.editing.labels import Tradition
from consult.documents.editing.operations import REDO, UNDO, Operation, Reopen, Settle
from consult.documents.editing.passages import Passages


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the number-th of the draft. `operation`: None where it undoes or redoes. `settles`: the doubts that it settled."""

    number: int
    name: str
    operation: Operation | None = None
    settles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """`holds`: the steps in effect, in order. `undone`: those that can be redone, the next one last. `last`: the number of steps."""

    holds: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    last: int = 0


def history(steps: Iterable[Step]) -> History:
    """What holds after all steps, given in order. A new operation ends what could be redone."""
    holds: list[Step] = []
    undone: list[Step] = []
    last = 0
    for step in steps:
        last = step.number
        if step.name == UNDO:
            undone.append(holds.pop())
        elif step.name == REDO:
            holds.append(undone.pop())
        else:
            holds.append(step)
            undone.clear()
    return History(tuple(holds), tuple(undone), last)


def replayed(passages: Passages, steps: Iterable[Step], tradition: Tradition) -> Passages:
    """The draft as it was read, with every step done to it again."""
    for step in steps:
        if step.operation is not None and not isinstance(step.operation, Settle | Reopen):
            passages = done(passages, step.operation, tradition)
    return passages
