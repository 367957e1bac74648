"""Appending to a chain. It is the last lock that an action takes."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from consult.platform.audit.canonical import entry_hash
from consult.platform.audit.models import SITE, Chain, Entry

V = 2  # how entries are hashed from now on; see `entry_bytes`
SALT_BYTES = 16


def open_chain(name: str) -> Chain:
    """A new, empty chain."""
    return Chain.objects.create(name=name)


def site_chain() -> Chain:
    """The chain of what belongs to no consultation."""
    chain, _made = Chain.objects.get_or_create(name=SITE)
    return chain


@dataclass(frozen=True)
class Note:
    """What an entry tells.

    `subject` is the id of what something was done to; `digest` is of its canonical bytes as they are now, empty where the entry tells no
    content; `facts` are plain JSON values, nothing personal among them.
    """

    action: str
    subject: object
    digest: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


def record(*, chain_id: UUID, actor: UUID | None, action: str, subject: object, digest: str = "", now: datetime, **facts: object) -> Entry:
    """Append one entry: see `record_all` and `Note`."""
    [entry] = record_all([Note(action, subject, digest, facts)], chain_id=chain_id, actor=actor, now=now)
    return entry


@transaction.atomic(savepoint=False)
def record_all(notes: Sequence[Note], *, chain_id: UUID, actor: UUID | None, now: datetime) -> list[Entry]:
    """Append entries in this order, in the transaction of the action that they tell of.

    Args:
        actor: the pseudonym of who did it in this chain; None for the program or its operator.
    """
    chain = Chain.objects.select_for_update().get(pk=chain_id)
    entries = [appended(note, chain, actor=actor, now=now) for note in notes]
    Entry.objects.bulk_create(entries)
    chain.save(update_fields=["length", "head"])
    return entries


def appended(note: Note, chain: Chain, *, actor: UUID | None, now: datetime) -> Entry:
    """The next entry, not stored yet: the chain has its length and head already."""
    values = {
        "v": V,
        "number": chain.length + 1,
        "actor": actor,
        "salt": secrets.token_hex(SALT_BYTES) if actor else "",
        "action": note.action,
        "subject": str(note.subject),
        "digest": note.digest,
        "facts": dict(note.facts),
        "at": now,
        "previous": chain.head,
    }
    entry = Entry(chain=chain, hash=entry_hash(values, chain=chain.name), **values)
    chain.length, chain.head = entry.number, entry.hash
    return entry
