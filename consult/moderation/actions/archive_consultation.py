"""The last step of a consultation: archive it. Nothing in it changes any more, so nothing may wait in it for somebody to act."""

from datetime import datetime

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.actions.steps import take
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.consultations.rules import Step
from consult.errors import NotPossible
from consult.moderation.waiting_counts import Waits, waiting_in
from consult.platform import idempotency
from consult.polls.queries import how_many
from consult.polls.rules import Status


@idempotency.action
def archive_consultation(*, actor: Viewer, slug: str, now: datetime) -> Consultation:
    """Let everything in it stay readable as it is. A question may stay without an answer, which everybody then sees.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it is not answered yet; or something waits for a moderator or a poll is open, and would be so for ever.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.CONSULTATION_ARCHIVE, at=consultation, now=now)
    waits, polls = waiting_in(consultation), how_many(consultation)[Status.OPEN]
    held, reported = waits.get(Waits.HELD, 0), waits.get(Waits.REPORTED, 0)
    if held or reported or polls:
        raise NotPossible("consultation.waits", held=held, reported=reported, polls=polls)
    take(consultation, Step.ARCHIVE, actor=actor, opens_at=consultation.opens_at, closes_at=consultation.closes_at, now=now)
    return consultation
