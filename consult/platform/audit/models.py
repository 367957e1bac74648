"""The record: chains of entries, each holding the hash of the one before."""

from uuid import uuid4

from django.db.models import (
    PROTECT,
    BigAutoField,
    CharField,
    DateTimeField,
    ForeignKey,
    JSONField,
    Model,
    PositiveBigIntegerField,
    PositiveSmallIntegerField,
    UniqueConstraint,
    UUIDField,
)

NOTHING_BEFORE = "0" * 64
SITE = "site"  # the name of the chain for what belongs to no consultation


class Chain(Model):
    """One chain of the record: one a consultation, and `site` for what belongs to none. Its row keeps length and head."""

    id = UUIDField(primary_key=True, default=uuid4)
    name = CharField(max_length=64, unique=True)
    length = PositiveBigIntegerField(default=0)
    head = CharField(max_length=64, default=NOTHING_BEFORE)  # hexadecimal SHA-256 of the last entry

    def __str__(self) -> str:
        return self.name


class Entry(Model):
    """That something was done. Nothing personal is in it: the actor is a pseudonym, the words are a digest."""

    id = BigAutoField(primary_key=True)
    chain = ForeignKey(Chain, on_delete=PROTECT, related_name="entries")
    number = PositiveBigIntegerField()  # 1, 2, 3… without gaps
    v = PositiveSmallIntegerField(default=1)  # how this entry was hashed
    actor = UUIDField(null=True)  # a pseudonym of this chain; empty: the program or its operator
    salt = CharField(max_length=32, blank=True, default="", db_default="")  # with which the actor is hashed, since v 2
    action = CharField(max_length=40)
    subject = CharField(max_length=64)  # id of what it was done to
    digest = CharField(max_length=64, blank=True)  # hexadecimal SHA-256 of the subject's canonical bytes
    facts = JSONField(default=dict)
    at = DateTimeField()
    previous = CharField(max_length=64)
    hash = CharField(max_length=64)

    class Meta:
        constraints = [UniqueConstraint(fields=["chain", "number"], name="one_entry_per_number")]
