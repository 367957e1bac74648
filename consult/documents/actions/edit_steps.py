"""What editing a draft reads and writes: the lock, whoever was first, the wordings made anew, and the step with its entry in the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.documents.actions.record_entries import write_down
from consult.documents.actions.replace_wordings import Names, rewritten
from consult.documents.canonical import edit_digest, revision_digest
from consult.documents.editing.edited_revision import Draft, draft, reading_of
from consult.documents.editing.passages import Passage, Passages
from consult.documents.models import Edit, Reading, Revision, Wording
from consult.documents.queries import unpublished_revision, wordings_of
from consult.errors import NotPossible


@dataclass(frozen=True)
class Desk:
    """A draft under its consultation's lock, and who works on it."""

    actor: Viewer
    consultation: Consultation
    revision: Revision
    reading: Reading
    wordings: Sequence[Wording]
    draft: Draft
    now: datetime

    def passage(self, id_: str) -> Passage:
        """The clause as it is now."""
        return next(one for one in self.draft.passages if one.id == id_)


def at_desk(actor: Viewer, slug: str, revision_id: UUID, *, seen: int, now: datetime) -> Desk:
    """Lock the draft and read it, for somebody who may edit it and has seen its last step.

    Raises:
        NotFound, NotAllowed, NotPossible: see `edit_revision`.
    """
    consultation = locked_consultation(slug)  # two officials at once: the second waits here, and then reads what the first has done
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    revision = unpublished_revision(consultation, revision_id)
    refuse_late(revision, seen)
    wordings = wordings_of(revision)
    reading = reading_of(revision, wordings)
    return Desk(actor, consultation, revision, reading, wordings, draft(revision, reading), now)


def refuse_late(revision: Revision, seen: int) -> None:
    """Whoever has not seen the last step is told whose it was, and changes nothing.

    Raises:
        NotPossible: `edit.was_first` (`by`, `at`), or `edit.stale` where no such step was ever taken.
    """
    last = revision.edits.select_related("edited_by").order_by("-number").first()
    if (last.number if last else 0) == seen:
        return
    if last is None or seen > last.number:
        raise NotPossible("edit.stale")
    by = last.edited_by.name if last.edited_by and last.edited_by.name else _("another official")
    raise NotPossible("edit.was_first", by=by, at=last.edited_at.isoformat(timespec="seconds"))


def next_step(desk: Desk, name: str, given: dict[str, Any], *, settles: Sequence[int] = (), said: dict[str, Any] | None = None) -> Edit:
    """Store the step as the next one; with the first, what was read."""
    last = desk.draft.edited.history.last
    if not last:
        desk.reading.save(force_insert=True)
    by = desk.actor.person
    told = {"given": given, "settles": list(settles), "said": said or {}}
    return Edit.objects.create(revision=desk.revision, number=last + 1, name=name, edited_by=by, edited_at=desk.now, **told)


def remade(desk: Desk, passages: Passages, names: Names) -> None:
    """Write the wordings that are other ones now, each of the clause that it was of, and the hash of the revision."""
    written = rewritten(desk.revision, desk.wordings, passages, names)
    desk.revision.sha256 = revision_digest(desk.revision, written)
    desk.revision.save(update_fields=["sha256"])


def in_record(desk: Desk, edit: Edit) -> Edit:
    """Tell the record of the step, with what the revision is now."""
    told = {"edit": edit.number, "step": edit_digest(edit)}
    write_down(desk.revision, desk.consultation, actor=desk.actor, action="revision.edited", now=desk.now, **told)
    return edit
