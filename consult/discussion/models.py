"""Submissions, threads, posts and their versions, receipts, and the numbered events of a thread."""

from uuid import uuid4

from django.db.models import (
    PROTECT,
    BooleanField,
    CharField,
    CheckConstraint,
    DateTimeField,
    ForeignKey,
    Index,
    JSONField,
    ManyToManyField,
    Model,
    PositiveBigIntegerField,
    PositiveIntegerField,
    PositiveSmallIntegerField,
    Q,
    TextField,
    UniqueConstraint,
    UUIDField,
)

from consult.accounts.models import Person
from consult.consultations.models import Consultation
from consult.discussion.rules import Channel, Event, Kind, Operation, ShownName, Stance, Status, ThreadKind
from consult.documents.models import Clause, Revision

KINDS = [(kind.value, kind.value) for kind in Kind]
STANCES = [(stance.value, stance.value) for stance in Stance]
OPERATIONS = [(operation.value, operation.value) for operation in Operation]
STATUSES = [(status.value, status.value) for status in Status]
CHANNELS = [(channel.value, channel.value) for channel in Channel]
EVENTS = [(event.value, event.value) for event in Event]
THREAD_KINDS = [(kind.value, kind.value) for kind in ThreadKind]
SHOWN_NAMES = [(name.value, name.value) for name in ShownName]


class Thread(Model):
    """Where posts stand: one a clause, a general one a consultation, and some over several clauses."""

    id = UUIDField(primary_key=True, default=uuid4)
    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="threads")
    kind = CharField(max_length=7, choices=THREAD_KINDS)
    clauses: ManyToManyField[Clause, "ThreadClause"] = ManyToManyField(Clause, through="ThreadClause", related_name="threads")
    last_seq = PositiveBigIntegerField(default=0)  # number of the last event
    counts = JSONField(default=dict)  # its shown posts by stance, with `total`, as of that event; what is none is left out
    created_at = DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["consultation"], condition=Q(kind=ThreadKind.GENERAL), name="one_general_thread"),
            CheckConstraint(condition=Q(kind__in=[kind.value for kind in ThreadKind]), name="thread_kind_known"),
        ]


class ThreadClause(Model):
    """That a thread is about a clause; `own` marks the one thread that belongs to the clause alone."""

    thread = ForeignKey(Thread, on_delete=PROTECT, related_name="places")
    clause = ForeignKey(Clause, on_delete=PROTECT, related_name="+")
    own = BooleanField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["thread", "clause"], name="a_thread_names_a_clause_once"),
            UniqueConstraint(fields=["clause"], condition=Q(own=True), name="one_own_thread_per_clause"),
        ]


class Submission(Model):
    """What arrived at one time from one author through one channel: one or many posts."""

    id = UUIDField(primary_key=True, default=uuid4)
    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="submissions")
    author = ForeignKey(Person, on_delete=PROTECT, null=True, related_name="submissions")
    entered_by = ForeignKey(Person, on_delete=PROTECT, null=True, related_name="+")  # an official, for what came on paper
    on_behalf_of = CharField(max_length=200, blank=True)
    channel = CharField(max_length=7, choices=CHANNELS)
    received_at = DateTimeField()

    class Meta:
        constraints = [CheckConstraint(condition=Q(channel__in=[channel.value for channel in Channel]), name="channel_known")]


class Receipt(Model):
    """The proof of what was received: a code its author keeps. One a submission, and one for each later version."""

    code = CharField(max_length=10, primary_key=True)
    submission = ForeignKey(Submission, on_delete=PROTECT, related_name="receipts")
    received_at = DateTimeField()

    def __str__(self) -> str:
        return self.code


