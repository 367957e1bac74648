"""What could be changed of the chain itself, and what has to be named for it."""

from uuid import uuid4

from consult.platform.audit.models import Entry
from tests.cast import moment
from tests.consult.record.life import Life
from tests.consult.record.tampering.changes import NO_ENTRY, Named, change, mend, mend_all, remove, tampering


def last_entry(life: Life) -> Entry:
    """Of the chain: a withdrawal."""
    return Entry.objects.get(chain=life.chain, number=life.chain.length)


def middle_entry(life: Life) -> Entry:
    """Of the chain."""
    return Entry.objects.get(chain=life.chain, number=life.chain.length // 2)


def entry_after(entry: Entry) -> str:
    """How the next one is named."""
    return f"record {entry.chain.name}, entry {entry.number + 1}"


def swap(first: Entry, second: Entry) -> None:
    """Two entries trade places."""
    change(first, number=0)
    change(second, number=first.number)
    change(first, number=second.number)


def next_to(entry: Entry) -> Entry:
    """The entry after it."""
    return Entry.objects.get(chain=entry.chain, number=entry.number + 1)


def unsay(entry: Entry) -> None:
    """The entry tells of no status any more."""
    change(entry, facts={})


@tampering
def a_middle_entry_removed(life: Life) -> Named:
    entry = middle_entry(life)
    remove(entry)
    return f"record {life.slug}, entry {entry.number}", f"is missing; entry {entry.number + 1} stands in its place"


@tampering
def the_first_entry_removed(life: Life) -> Named:
    remove(Entry.objects.get(chain=life.chain, number=1))
    return f"record {life.slug}, entry 1", "is missing; entry 2 stands in its place"


@tampering
def the_last_entry_removed(life: Life) -> Named:
    entry = last_entry(life)
    remove(entry)
    return f"record {life.slug}, entry {entry.number}", f"is missing: the chain ends after {entry.number - 1}"


@tampering
def the_last_entry_removed_and_the_chain_mended(life: Life) -> Named:
    remove(last_entry(life))
    mend_all(life.chain)
    return life.named(life.withdrawn), "is withdrawn, and the record says shown", f"post {life.withdrawn.pk}"


@tampering
def a_middle_entry_removed_and_the_chain_mended(life: Life) -> Named:
    remove(life.entry("revision.imported"))
    remove(life.entry("revision.published"))
    mend_all(life.chain)
    return f"revision 1 of {life.slug}", NO_ENTRY


@tampering
def two_entries_swapped(life: Life) -> Named:
    entry = middle_entry(life)
    swap(entry, next_to(entry))
    return f"record {life.slug}, entry {entry.number}", "does not hold the hash of the entry before"


@tampering
def the_fact_of_an_entry(life: Life) -> Named:
    change(middle_entry(life), facts={})
    return f"record {life.slug}, entry {middle_entry(life).number}", "does not match its own hash"


@tampering
def the_actor_of_an_entry(life: Life) -> Named:
    change(middle_entry(life), actor=uuid4())
    return f"record {life.slug}, entry {middle_entry(life).number}", "does not match its own hash"


@tampering
def the_instant_of_an_entry(life: Life) -> Named:
    change(middle_entry(life), at=moment())
    return f"record {life.slug}, entry {middle_entry(life).number}", "does not match its own hash"


@tampering
def the_fact_of_an_entry_and_its_hash(life: Life) -> Named:
    change(middle_entry(life), facts={})
    mend(middle_entry(life))
    return entry_after(middle_entry(life)), "does not hold the hash of the entry before"


@tampering
def the_fact_of_the_last_entry_and_its_hash(life: Life) -> Named:
    change(last_entry(life), facts={})
    mend(last_entry(life))
    return f"record {life.slug}, entry {last_entry(life).number}", "is not the one that the chain's head names"


@tampering
def the_fact_of_an_entry_and_the_whole_chain(life: Life) -> Named:
    unsay(life.entry("post.withdrawn"))
    mend_all(life.chain)
    return life.named(life.withdrawn), "is withdrawn, and the record says shown", f"post {life.withdrawn.pk}"


@tampering
def the_head_of_the_chain(life: Life) -> Named:
    change(life.chain, head="0" * 64)
    return f"record {life.slug}, entry {life.chain.length}", "is not the one that the chain's head names"


@tampering
def the_length_of_the_chain(life: Life) -> Named:
    change(life.chain, length=life.chain.length + 1)
    return f"record {life.slug}, entry {life.chain.length}", f"is missing: the chain ends after {life.chain.length - 1}"
