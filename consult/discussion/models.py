"""Submissions, threads, posts and their versions, receipts, and the numbered events of a thread."""

from typing import ClassVar
from uuid import uuid4

from django.db.models import (
    CASCADE,
    PROTECT,
    BooleanField,
    CharField,
    CheckConstraint,
    DateTimeField,
    FloatField,
    ForeignKey,
    Index,
    JSONField,
    ManyToManyField,
    Model,
    OneToOneField,
    PositiveBigIntegerField,
    PositiveIntegerField,
    PositiveSmallIntegerField,
    Q,
    TextField,
    UniqueConstraint,
    UUIDField,
)

from consult.accounts.models import Person
from consult.anchoring.placement import PlacementState
from consult.consultations.models import Consultation
from consult.discussion.rules import (
    Channel,
    Event,
    Kind,
    Office,
    Operation,
    Outcome,
    PickedOutcome,
    PlacementVerdict,
    ShownName,
    Stance,
    Status,
    ThreadKind,
    ThreadStatus,
)
from consult.documents.models import Clause, Revision

KINDS = [(kind.value, kind.value) for kind in Kind]
STANCES = [(stance.value, stance.value) for stance in Stance]
OPERATIONS = [(operation.value, operation.value) for operation in Operation]
STATUSES = [(status.value, status.value) for status in Status]
CHANNELS = [(channel.value, channel.value) for channel in Channel]
EVENTS = [(event.value, event.value) for event in Event]
OUTCOMES = [(outcome.value, outcome.value) for outcome in Outcome]
OFFICES = [(office.value, office.value) for office in Office]
THREAD_STATUSES = [(status.value, status.value) for status in ThreadStatus]
THREAD_KINDS = [(kind.value, kind.value) for kind in ThreadKind]
PLACEMENT_STATES = [(state.value, state.value) for state in PlacementState]
PICKED = [(outcome.value, outcome.value) for outcome in PickedOutcome]
VERDICTS = [(verdict.value, verdict.value) for verdict in PlacementVerdict]
SHOWN_NAMES = [(name.value, name.value) for name in ShownName]


