"""Appending what was done with documents and revisions to the consultation's chain."""

from datetime import datetime

from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.documents.canonical import document_digest
from consult.documents.models import Document, Revision
from consult.platform.audit.actions import record


def name_in_record(document: Document, consultation: Consultation, *, actor: Viewer, action: str, now: datetime) -> None:
    """What the document is and what it is called."""
    record(
        chain_id=consultation.chain_id,
        actor=pseudonym(actor, chain_id=consultation.chain_id),
        action=action,
        subject=document.id,
        digest=document_digest(document),
        now=now,
    )


def write_down(revision: Revision, consultation: Consultation, *, actor: Viewer, action: str, now: datetime, **facts: object) -> None:
    """What was done with the revision."""
    record(
        chain_id=consultation.chain_id,
        actor=pseudonym(actor, chain_id=consultation.chain_id),
        action=action,
        subject=revision.id,
        digest=revision.sha256,
        now=now,
        number=revision.number,
        statuses={str(revision.id): revision.status},
        **facts,
    )


def write_down_discarded(revision: Revision, consultation: Consultation, *, actor: Viewer, now: datetime) -> None:
    """That the revision was thrown away: from here on no row stands for it."""
    record(
        chain_id=consultation.chain_id,
        actor=pseudonym(actor, chain_id=consultation.chain_id),
        action="revision.discarded",
        subject=revision.id,
        now=now,
        number=revision.number,
    )
