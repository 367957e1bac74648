"""Forgetting a person: their account with all that signs in by it, their names, and who they are in the record."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session

from consult.accounts.models import Account, Person, Pseudonym, SessionSign
from consult.accounts.sessions import signed_with, texts_in
from consult.platform import events

Sessions = Mapping[str, frozenset[str]]  # key → every text in it


def forget(person: Person, *, now: datetime) -> None:
    """Delete the account with its tokens, and leave of the person, whom the caller has locked, a random id.

    Who returns with the same address is somebody new.
    """
    for account in Account.objects.filter(person=person):
        account.delete()
    Pseudonym.objects.filter(person=person).delete()
    empty = Person(pk=person.pk, joined_at=now, erased_at=now)
    empty.save(force_update=True)
    events.announce("revoked")


def end_sessions(person: Person, found: Sessions, *, since: datetime) -> set[str]:
    """Delete the sessions that were found, and those that came since, when the search began.

    Returns all texts that stood in them: some are ids of what was written there by somebody who was not signed in yet.
    """
    theirs = {**found, **sessions_of(person.pk, since=since)}
    Session.objects.filter(pk__in=theirs).delete()
    SessionSign.objects.filter(session__in=theirs).delete()
    return set().union(*theirs.values())


def sessions_of(person_id: UUID, *, since: datetime | None = None) -> Sessions:
    """Every session that is signed in as the person, or in which a code was asked for their address; or only those kept since an instant.

    Each that may be is unpacked, some 0.1 ms: those found by their signs, before anything is locked, and then the few that came meanwhile.
    """
    signs = {sign for account in Account.objects.filter(person=person_id) for sign in (str(account.pk), account.email)}
    kept = (
        signed_with(signs)
        if since is None
        else Session.objects.filter(expire_date__gte=since + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    )
    told = ((row.pk, frozenset(texts_in(row.get_decoded()))) for row in kept.iterator())
    return {pk: texts for pk, texts in told if texts & signs}
