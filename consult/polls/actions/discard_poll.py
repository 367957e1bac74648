"""Throw away a poll that nobody outside the team has seen."""

from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.errors import NotPossible
from consult.platform import idempotency
from consult.polls.actions.record_entries import write_down_discarded
from consult.polls.locks import locked_poll
from consult.polls.queries import known_poll
from consult.polls.rules import Status


@idempotency.action
def discard_poll(*, actor: Viewer, poll_id: UUID, now: datetime) -> Consultation:
    """Delete a poll in preparation with its options. The record keeps that there was one, not what it asked.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it has been opened, or the consultation is archived.
    """
    poll = known_poll(locked_poll(poll_id), viewer=actor, now=now)
    require(actor, Right.POLL_DISCARD, at=poll.consultation, now=now)
    if poll.status != Status.DRAFT:
        raise NotPossible("poll.kept")
    write_down_discarded(poll, actor=actor, now=now)
    poll.options.all().delete()
    poll.delete()
    return poll.consultation
