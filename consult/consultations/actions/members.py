"""Changing a team while the consultation goes on: who joins it, who leaves it, who is taken out of it."""

from datetime import datetime

from consult.access import Phase, Right
from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.consultations.actions.team import Team, add_team
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation, Membership
from consult.consultations.rights import phase_of, require
from consult.consultations.rules import TeamRole
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.platform import events, idempotency
from consult.platform.audit.actions import record


@idempotency.action
def add_members(*, actor: Viewer, slug: str, team: Team, now: datetime) -> Consultation:
    """Let these addresses join it; whoever is in it stays.

    Raises:
        NotFound, NotAllowed, NotPossible: see `rights.require`.
        BadInput: there is no address, one is none, or they are too many.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.TEAM_CHANGE, at=consultation, now=now)
    if not any(team.values()):
        raise BadInput("input.required", field="moderators")
    add_team(consultation, team, actor=actor, now=now)
    return consultation


@idempotency.action
def leave_team(*, actor: Viewer, slug: str, role: TeamRole, now: datetime) -> Consultation:
    """Give one's own role up. Nobody need allow it, and it is possible in every phase.

    Raises:
        NotFound: `actor` may not see the consultation.
        NotAllowed: they do not have the role.
        NotPossible: nobody would be official of it any more.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.CONSULTATION_READ, at=consultation, now=now)
    membership = consultation.memberships.filter(person=actor.person, person__isnull=False, role=role).first()
    if membership is None:
        raise NotAllowed
    take_out(membership, actor=actor, action="team.left", now=now)
    return consultation


@idempotency.action
def remove_member(*, actor: Viewer, slug: str, member: int, now: datetime) -> Consultation:
    """Take somebody else's role away.

    Raises:
        NotFound: nobody has a role of this number in it, or see `rights.require`.
        NotAllowed: see `rights.require`.
        NotPossible: it is archived, or the role is one's own, or nobody would be official of it any more.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.TEAM_CHANGE, at=consultation, now=now)
    membership = consultation.memberships.filter(pk=member).first()
    if membership is None:
        raise NotFound
    if membership.person == actor.person:
        raise NotPossible("team.yourself")
    take_out(membership, actor=actor, action="team.removed", now=now)
    return consultation


def take_out(membership: Membership, *, actor: Viewer, action: str, now: datetime) -> None:
    """Delete the row, say so in the record, and have it looked at once who may still listen.

    What was done in the role stays, under the same pseudonym.

    Raises:
        NotPossible: nobody would be official of it any more.
    """
    consultation, subject = membership.consultation, membership.pk
    others = consultation.memberships.filter(role=TeamRole.OFFICIAL).exclude(pk=subject)
    if membership.role == TeamRole.OFFICIAL and phase_of(consultation, now=now) is not Phase.ARCHIVED and not others.exists():
        raise NotPossible("team.last_official")
    membership.delete()
    who = pseudonym(actor, chain_id=consultation.chain_id)
    record(chain_id=consultation.chain_id, actor=who, action=action, subject=subject, now=now, role=membership.role)
    events.announce("revoked")
