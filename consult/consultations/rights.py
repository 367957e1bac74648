"""Looks up who somebody is in a consultation and where it stands, and asks the table in access.py."""

from datetime import datetime
from typing import Final

from consult import access
from consult.access import Phase, Right, Role
from consult.accounts.viewer import Viewer
from consult.consultations import rules
from consult.consultations.models import Consultation, Membership
from consult.errors import NotAllowed, NotFound, NotPossible

NOT_NOW: Final = {Right.POST_SUBMIT: "consultation.not_open", Right.BALLOT_CAST: "consultation.no_votes"}  # others: no_step


def phase_of(consultation: Consultation, *, now: datetime) -> Phase:
    """Where the consultation stands at `now`."""
    step = Phase(consultation.step)
    return rules.phase(step, opens_at=consultation.opens_at, closes_at=consultation.closes_at, now=now)


def roles_of(viewer: Viewer, consultation: Consultation) -> frozenset[Role]:
    """What the viewer is in it: a role in its team takes the place of the citizen's."""
    if viewer.operator:
        return frozenset({Role.OPERATOR})
    if viewer.person is None:
        return frozenset({Role.VISITOR})
    given = Membership.objects.filter(consultation=consultation, person=viewer.person).values_list("role", flat=True)
    return frozenset(Role(role) for role in given) or frozenset({Role.CITIZEN})


def roles_anywhere(viewer: Viewer) -> frozenset[Role]:
    """What the viewer is in all consultations together: for what belongs to none of them."""
    if viewer.operator:
        return frozenset({Role.OPERATOR})
    if viewer.person is None:
        return frozenset({Role.VISITOR})
    given = Membership.objects.filter(person=viewer.person).values_list("role", flat=True)
    return frozenset(Role(role) for role in given) or frozenset({Role.CITIZEN})


def may_create(viewer: Viewer) -> bool:
    """Whether the viewer may begin a consultation."""
    return access.allowed(roles_anywhere(viewer), Right.CONSULTATION_CREATE, Phase.DRAFT)


def may(viewer: Viewer, right: Right, *, at: Consultation, now: datetime) -> bool:
    """Whether the viewer has the right, for what a page offers."""
    phase = phase_of(at, now=now)
    return access.everybodys(right, phase) or access.allowed(roles_of(viewer, at), right, phase)


def require(actor: Viewer, right: Right, *, at: Consultation, now: datetime) -> frozenset[Role]:
    """Let the action go on, and say as what; or refuse.

    Raises:
        NotFound: `actor` may not see the consultation.
        NotPossible: they have this right in another phase.
        NotAllowed: they have it in none.
    """
    return granted(roles_of(actor, at), right, at=at, now=now)


def granted(roles: frozenset[Role], right: Right, *, at: Consultation, now: datetime) -> frozenset[Role]:
    """The same for whoever has just looked up what the actor is there."""
    phase = phase_of(at, now=now)
    if access.allowed(roles, right, phase):
        return roles
    if not access.allowed(roles, Right.CONSULTATION_READ, phase):
        raise NotFound
    if any(access.allowed(roles, right, other) for other in Phase):
        raise NotPossible(NOT_NOW.get(right, "consultation.no_step"), phase=phase.value)
    raise NotAllowed
