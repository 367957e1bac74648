"""Giving people their roles in the team of a consultation, and telling them so."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from consult.accounts.actions import checked_email, open_account, pseudonym
from consult.accounts.models import Account, Person
from consult.accounts.viewer import Viewer
from consult.consultations.canonical import membership_digest, reached_at
from consult.consultations.jobs import tell_member
from consult.consultations.models import Consultation, Membership
from consult.consultations.rules import TeamRole
from consult.errors import BadInput, NotPossible
from consult.platform import jobs, limits
from consult.platform.audit.actions import SALT_BYTES, record

Team = Mapping[TeamRole, Sequence[str]]  # role → e-mail addresses


def add_team(consultation: Consultation, team: Team, *, actor: Viewer, now: datetime) -> None:
    """Give each address its role, where it does not have it yet, and tell it. An address without an account gets one.

    Raises:
        BadInput: an address is none, or `actor` has added as many today as one person may.
    """
    there = set(consultation.memberships.values_list("role", "person__account__email"))
    asked = dict.fromkeys((role, checked_email(address)) for role, addresses in team.items() for address in addresses)
    new = [(role, address) for role, address in asked if (role.value, address) not in there]
    spend(new, actor=actor, now=now)
    for role, address in new:
        membership = join_team(consultation, open_account(email=address, now=now).person, role, actor=actor, now=now)
        jobs.enqueue(tell_member, membership.pk)


def spend(new: Sequence[tuple[TeamRole, str]], *, actor: Viewer, now: datetime) -> None:
    """Count the addresses for the account that adds them; the operator has no limit.

    Raises:
        BadInput: they are more than one person may add in a day.
    """
    if actor.person is None or not new:
        return
    try:
        limits.spend("team", account=actor, address="", times=len(new), now=now)
    except NotPossible as refusal:
        raise BadInput("team.too_many", field=f"{new[0][0].value}s", limit=limits.LIMITS["team"].account) from refusal


def join_team(consultation: Consultation, person: Person, role: TeamRole, *, actor: Viewer, now: datetime) -> Membership:
    """Give one person a role, and say so in the record, with a salted hash of the address by which they sign in."""
    membership = Membership.objects.create(consultation=consultation, person=person, role=role, salt=secrets.token_hex(SALT_BYTES))
    email = Account.objects.get(person=person).email
    who = pseudonym(Viewer(person=person), chain_id=consultation.chain_id)
    record(
        chain_id=consultation.chain_id,
        actor=pseudonym(actor, chain_id=consultation.chain_id),
        action="team.joined",
        subject=membership.pk,
        digest=membership_digest(role, who=who),
        now=now,
        role=role.value,
        email=reached_at(membership.salt, email),
    )
    return membership
