"""Giving people their roles in the team of a consultation."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from consult.accounts.actions import open_account, pseudonym
from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.audit.actions import record
from consult.consultations.canonical import membership_digest
from consult.consultations.models import Consultation, Membership
from consult.consultations.rules import TeamRole

Team = Mapping[TeamRole, Sequence[str]]  # role → e-mail addresses


def add_team(consultation: Consultation, team: Team, *, actor: Viewer, now: datetime) -> None:
    """Give each address its role, where it does not have it yet. An address without an account gets one."""
    there = set(consultation.memberships.values_list("person", "role"))
    for role, addresses in team.items():
        for person in dict.fromkeys(open_account(email=address, now=now).person for address in addresses):
            if (person.pk, role.value) not in there:
                join_team(consultation, person, role, actor=actor, now=now)


def join_team(consultation: Consultation, person: Person, role: TeamRole, *, actor: Viewer, now: datetime) -> None:
    """Give one person a role, and say so in the record."""
    membership = Membership.objects.create(consultation=consultation, person=person, role=role)
    who = pseudonym(Viewer(person=person), chain_id=consultation.chain_id)
    record(
        chain_id=consultation.chain_id,
        actor=pseudonym(actor, chain_id=consultation.chain_id),
        action="team.joined",
        subject=membership.pk,
        digest=membership_digest(role, who=who),
        now=now,
        role=role.value,
    )