class Thread(Model):
    """Where posts stand: one a clause, a general one a consultation, and some over several clauses."""

    id = UUIDField(primary_key=True, default=uuid4)
    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="threads")
    kind = CharField(max_length=7, choices=THREAD_KINDS)
    title = CharField(max_length=200, blank=True, default="", db_default="")  # of one over several clauses
    status = CharField(max_length=6, choices=THREAD_STATUSES, default=ThreadStatus.OPEN, db_default=ThreadStatus.OPEN.value)
    notice = TextField(blank=True, default="", db_default="")  # why it is locked, for everybody to read
    locked_at = DateTimeField(null=True)
    clauses: ManyToManyField[Clause, "ThreadClause"] = ManyToManyField(Clause, through="ThreadClause", related_name="threads")
    last_seq = PositiveBigIntegerField(default=0)  # number of the last event
    counts = JSONField(default=dict)  # its shown posts by stance, with `total`, as of that event; what is none is left out
    created_at = DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["consultation"], condition=Q(kind=ThreadKind.GENERAL), name="one_general_thread"),
            CheckConstraint(condition=Q(kind__in=[kind.value for kind in ThreadKind]), name="thread_kind_known"),
            CheckConstraint(condition=Q(status__in=[status.value for status in ThreadStatus]), name="thread_status_known"),
            CheckConstraint(
                condition=Q(status=ThreadStatus.OPEN, notice="", locked_at=None)
                | (Q(status=ThreadStatus.LOCKED, locked_at__isnull=False) & ~Q(notice="")),
                name="locked_says_why_and_since_when",
            ),
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
    files = PositiveSmallIntegerField(default=0, db_default=0)  # of its attachments, those that are shown: public while one of its posts is
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
    office = CharField(max_length=9, choices=OFFICES, blank=True, default="", db_default="")  # of a reply by the team
    reply_to = ForeignKey("self", on_delete=PROTECT, null=True, related_name="replies")
    number = PositiveIntegerField(null=True)  # for citing; given when first shown
    status = CharField(max_length=10, choices=STATUSES)  # rules.post_status of its versions
    supported = PositiveIntegerField(default=0, db_default=0)  # by how many people
    flagged = PositiveIntegerField(default=0, db_default=0)  # flags that no moderator has answered
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
            CheckConstraint(
                condition=Q(office="") | Q(office__in=[office.value for office in Office], kind=Kind.REPLY), name="office_known"
            ),
        ]
        indexes = [
            Index(fields=["thread", "number"], name="post_by_thread"),
            Index(fields=["consultation", "status"], name="post_by_status"),
            Index(fields=["clause", "status"], name="post_by_clause"),
            Index(fields=["consultation"], condition=Q(flagged__gt=0), name="flagged_post"),
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
    quote = JSONField(null=True)  # {exact, prefix, suffix, start, end} in the clause of the post's revision
    shown_name = CharField(max_length=8, choices=SHOWN_NAMES)
    name = CharField(max_length=120, blank=True)  # as shown
    salt = CharField(max_length=32, blank=True)
    sha256 = CharField(max_length=64)
    signals = JSONField(default=list)  # what screening saw: [{code, found}]
    rule = PositiveSmallIntegerField(null=True)  # number of the house rule under which it is hidden
    shown_at = DateTimeField(null=True)  # when it was first public; outside the digest
    words = TextField(blank=True, default="", db_default="")  # what it is found by (`searching`): roots and facets; goes with the text
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


class Placement(Model):
    """Where a post stands in a later revision than the one that its author saw. One row for each post and revision, never changed.

    It stands in the thread in which it was written, whatever becomes of its clause.
    """

    id = UUIDField(primary_key=True, default=uuid4)
    post = ForeignKey(Post, on_delete=PROTECT, related_name="placements")
    revision = ForeignKey(Revision, on_delete=PROTECT, related_name="placements")
    version = ForeignKey(PostVersion, on_delete=PROTECT, related_name="+")  # whose quote was looked for
    state = CharField(max_length=11, choices=PLACEMENT_STATES)
    clause = ForeignKey(Clause, on_delete=PROTECT, null=True, related_name="+")  # none: the post is on the draft as a whole, or orphaned
    start = PositiveIntegerField(null=True)  # of its words in the text of the clause with its parts, in code points
    end = PositiveIntegerField(null=True)
    score = FloatField()  # from 0 to 1, how sure the program was
    elsewhere = BooleanField(default=False)  # found in a clause that is not linked to its own
    placed_at = DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["post", "revision"], name="one_placement_per_revision"),
            CheckConstraint(condition=Q(state__in=[state.value for state in PlacementState]), name="placement_state_known"),
            CheckConstraint(condition=Q(start=None, end=None) | Q(start__isnull=False, end__isnull=False), name="a_span_has_two_ends"),
        ]
        indexes = [Index(fields=["revision", "state"], name="placement_by_state"), Index(fields=["clause"], name="placement_by_clause")]


class PlacementDecision(Model):
    """What a person says of a placement that the program was not sure of. It is said once."""

    id = UUIDField(primary_key=True, default=uuid4)
    placement = OneToOneField(Placement, on_delete=PROTECT, related_name="decision")
    verdict = CharField(max_length=11, choices=VERDICTS)
    decided_by = ForeignKey(Person, on_delete=PROTECT, null=True, related_name="+")  # none: the operator
    decided_at = DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(verdict__in=[verdict.value for verdict in PlacementVerdict]), name="placement_verdict_known")
        ]