class Post(Model):
    """One point of a submission, on one clause or on none. What can be edited lies in its versions."""

    id = UUIDField(primary_key=True, default=uuid4)
    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="posts")
    submission = ForeignKey(Submission, on_delete=PROTECT, related_name="posts")
    thread = ForeignKey(Thread, on_delete=PROTECT, related_name="posts")
    clause = ForeignKey(Clause, on_delete=PROTECT, null=True, related_name="posts")
    revision = ForeignKey(Revision, on_delete=PROTECT, null=True, related_name="+")  # the one its author saw
    kind = CharField(max_length=8, choices=KINDS)
    reply_to = ForeignKey("self", on_delete=PROTECT, null=True, related_name="replies")
    number = PositiveIntegerField(null=True)  # for citing; given when first shown
    status = CharField(max_length=10, choices=STATUSES)  # rules.post_status of its versions
    created_at = DateTimeField()

    received_as: str = ""  # code of its first receipt, where the action that took it in has just written it; not stored here

    class Meta:
        constraints = [
            UniqueConstraint(fields=["consultation", "number"], name="one_post_per_number"),
            CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="post_kind_known"),
            CheckConstraint(condition=Q(status__in=[status.value for status in Status]), name="post_status_known"),
            CheckConstraint(
                condition=Q(kind=Kind.REPLY, reply_to__isnull=False) | (~Q(kind=Kind.REPLY) & Q(reply_to__isnull=True)),
                name="a_reply_and_only_a_reply_answers",
            ),
        ]
        indexes = [
            Index(fields=["thread", "number"], name="post_by_thread"),
            Index(fields=["consultation", "status"], name="post_by_status"),
            Index(fields=["clause", "status"], name="post_by_clause"),
        ]

    def __str__(self) -> str:
        return str(self.number or self.id)


class PostVersion(Model):
    """What a post says, as first written or as edited, with the salt and hash of its words."""

    id = UUIDField(primary_key=True, default=uuid4)
    post = ForeignKey(Post, on_delete=PROTECT, related_name="versions")
    receipt = ForeignKey(Receipt, on_delete=PROTECT, related_name="versions")
    number = PositiveSmallIntegerField()
    status = CharField(max_length=10, choices=STATUSES)
    text = TextField(blank=True)
    html = TextField(blank=True)  # made from the text once, when it is written
    language = CharField(
        max_length=8, blank=True, default="", db_default=""
    )  # BCP 47, its author's when written; for readers, outside the digest
    stance = CharField(max_length=7, choices=STANCES, blank=True)
    operation = CharField(max_length=12, choices=OPERATIONS, blank=True)
    wording = TextField(blank=True)
    quote = JSONField(null=True)  # {exact, prefix, suffix} in the clause of the post's revision
    shown_name = CharField(max_length=8, choices=SHOWN_NAMES)
    name = CharField(max_length=120, blank=True)  # as shown
    salt = CharField(max_length=32, blank=True)
    sha256 = CharField(max_length=64)
    signals = JSONField(default=list)  # what screening saw: [{code, found}]
    rule = PositiveSmallIntegerField(null=True)  # number of the house rule under which it is hidden
    created_at = DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["post", "number"], name="one_version_per_number"),
            UniqueConstraint(fields=["post"], condition=Q(status=Status.SHOWN), name="one_shown_version_per_post"),
            UniqueConstraint(fields=["post"], condition=Q(status=Status.HELD), name="one_held_version_per_post"),
            CheckConstraint(condition=Q(status__in=[status.value for status in Status]), name="version_status_known"),
            CheckConstraint(condition=Q(stance="") | Q(stance__in=[stance.value for stance in Stance]), name="stance_known"),
        ]
        indexes = [Index(fields=["created_at"], condition=Q(status=Status.HELD), name="held_by_age")]


class ThreadEvent(Model):
    """Something the public saw happen in a thread, numbered 1, 2, 3… without gaps. It holds ids, no words."""

    thread = ForeignKey(Thread, on_delete=PROTECT, related_name="events")
    seq = PositiveBigIntegerField()
    type = CharField(max_length=10, choices=EVENTS)
    post = ForeignKey(Post, on_delete=PROTECT, related_name="+")
    at = DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["thread", "seq"], name="one_event_per_number")]
        indexes = [
            Index(fields=["at"], condition=Q(type=Event.POSTED.value), name="posted_by_time"),  # what became public lately
            Index(fields=["-at"], condition=Q(type__in=[Event.HIDDEN.value, Event.RESTORED.value]), name="event_of_a_moderator"),
        ]


class ListedWord(Model):
    """A word that has a post looked at before it is shown. An administrator keeps the list."""

    word = CharField(max_length=80, unique=True)
    note = CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.word
