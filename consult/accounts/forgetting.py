"""Forgetting a person: their account with all that signs in by it, their names, and who they are in the record."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.sessions.models import Session

from consult.accounts.models import Account, Person, Pseudonym


def forget(person: Person, *, now: datetime) -> None:
    """Delete the account with its tokens, sessions and codes, and leave of the person, whom the caller has locked, a random id.

    Who returns with the same address is somebody new.
    """
    for account in Account.objects.filter(person=person):
        end_sessions(account)
        account.delete()
    Pseudonym.objects.filter(person=person).delete()
    empty = Person(pk=person.pk, joined_at=now, erased_at=now)
    empty.save(force_update=True)


def end_sessions(account: Account) -> None:
    """Delete every session that is signed in to the account, or in which a code was asked for its address, with what was typed there."""
    signs = {str(account.pk), account.email}
    theirs = [row.pk for row in Session.objects.iterator() if mentions(row.get_decoded(), signs)]
    Session.objects.filter(pk__in=theirs).delete()


def mentions(value: object, signs: Collection[str]) -> bool:
    """Whether one of the texts stands in a value of lists and mappings, as a whole."""
    if isinstance(value, dict):
        return any(mentions(one, signs) for one in value.values())
    if isinstance(value, list):
        return any(mentions(one, signs) for one in value)
    return isinstance(value, str) and value in signs
