"""The steps that carry a consultation through its life: announce it, open it, close it.

The last two, answering and archiving, ask what waits and lie in moderation.
"""

from datetime import datetime

from consult.access import Phase, Right
from consult.accounts.viewer import Viewer
from consult.consultations.actions.record_entries import write_down
from consult.consultations.jobs import record_phase
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import phase_of, require
from consult.consultations.rules import STEPS, Step, wrong_dates
from consult.errors import NotPossible
from consult.platform import idempotency, jobs


@idempotency.action
def announce_consultation(*, actor: Viewer, slug: str, opens_at: datetime, closes_at: datetime | None, now: datetime) -> Consultation:
    """Let the public know of it. It opens by itself at `opens_at` and closes at `closes_at` (None: when somebody closes it).

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it is announced already, or past that stage.
        BadInput: `opens_at` is not in the future, or `closes_at` not after it, or either lies too far ahead.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.CONSULTATION_ANNOUNCE, at=consultation, now=now)
    for wrong in wrong_dates(opens_at=opens_at, closes_at=closes_at, now=now):
        raise wrong
    take(consultation, Step.ANNOUNCE, actor=actor, opens_at=opens_at, closes_at=closes_at, now=now)
    jobs.enqueue(record_phase, str(consultation.id), after=opens_at)
    return consultation


@idempotency.action
def open_consultation(*, actor: Viewer, slug: str, closes_at: datetime | None, now: datetime) -> Consultation:
    """Take contributions from now on, until `closes_at` (None: until somebody closes it).

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it is past that stage.
        BadInput: `closes_at` is not in the future, or lies too far ahead.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.CONSULTATION_OPEN, at=consultation, now=now)
    for wrong in wrong_dates(opens_at=None, closes_at=closes_at, now=now):
        raise wrong
    take(consultation, Step.OPEN, actor=actor, opens_at=now, closes_at=closes_at, now=now)
    return consultation


@idempotency.action
def close_consultation(*, actor: Viewer, slug: str, now: datetime) -> Consultation:
    """Take no more contributions, from now on.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it is not open.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.CONSULTATION_CLOSE, at=consultation, now=now)
    take(consultation, Step.CLOSE, actor=actor, opens_at=consultation.opens_at, closes_at=now, now=now)
    return consultation


def take(
    consultation: Consultation, step: Step, *, actor: Viewer, opens_at: datetime | None, closes_at: datetime | None, now: datetime
) -> None:
    """Store the step with its dates and record it; where an end is to come, a job will record that."""
    consultation.step = reached = step_from(consultation, step, now=now)
    consultation.opens_at, consultation.closes_at = opens_at, closes_at
    consultation.save(update_fields=["step", "opens_at", "closes_at"])
    write_down(consultation, actor=actor, action=f"consultation.{reached}", now=now)
    if closes_at is not None and closes_at > now:
        jobs.enqueue(record_phase, str(consultation.id), after=closes_at)


def step_from(consultation: Consultation, step: Step, *, now: datetime) -> Phase:
    """The phase that `step` leads to.

    Raises:
        NotPossible: there is no such step from where it stands.
    """
    here = phase_of(consultation, now=now)
    if step not in STEPS[here]:
        raise NotPossible("consultation.no_step", phase=here.value)
    return STEPS[here][step]
