"""Say where posts stand of which the program was not sure."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.anchoring.placement import PlacementState
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.discussion.canonical import placement_decision_digest
from consult.discussion.models import Placement, PlacementDecision
from consult.discussion.queries.placements import AT_ONCE
from consult.discussion.rules import PlacementVerdict
from consult.errors import BadInput, NotFound, NotPossible
from consult.platform import idempotency
from consult.platform.audit.actions import Note, record_all


@idempotency.action
def decide_placements(*, actor: Viewer, slug: str, verdicts: Mapping[str, str], now: datetime) -> Consultation:
    """Say of doubtful placements what they are, all or none; each is decided once.

    Args:
        verdicts: id of a placement → one of `PlacementVerdict`; at most `AT_ONCE`.

    Raises:
        NotFound, NotAllowed: see `rights.require`; there is no such placement in this consultation.
        NotPossible: one is decided already, or was never doubtful.
        BadInput: naming the field.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    if not 0 < len(verdicts) <= AT_ONCE:
        raise BadInput("placement.count", field="placement", limit=AT_ONCE)
    said = {id_of(placement): verdict_of(verdict) for placement, verdict in verdicts.items()}
    placements = Placement.objects.filter(pk__in=said, post__consultation=consultation).select_related("decision").order_by("pk")
    decisions = [decided(placement, said[placement.pk], actor=actor, now=now) for placement in placements]
    if len(decisions) != len(said):
        raise NotFound
    PlacementDecision.objects.bulk_create(decisions)
    notes = [Note("placement.decided", decision.pk, placement_decision_digest(decision)) for decision in decisions]
    record_all(notes, chain_id=consultation.chain_id, actor=pseudonym(actor, chain_id=consultation.chain_id), now=now)
    return consultation


def id_of(given: str) -> UUID:
    """The id of a placement.

    Raises:
        NotFound: nothing has such an id.
    """
    try:
        return UUID(given)
    except ValueError:
        raise NotFound from None


def verdict_of(given: str) -> PlacementVerdict:
    """What is said.

    Raises:
        BadInput: it is none of what can be.
    """
    if given not in set(PlacementVerdict):
        raise BadInput("placement.verdict", field="verdict", choices=", ".join(PlacementVerdict))
    return PlacementVerdict(given)


def decided(placement: Placement, verdict: PlacementVerdict, *, actor: Viewer, now: datetime) -> PlacementDecision:
    """The decision, not stored yet.

    Raises:
        NotPossible: see `decide_placements`.
    """
    if placement.state != PlacementState.FUZZY:
        raise NotPossible("placement.sure")
    if getattr(placement, "decision", None) is not None:
        raise NotPossible("placement.decided")
    return PlacementDecision(placement=placement, verdict=verdict, decided_by=actor.person, decided_at=now)
