"""Throw away a revision that nobody outside the team has seen, so that a better file can be imported."""

from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.rights import require
from consult.documents.actions.record_entries import write_down_discarded
from consult.documents.models import Clause, ClauseLink, Document, Edit, Matching, Reading, Revision, Source, Wording
from consult.documents.queries import unpublished_revision
from consult.platform import idempotency


@idempotency.action
def discard_revision(*, actor: Viewer, slug: str, seen: UUID, now: datetime) -> Document:
    """Delete the unpublished revision `seen` with its clauses, its edits and its source. The document stays, to be filled anew.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it is published, or another one has taken its place.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    revision = unpublished_revision(consultation, seen)
    document = revision.document
    write_down_discarded(revision, consultation, actor=actor, now=now)
    delete(revision)
    return document


def delete(revision: Revision) -> None:
    """The rows of an unpublished revision. No thread stands on its clauses yet, and no post."""
    clauses = list(Wording.objects.filter(revision=revision).values_list("clause_id", flat=True))
    Wording.objects.filter(revision=revision).update(parent=None)  # they protect one another
    Wording.objects.filter(revision=revision).delete()
    for table in (ClauseLink, Matching, Edit, Reading, Source):
        table.objects.filter(revision=revision).delete()
    Clause.objects.filter(pk__in=clauses, wordings=None).delete()
    revision.delete()
