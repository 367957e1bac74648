"""A consultation's lock, which every action in it takes first, and what is counted under it."""

from consult.consultations.models import Consultation
from consult.errors import NotFound


def locked_consultation(slug: str) -> Consultation:
    """The consultation, locked against every other action in it until the transaction ends.

    Raises:
        NotFound: there is none.
    """
    consultation = Consultation.objects.select_for_update(no_key=True).filter(slug=slug).first()
    if consultation is None:
        raise NotFound
    return consultation


def next_number(consultation: Consultation) -> int:
    """The next citation number. The caller holds the consultation's lock, and stores it with the event that tells of the post."""
    consultation.last_number += 1
    return consultation.last_number
