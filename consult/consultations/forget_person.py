"""Forgetting a person: they leave every team, and what they did in it stays."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from consult.access import Phase
from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.consultations.actions.members import take_out
from consult.consultations.models import Consultation, Membership
from consult.consultations.rights import phase_of
from consult.consultations.rules import TeamRole
from consult.errors import NotPossible


def forget(person: Person, *, actor: Viewer, now: datetime) -> None:
    """Take the person out of the teams of all consultations, which the caller has locked.

    Raises:
        NotPossible: nobody would be official of one of them any more.
    """
    if alone := sole_official_of(person, now=now):
        raise NotPossible("erase.last_official", slug=alone[0].slug)
    memberships = Membership.objects.filter(person=person).select_related("consultation")
    for membership in memberships.order_by("consultation_id", "pk"):
        take_out(membership, actor=actor, action="team.left", now=now)


def sole_official_of(person: Person, *, now: datetime) -> list[Consultation]:
    """The consultations, not archived yet, of which nobody else is official; by their short names."""
    official = Consultation.objects.filter(memberships__person=person, memberships__role=TeamRole.OFFICIAL)
    others = Membership.objects.filter(consultation=OuterRef("pk"), role=TeamRole.OFFICIAL).exclude(person=person)
    alone = official.filter(~Exists(others)).order_by("slug")
    return [row for row in alone if phase_of(row, now=now) is not Phase.ARCHIVED]
