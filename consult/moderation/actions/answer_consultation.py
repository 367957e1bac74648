"""The last step but one: an official says that it is answered. Questions that have no answer are named, and why is said in public."""

from datetime import datetime
from typing import Final

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.actions.steps import step_from, take
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.consultations.rules import Step
from consult.discussion.queries.questions import open_questions
from consult.errors import BadInput
from consult.moderation.rules import LEAST_REASON
from consult.moderation.waiting_counts import Waits, waiting_in
from consult.platform import idempotency
from consult.platform.markup import clean_text
from consult.polls.queries import how_many
from consult.polls.rules import Status

NAMED: Final = 20  # questions whose numbers the refusal tells
LONGEST_REASON: Final = 1_000  # characters


@idempotency.action
def answer_consultation(*, actor: Viewer, slug: str, reason: str = "", now: datetime) -> Consultation:
    """Say that the institution has answered: what it says to what came in is public, and its report is written.

    Args:
        reason: why questions are left without an answer, for everybody to read; needed, and kept, only where some are.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it has not closed, or is past that stage.
        BadInput: questions have no answer, and no reason is given; or the reason says too little or too much.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.CONSULTATION_ANSWER, at=consultation, now=now)
    step_from(consultation, Step.ANSWER, now=now)
    left = list(open_questions(consultation).values_list("number", flat=True))
    if left and not reason.strip():
        raise questions_open(consultation, left)
    consultation.answered_at, consultation.unanswered, consultation.answered_reason = now, len(left), reason_in(reason) if left else ""
    consultation.save(update_fields=["answered_at", "unanswered", "answered_reason"])
    take(consultation, Step.ANSWER, actor=actor, opens_at=consultation.opens_at, closes_at=consultation.closes_at, now=now)
    return consultation


def reason_in(raw: str) -> str:
    """The reason as it is kept.

    Raises:
        BadInput: it says too little, or too much.
    """
    reason = clean_text(raw).strip()
    if len(reason) < LEAST_REASON:
        raise BadInput("consultation.answered_reason", field="reason", least=LEAST_REASON)
    if len(reason) > LONGEST_REASON:
        raise BadInput("input.too_long", field="reason", length=len(reason), limit=LONGEST_REASON)
    return reason


def questions_open(consultation: Consultation, numbers: list[int | None]) -> BadInput:
    """The refusal that names what is open: the questions by their numbers, the oldest first, and how much else waits."""
    waits, polls = waiting_in(consultation), how_many(consultation)[Status.OPEN]
    named = ", ".join(str(number) for number in numbers[:NAMED])
    return BadInput(
        "consultation.questions_open",
        field="reason",
        questions=len(numbers),
        numbers=f"{named}, …" if len(numbers) > NAMED else named,
        held=waits.get(Waits.HELD, 0),
        reported=waits.get(Waits.REPORTED, 0),
        places=waits.get(Waits.PLACES, 0),
        polls=polls,
    )