class PickedProposal(Model):
    """A proposal that an official has picked for a revision, and whether its words are in the draft."""

    id = UUIDField(primary_key=True, default=uuid4)
    revision = ForeignKey(Revision, on_delete=CASCADE, related_name="picked")  # thrown away unpublished, it takes what was picked along
    post = ForeignKey(Post, on_delete=PROTECT, related_name="picked")
    version = ForeignKey(PostVersion, on_delete=PROTECT, related_name="+")  # whose wording was looked at
    outcome = CharField(max_length=8, choices=PICKED)
    settled_by = ForeignKey(Person, on_delete=PROTECT, null=True, related_name="+")  # of a conflict; none: the operator, or nobody
    settled_at = DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["revision", "post"], name="picked_once_per_revision"),
            CheckConstraint(condition=Q(outcome__in=[outcome.value for outcome in PickedOutcome]), name="picked_outcome_known"),
        ]


class ThreadEvent(Model):
    """Something the public saw happen in a thread, numbered 1, 2, 3… without gaps. It holds ids, no words."""

    thread = ForeignKey(Thread, on_delete=PROTECT, related_name="events")
    seq = PositiveBigIntegerField()
    type = CharField(max_length=10, choices=EVENTS)
    post = ForeignKey(Post, on_delete=PROTECT, related_name="+")
    at = DateTimeField()
    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="events", null=True)  # null: told before there was `nth`
    nth = PositiveBigIntegerField(null=True)  # its number among all events of the consultation: 1, 2, 3… without gaps, too

    class Meta:
        constraints = [
            UniqueConstraint(fields=["thread", "seq"], name="one_event_per_number"),
            UniqueConstraint(fields=["consultation", "nth"], name="one_event_of_all_per_number"),
        ]
        indexes = [
            Index(fields=["at"], condition=Q(type=Event.POSTED.value), name="posted_by_time"),  # what became public lately
            Index(fields=["-at"], condition=Q(type__in=[Event.HIDDEN.value, Event.RESTORED.value]), name="event_of_a_moderator"),
        ]


class Support(Model):
    """One person's "I agree" with one post."""

    id = UUIDField(primary_key=True, default=uuid4)
    post = ForeignKey(Post, on_delete=PROTECT, related_name="supports")
    person = ForeignKey(Person, on_delete=PROTECT, related_name="+")
    version = ForeignKey(PostVersion, on_delete=PROTECT, related_name="+")  # what the person saw
    created_at = DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["post", "person"], name="support_once_per_person")]


class Flag(Model):
    """That a reader asks a moderator to look at a post. It hides nothing; the post stands before the queue until somebody answers it."""

    id = UUIDField(primary_key=True, default=uuid4)
    post = ForeignKey(Post, on_delete=PROTECT, related_name="flags")
    person = ForeignKey(Person, on_delete=PROTECT, related_name="+")
    version = ForeignKey(PostVersion, on_delete=PROTECT, related_name="+")  # what the person saw
    rule = PositiveSmallIntegerField()  # number of the house rule that they think it breaks
    text = TextField(blank=True)  # for the moderators alone
    salt = CharField(max_length=32, blank=True)
    sha256 = CharField(max_length=64)  # of salt and text
    created_at = DateTimeField()
    answered_at = DateTimeField(null=True)  # when a moderator decided about the post, or let it stand
    outcome = CharField(max_length=8, choices=OUTCOMES, blank=True, default="", db_default="")  # what answered it; empty while nothing has

    class Meta:
        constraints = [
            UniqueConstraint(fields=["version", "person"], name="flag_once_per_version"),
            UniqueConstraint(fields=["post", "person"], condition=Q(answered_at=None), name="one_open_flag_per_person"),
            CheckConstraint(
                condition=Q(outcome="") | Q(answered_at__isnull=False, outcome__in=[outcome.value for outcome in Outcome]),
                name="flag_outcome_is_of_an_answer",
            ),
        ]
        indexes = [Index(fields=["created_at"], condition=Q(answered_at=None), name="open_flag_by_age")]


