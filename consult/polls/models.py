"""Polls and their options; ballots and who took part, in tables that nothing joins: open ones while people vote, closed ones after."""

from uuid import uuid4

from django.db.models import (
    PROTECT,
    CharField,
    CheckConstraint,
    DateTimeField,
    ForeignKey,
    Index,
    JSONField,
    Model,
    PositiveIntegerField,
    PositiveSmallIntegerField,
    Q,
    TextField,
    UniqueConstraint,
    UUIDField,
)

from consult.accounts.models import Person
from consult.consultations.models import Consultation
from consult.polls.rules import Kind, Status

KINDS = [(kind.value, kind.value) for kind in Kind]
STATUSES = [(status.value, status.value) for status in Status]


class Poll(Model):
    """A question with options, put to everybody who may vote in its consultation. Its rules are frozen and hashed when it opens."""

    id = UUIDField(primary_key=True, default=uuid4)
    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="polls")
    kind = CharField(max_length=10, choices=KINDS)
    status = CharField(max_length=6, choices=STATUSES, default=Status.DRAFT)
    language = CharField(max_length=8)  # of its words
    title = CharField(max_length=300)
    description = TextField(blank=True)
    created_at = DateTimeField()
    opened_at = DateTimeField(null=True)
    closed_at = DateTimeField(null=True)
    rules_sha256 = CharField(max_length=64, blank=True)  # of the rules, among which is the seed's hash
    seed = CharField(max_length=64, blank=True)  # 32 random bytes in hexadecimal digits; nobody is shown them before closing
    list_sha256 = CharField(max_length=64, blank=True)  # of all ballots
    eligible = PositiveIntegerField(null=True)  # accounts that could vote, at closing
    taking_part = PositiveIntegerField(null=True)
    tally = JSONField(null=True)  # an outcome as plain values; options by their ids
    seconds = PositiveIntegerField(null=True)  # that the count took, a begun one as a whole; of the machine, so it is not hashed

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="poll_kind_known"),
            CheckConstraint(
                condition=Q(status=Status.DRAFT, opened_at=None, closed_at=None, tally=None)
                | Q(status=Status.OPEN, opened_at__isnull=False, closed_at=None, tally=None)
                | Q(status=Status.CLOSED, opened_at__isnull=False, closed_at__isnull=False, tally__isnull=False),
                name="poll_tallied_when_closed",
            ),
            CheckConstraint(condition=Q(status=Status.DRAFT) | (~Q(rules_sha256="") & ~Q(seed="")), name="open_poll_has_frozen_rules"),
        ]
        indexes = [Index(fields=["consultation", "created_at"], name="poll_by_consultation")]

    def __str__(self) -> str:
        return self.title


class Option(Model):
    """What can be chosen."""

    id = UUIDField(primary_key=True, default=uuid4)
    poll = ForeignKey(Poll, on_delete=PROTECT, related_name="options")
    position = PositiveSmallIntegerField()
    title = CharField(max_length=300)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["poll", "position"], name="one_option_per_position"),
            UniqueConstraint(fields=["poll", "title"], name="one_option_per_title"),
        ]

    def __str__(self) -> str:
        return self.title


class AnyBallot(Model):
    """A ballot under its commitment. Nothing here, not even an order, leads to who cast it."""

    commitment = CharField(primary_key=True, max_length=64)  # hexadecimal SHA-256; see `ballots.commitment_of`
    choice = TextField()  # the canonical ballot

    class Meta:
        abstract = True


class Ballot(AnyBallot):
    """One that was cast in a poll that is open."""

    poll = ForeignKey(Poll, on_delete=PROTECT, related_name="ballots")


class ClosedBallot(AnyBallot):
    """One that was counted, stored in the order of the commitments."""

    poll = ForeignKey(Poll, on_delete=PROTECT, related_name="closed_ballots", db_index=False)  # the index below begins with it

    class Meta:
        indexes = [Index(fields=["poll", "choice"], name="closed_ballots_by_choice")]  # a count groups by it


class AnyParticipation(Model):
    """That a person took part in a poll. Nothing here, not even an order, leads to their ballot."""

    id = UUIDField(primary_key=True, default=uuid4)  # random: an automatic number would give the order of casting away

    class Meta:
        abstract = True


class Participation(AnyParticipation):
    """In a poll that is open."""

    poll = ForeignKey(Poll, on_delete=PROTECT, related_name="participations")
    person = ForeignKey(Person, on_delete=PROTECT, related_name="+")

    class Meta:
        constraints = [UniqueConstraint(fields=["poll", "person"], name="one_participation_per_person")]


class ClosedParticipation(AnyParticipation):
    """In one that is closed, stored in the order of the random ids."""

    poll = ForeignKey(Poll, on_delete=PROTECT, related_name="closed_participations")
    person = ForeignKey(Person, on_delete=PROTECT, related_name="+")

    class Meta:
        constraints = [UniqueConstraint(fields=["poll", "person"], name="one_closed_participation_per_person")]
