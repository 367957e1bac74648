"""Correct what a consultation says of itself, while nobody but its team knows of it."""

from collections.abc import Sequence
from datetime import datetime

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.actions.details import Details, Text, checked_texts, columns, write_texts
from consult.consultations.actions.record_entries import write_down
from consult.consultations.actions.team import Team, add_team
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.platform import idempotency


@idempotency.action
def describe_consultation(*, actor: Viewer, slug: str, texts: Sequence[Text], details: Details, team: Team, now: datetime) -> Consultation:
    """Put these texts and details in the place of the present ones. Its address stays, since its chain has the same name.

    Args:
        team: who joins it; whoever is in it stays.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it was announced already; what the public has seen is not changed without a trace.
        BadInput: a title is missing, an address is none, or something is too long.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.CONSULTATION_DESCRIBE, at=consultation, now=now)
    for column, value in (changed := columns(details)).items():
        setattr(consultation, column, value)
    consultation.save(update_fields=list(changed))
    consultation.texts.all().delete()
    write_texts(consultation, checked_texts(texts))
    write_down(consultation, actor=actor, action="consultation.described", now=now)
    add_team(consultation, team, actor=actor, now=now)
    return consultation