class Draft(Model):
    """What somebody has written and not sent: their letter on a consultation. A visitor's has nobody yet, and is found by its id."""

    id = UUIDField(primary_key=True, default=uuid4)
    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="+")
    person = ForeignKey(Person, on_delete=PROTECT, null=True, related_name="drafts")
    on_behalf_of = CharField(max_length=200, blank=True)
    shown_name = CharField(max_length=8, choices=SHOWN_NAMES, default=ShownName.WITHHELD)
    created_at = DateTimeField()
    changed_at = DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["consultation", "person"], name="one_draft_per_person")]
        indexes = [Index(fields=["changed_at"], name="draft_age")]


class Point(Model):
    """One point of a letter that is not sent yet."""

    id = UUIDField(primary_key=True, default=uuid4)
    draft = ForeignKey(Draft, on_delete=CASCADE, related_name="points")
    position = PositiveSmallIntegerField()  # 1, 2, 3… in the order of the letter
    thread = ForeignKey(Thread, on_delete=PROTECT, related_name="+")
    clause = ForeignKey(Clause, on_delete=PROTECT, null=True, related_name="+")
    revision = PositiveIntegerField()  # number of the one that its author saw
    reply_to = ForeignKey(Post, on_delete=PROTECT, null=True, related_name="+")
    said = JSONField()  # the fields of rules.Contribution but the shown name, as plain values
    created_at = DateTimeField()

    class Meta:
        ordering: ClassVar = ["position", "created_at"]


class Attachment(Model):
    """A file that came with a submission; before that, one that lies with a letter which is not sent, or that its sender will name in one.

    It is public where it is `shown` itself and a post of its submission is shown (`attachments.public`); nothing else of it is.
    """

    id = UUIDField(primary_key=True, default=uuid4)
    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="attachments")
    person = ForeignKey(Person, on_delete=PROTECT, null=True, related_name="attachments")  # none: a visitor's, until they have signed in
    draft = ForeignKey(Draft, on_delete=CASCADE, null=True, related_name="attachments")
    submission = ForeignKey(Submission, on_delete=PROTECT, null=True, related_name="attachments")
    name = CharField(max_length=120, blank=True)  # as its sender calls it, cleaned
    media_type = CharField(max_length=80)
    size = PositiveIntegerField()  # bytes
    file = CharField(max_length=64, blank=True)  # where it lies (`consult.platform.files`)
    file_sha256 = CharField(max_length=64, blank=True)  # of its bytes alone: anybody who has it can compare
    salt = CharField(max_length=32, blank=True)
    sha256 = CharField(max_length=64)  # of salt and bytes; it stays when all the others are gone
    status = CharField(max_length=10, choices=STATUSES, default=Status.HELD)
    rule = PositiveSmallIntegerField(null=True)  # number of the house rule under which it is hidden
    signals = JSONField(default=list)  # what screening saw in its name and words: [{code, found}]
    text = TextField(blank=True)  # what a worker read in it; empty for a picture
    words = TextField(blank=True, default="", db_default="")  # what it is found by: roots and facets
    read_at = DateTimeField(null=True)  # when a worker looked for its text
    created_at = DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(draft=None) | Q(submission=None), name="a_file_lies_in_one_place"),
            CheckConstraint(condition=Q(status__in=[status.value for status in Status]), name="attachment_status_known"),
            CheckConstraint(condition=Q(submission__isnull=False) | Q(status=Status.HELD), name="what_is_not_sent_is_not_shown"),
        ]
        indexes = [Index(fields=["created_at"], condition=Q(submission=None), name="unsent_file_age")]
        ordering: ClassVar = ["created_at", "id"]

    def __str__(self) -> str:
        return self.name


class ListedWord(Model):
    """A word that has a post looked at before it is shown. An administrator keeps the list."""

    word = CharField(max_length=80, unique=True)
    note = CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.word
