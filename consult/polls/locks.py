"""Rows that order the races of a poll, locked in the one order: consultation, poll."""

from uuid import UUID

from consult.consultations.models import Consultation
from consult.errors import NotFound
from consult.polls.models import Poll


def locked_poll(poll_id: UUID) -> Poll:
    """The poll with its consultation, both locked against every other action in them until the transaction ends.

    Raises:
        NotFound: there is none.
    """
    consultation = Consultation.objects.select_for_update(no_key=True, of=("self",)).filter(polls=poll_id).first()
    poll = Poll.objects.select_for_update(of=("self",)).filter(pk=poll_id).first()
    if consultation is None or poll is None:
        raise NotFound
    poll.consultation = consultation
    return poll


def poll_to_vote_in(poll_id: UUID) -> Poll:
    """The poll alone, locked against its closing and against other voters until the transaction ends; its consultation as it is.

    Raises:
        NotFound: there is none.
    """
    poll = Poll.objects.select_for_update(no_key=True, of=("self",)).select_related("consultation").filter(pk=poll_id).first()
    if poll is None:
        raise NotFound
    return poll
