"""Erasing a person: what identifies them goes from all subjects at once; counts, the replies of others and the record stay."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from consult.accounts import forget_person as of_accounts
from consult.accounts.actions import pseudonym
from consult.accounts.forget_person import Sessions, sessions_of
from consult.accounts.models import Account, Person, Pseudonym
from consult.accounts.viewer import Viewer
from consult.consultations import forget_person as of_teams
from consult.consultations.models import Consultation, Membership
from consult.discussion.actions.forget_person import forget_drafts, forget_person, said_by
from consult.discussion.models import Draft, Flag, Post, Receipt, Submission
from consult.errors import NotFound, NotPossible
from consult.moderation import forget_person as of_moderation
from consult.platform import events, idempotency, jobs, limits
from consult.platform.audit.actions import record, site_chain
from consult.record.jobs import empty_cache, rewrite_tables
from consult.reports.actions import strike

MEANWHILE: Final = timedelta(minutes=5)  # by which clocks of machines may differ
TRIES: Final = 5  # how often it begins anew where the person acts somewhere else at the same instant


@dataclass(frozen=True)
class Traces:
    """Sessions and jobs of a person that were there at an instant: every one is read to find them, before anything is locked."""

    sessions: Sessions
    jobs: frozenset[UUID]
    at: datetime


class Elsewhere(Exception):
    """The person has acted in a consultation that was not locked."""


def erase_person(*, actor: Viewer, person_id: UUID, now: datetime) -> Person:
    """Erase a person for good: at their own request, or by the operator. The tables are rewritten by a job afterwards.

    Raises:
        NotFound: there is no such person any more, or it is somebody else.
        NotPossible: they are the only official of a consultation that is not archived.
    """
    for _ in range(TRIES):
        try:
            return erase(actor=actor, person_id=person_id, prepared=traces_of(person_id), now=now)
        except Elsewhere:
            continue
    raise NotPossible("database.busy")


def traces_of(person_id: UUID) -> Traces:
    """What has to be found before anything is locked."""
    at = timezone.now()  # of the machine, as jobs are dated
    email = Account.objects.filter(person=person_id).values_list("email", flat=True).first() or ""
    found = jobs.jobs_about(subjects(person_id), email=email)
    return Traces(sessions_of(person_id), frozenset(found), at)


@idempotency.action
def erase(*, actor: Viewer, person_id: UUID, prepared: Traces, now: datetime) -> Person:
    """Erase them in one transaction.

    The consultations are locked first, as everywhere, then what is counted, then the person: whoever acts as them from now on waits,
    and finds nobody.

    Raises:
        Elsewhere: between the two they acted in another consultation, which cannot be locked now without waiting in a circle.
        NotFound, NotPossible: see `erase_person`.
    """
    if not (actor.operator or (actor.person is not None and actor.person.pk == person_id)):
        raise NotFound
    acted_in = Consultation.objects.select_for_update(no_key=True).filter(pk__in=touched(person_id)).order_by("id")
    locked = {consultation.pk: consultation for consultation in acted_in}
    forget_counters(person_id)
    person = Person.objects.select_for_update().filter(pk=person_id, erased_at=None).first()
    if person is None:
        raise NotFound
    if not touched(person_id) <= locked.keys():
        raise Elsewhere
    forget_drafts(person, held=of_accounts.end_sessions(person, prepared.sessions, since=now))
    forget_everywhere(person, list(locked.values()), prepared, actor=actor, now=now)
    events.announce("erased", person_id=person.pk)
    return person


def forget_counters(person_id: UUID) -> None:
    """Throw away what is counted for the person and for their address: before they are locked, since whoever acts counts first, too."""
    emails = Account.objects.filter(person=person_id).values_list("email", flat=True)
    limits.forget_account(person_id, *map(limits.hashed, emails))


def touched(person_id: UUID) -> set[UUID]:
    """The consultations in which something stands in the person's name. Whoever acts has a pseudonym in the chain."""
    acted = Q(chain__in=Pseudonym.objects.filter(person=person_id).values("chain"))
    in_team = Q(pk__in=Membership.objects.filter(person=person_id).values("consultation"))
    wrote = Q(pk__in=Submission.objects.filter(author=person_id).values("consultation"))
    writing = Q(pk__in=Draft.objects.filter(person=person_id).values("consultation"))
    return set(Consultation.objects.filter(acted | in_team | wrote | writing).values_list("pk", flat=True))


def forget_everywhere(person: Person, acted_in: list[Consultation], prepared: Traces, *, actor: Viewer, now: datetime) -> None:
    """Have each subject forget the person, the highest first, and write down that it was done."""
    account = Account.objects.filter(person=person).first()
    came = jobs.jobs_about(subjects(person.pk), email=account.email if account else "", since=prepared.at - MEANWHILE)
    of_moderation.forget(person)
    for consultation in acted_in:
        said = list(said_by(person).filter(consultation=consultation).values_list("pk", flat=True))
        forget_person(person, at=consultation, actor=actor, now=now)
        strike(said, at=consultation, actor=actor, now=now)
    of_teams.forget(person, actor=actor, now=now)
    chain = site_chain()
    record(chain_id=chain.pk, actor=pseudonym(actor, chain_id=chain.pk), action="person.erased", subject=person.pk, now=now)

    jobs.forget_jobs({*prepared.jobs, *came})
    idempotency.forget_owner(person.pk)
    of_accounts.forget(person, now=now)
    jobs.enqueue(rewrite_tables)
    jobs.enqueue(empty_cache)


def subjects(person_id: UUID) -> list[object]:
    """What the jobs that concern the person were given: their receipts, their posts, answers to these and decisions on them, and so on."""
    person = Person(pk=person_id)
    return [
        *said_by(person).values_list("pk", flat=True),
        *Post.objects.filter(reply_to__in=said_by(person)).values_list("pk", flat=True),
        *Flag.objects.filter(person=person).values_list("pk", flat=True),
        *Receipt.objects.filter(submission__author=person).values_list("pk", flat=True),
        *of_moderation.decisions_on(person).values_list("pk", flat=True),
        *Membership.objects.filter(person=person).values_list("pk", flat=True),
    ]
