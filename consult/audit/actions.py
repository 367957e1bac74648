"""Appending to a chain. It is the last lock that an action takes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from consult.audit.canonical import entry_hash
from consult.audit.models import SITE, Chain, Entry


def open_chain(name: str) -> Chain:
    """A new, empty chain."""
    return Chain.objects.create(name=name)


def site_chain() -> Chain:
    """The chain of what belongs to no consultation."""
    chain, _made = Chain.objects.get_or_create(name=SITE)
    return chain


@transaction.atomic(savepoint=False)
def record(*, chain_id: UUID, actor: UUID | None, action: str, subject: object, digest: str = "", now: datetime, **facts: object) -> Entry:
    """Append one entry, in the transaction of the action that it tells of.

    Args:
        actor: the pseudonym of who did it in this chain; None for the program or its operator.
        subject: id of what it was done to.
        digest: of the subject's canonical bytes as they are now; empty where the entry tells no content.
        facts: plain JSON values, nothing personal among them.
    """
    chain = Chain.objects.select_for_update().get(pk=chain_id)
    values = {
        "v": 1,
        "number": chain.length + 1,
        "actor": actor,
        "action": action,
        "subject": str(subject),
        "digest": digest,
        "facts": facts,
        "at": now,
        "previous": chain.head,
    }
    entry = Entry.objects.create(chain=chain, hash=entry_hash(values, chain=chain.name), **values)
    chain.length, chain.head = entry.number, entry.hash
    chain.save(update_fields=["length", "head"])
    return entry
