"""Work of consultations after the request: the record notes when time has carried one into its next phase."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from consult import jobs
from consult.access import Phase
from consult.audit.actions import record
from consult.consultations.canonical import consultation_digest
from consult.consultations.models import Consultation
from consult.consultations.rights import phase_of


@jobs.job
def record_phase(consultation_id: str) -> None:
    """Store and record the phase that the clock has brought. Run too early or twice, it does nothing."""
    now = timezone.now()
    with transaction.atomic(durable=True):
        consultation = Consultation.objects.select_for_update().get(pk=UUID(consultation_id))
        reached = phase_of(consultation, now=now)
        if reached == Phase(consultation.step):
            return
        consultation.step = reached
        consultation.save(update_fields=["step"])
        record(
            chain_id=consultation.chain_id,
            actor=None,
            action=f"consultation.{reached}",
            subject=consultation.id,
            digest=consultation_digest(consultation),
            now=now,
        )
