"""Appending what was done with a consultation as a whole to its chain."""

from datetime import datetime

from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.consultations.canonical import consultation_digest
from consult.consultations.models import Consultation
from consult.platform.audit.actions import record


def write_down(consultation: Consultation, *, actor: Viewer, action: str, now: datetime, **facts: object) -> None:
    """The consultation as it stands now, under the name of what was done."""
    record(
        chain_id=consultation.chain_id,
        actor=pseudonym(actor, chain_id=consultation.chain_id),
        action=action,
        subject=consultation.id,
        digest=consultation_digest(consultation),
        now=now,
        **facts,
    )
