"""What somebody with a hand in the database could change behind the record's back, and what has to be named for it."""

from collections.abc import Callable
from typing import Final
from uuid import uuid4

from django.db.models import Model

from consult.discussion.models import Post
from consult.moderation.models import Decision
from consult.platform.audit.canonical import entry_hash
from consult.platform.audit.models import NOTHING_BEFORE, Chain, Entry
from tests.consult.record.life import Life

Named = tuple[str, ...]  # the first fault, what and how; and what else is named
Tampering = Callable[[Life], Named]
TAMPERINGS: Final[dict[str, Tampering]] = {}
FIELDS: Final = ("v", "number", "actor", "salt", "action", "subject", "digest", "facts", "at", "previous")
TEXT: Final = "the text does not match its hash"
REASON: Final = "the reason does not match its hash"
OTHERWISE: Final = "is not what the record says"
NO_ENTRY: Final = "has no entry in the record"
NO_ROW: Final = "is in the record, and its row is gone"


def tampering(function: Tampering) -> Tampering:
    """Into the table, by its name."""
    TAMPERINGS[function.__name__.replace("_", " ")] = function
    return function


def change(row: Model, **values: object) -> None:
    """Write straight into the table."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def remove(row: Model) -> None:
    """Take a row out of its table, whatever points at it."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    rows._raw_delete(using=rows.db)


def mend(entry: Entry) -> None:
    """Make an entry's own hash right again."""
    entry.refresh_from_db()
    change(entry, hash=entry_hash({field: getattr(entry, field) for field in FIELDS}, chain=entry.chain.name))


def mend_all(chain: Chain) -> None:
    """Make the chain whole again, from its first entry to its row."""
    head = NOTHING_BEFORE
    for number, entry in enumerate(Entry.objects.filter(chain=chain).order_by("number"), start=1):
        change(entry, previous=head, number=number)
        mend(entry)
        head = Entry.objects.get(pk=entry.pk).hash
        change(chain, length=number, head=head)


def another(decision: Decision) -> Decision:
    """A decision that nobody took."""
    decision = Decision.objects.get(pk=decision.pk)
    decision.pk = uuid4()
    decision.save(force_insert=True)
    return decision


def subject(life: Life, row: Model) -> str:
    """How an entry is named whose row is gone."""
    return f"record {life.slug}, subject {row.pk}"


def thread(post: Post) -> str:
    """How a thread is named that does not count its posts right any more."""
    return f"thread {post.thread_id}"
