"""Forgetting a person: their account with all that signs in by it, their names, and who they are in the record."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.sessions.models import Session

from consult import events
from consult.accounts.models import Account, Person, Pseudonym


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


def end_sessions(person: Person) -> set[str]:
    """Delete every session that is signed in as the person, or in which a code was asked for their address.

    Returns all texts that stood in them: some are ids of what was written there by somebody who was not signed in yet.
    """
    signs = {sign for account in Account.objects.filter(person=person) for sign in (str(account.pk), account.email)}
    told = ((row.pk, set(texts_in(row.get_decoded()))) for row in Session.objects.iterator())
    theirs = {pk: texts for pk, texts in told if texts & signs}
    Session.objects.filter(pk__in=theirs).delete()
    return set().union(*theirs.values())


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value of lists and mappings, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one)
