"""Undo the last step in editing a draft, or do it again. Nothing is deleted: both are steps of their own."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from consult.accounts.viewer import Viewer
from consult.documents.actions.edit_steps import Desk, at_desk, in_record, next_step, remade
from consult.documents.editing.edit_history import Step
from consult.documents.editing.labels import named
from consult.documents.editing.operations import REDO, UNDO
from consult.documents.models import Edit
from consult.errors import NotPossible
from consult.platform import idempotency


@idempotency.action
def undo_edit(*, actor: Viewer, slug: str, revision_id: UUID, seen: int, now: datetime) -> Edit:
    """Take the last operation that holds back: every clause and doubt is as it was before it.

    Raises:
        NotFound, NotAllowed, NotPossible: see `edit_revision`; also where there is nothing to undo.
    """
    desk = at_desk(actor, slug, revision_id, seen=seen, now=now)
    holds = desk.draft.edited.history.holds
    if not holds:
        raise NotPossible("edit.no_undo")
    return turned(desk, UNDO, holds[-1], holds[:-1])


@idempotency.action
def redo_edit(*, actor: Viewer, slug: str, revision_id: UUID, seen: int, now: datetime) -> Edit:
    """Do again what was undone last, where nothing else was done since.

    Raises:
        NotFound, NotAllowed, NotPossible: see `edit_revision`; also where there is nothing to redo.
    """
    desk = at_desk(actor, slug, revision_id, seen=seen, now=now)
    past = desk.draft.edited.history
    if not past.undone:
        raise NotPossible("edit.no_redo")
    return turned(desk, REDO, past.undone[-1], (*past.holds, past.undone[-1]))


def turned(desk: Desk, name: str, step: Step, holds: Sequence[Step]) -> Edit:
    """The draft made anew from what was read and the steps that hold after this one; `step`: the one that is undone or done again."""
    edit = next_step(desk, name, {"edit": step.number})
    passages = desk.draft.with_steps(holds)
    remade(desk, passages, named(passages, desk.draft.tradition))
    return in_record(desk, edit)
