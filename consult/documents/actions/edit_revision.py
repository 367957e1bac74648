"""Change what was read of a draft that is not published yet: one operation on one clause, or what is said of a doubtful place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from consult.accounts.viewer import Viewer
from consult.documents.actions.edit_steps import Desk, at_desk, in_record, next_step, remade
from consult.documents.editing.apply_operation import done
from consult.documents.editing.clause_lines import line_in
from consult.documents.editing.doubtful_places import settled_by
from consult.documents.editing.edited_revision import Draft
from consult.documents.editing.labels import named
from consult.documents.editing.operations import Join, OnClause, Operation, Reopen, Settle, Split, as_json, name_of
from consult.documents.editing.passages import at
from consult.documents.models import Edit, Revision
from consult.platform import idempotency


@idempotency.action
def edit_revision(
    *, actor: Viewer, slug: str, revision_id: UUID, seen: int, operation: Operation, answers: int | None = None, now: datetime
) -> Edit:
    """Do an operation to the draft, or settle a doubtful place of it or open it again. It can be undone.

    Args:
        seen: the number of the last step that the actor has seen; 0 where there was none.
        answers: the doubtful place for which they do it, which it settles wherever it is.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it is published, another revision has taken its place, or somebody was first; `facts` say who and when.
        BadInput: see `editing.applying.done` and `editing.doubtful.settled_by`.
    """
    desk = at_desk(actor, slug, revision_id, seen=seen, now=now)
    if isinstance(operation, Settle | Reopen):
        return settled(desk, operation)
    operation = completed(operation, desk.draft, desk.revision)
    passages = done(desk.draft.passages, operation, desk.draft.tradition)
    begins = desk.passage(operation.clause).text[operation.at :].strip() if isinstance(operation, Split) else ""
    settles = settled_by(operation, desk.draft.edited.standing, desk.draft.edited.warnings, begins=begins, answers=answers)
    before, after = named(desk.draft.passages, desk.draft.tradition), named(passages, desk.draft.tradition)
    said = said_of(operation, before=before, after=after)
    edit = next_step(desk, name_of(operation), as_json(operation), settles=settles, said=said)
    remade(desk, passages, after)
    return in_record(desk, edit)


def settled(desk: Desk, operation: Settle | Reopen) -> Edit:
    """A doubtful place was looked at: no word and no label changes."""
    edited = desk.draft.edited
    settles = settled_by(operation, edited.standing, edited.warnings)
    said = {"line": edited.warnings[operation.doubt]["line"]}
    return in_record(desk, next_step(desk, name_of(operation), as_json(operation), settles=settles, said=said))


def completed(operation: OnClause, draft: Draft, revision: Revision) -> OnClause:
    """The operation with what follows from the draft: so that doing it again later gives the same."""
    if isinstance(operation, Join) and (here := at(draft.passages, operation.clause)):
        return replace(operation, into=draft.passages[here - 1].id)
    if isinstance(operation, Split):
        source = getattr(revision, "source", None)
        passage = draft.passages[at(draft.passages, operation.clause)]
        return replace(operation, new=str(uuid4()), line=line_in(passage, operation.at, source.text.split("\n") if source else []))
    return operation


OTHERS = ("into", "new", "under", "before", "after")  # fields of operations that name a second clause


def said_of(operation: Operation, *, before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """What the clauses in it were called, for people: it, the other one, and what it is called now."""
    given = as_json(operation)
    clause, other = given["clause"], next((given[name] for name in OTHERS if given.get(name)), "")
    beside = before.get(other) or after.get(other) or ("", "")
    return {"label": before[clause][0], "other": beside[0], "now": after.get(clause, ("", ""))[0]}
