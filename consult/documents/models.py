"""Documents of a consultation, their revisions, and clauses that keep their identity while their wording changes."""

from typing import ClassVar
from uuid import uuid4

from django.db.models import (
    PROTECT,
    BooleanField,
    CharField,
    CheckConstraint,
    DateTimeField,
    F,
    FloatField,
    ForeignKey,
    Index,
    JSONField,
    Model,
    OneToOneField,
    PositiveIntegerField,
    PositiveSmallIntegerField,
    Q,
    TextField,
    UniqueConstraint,
    UUIDField,
    Value,
)

from consult.accounts.models import Person
from consult.consultations.models import Consultation
from consult.documents.editing.operations import STEPS
from consult.documents.rules import DocumentRole, PaperKind, PaperStatus, RevisionKind, RevisionStatus
from consult.matching.links import LinkStatus

ROLES = [(role.value, role.value) for role in DocumentRole]
PAPER_KINDS = [(kind.value, kind.value) for kind in PaperKind]
PAPER_STATUSES = [(status.value, status.value) for status in PaperStatus]
LINK_STATUSES = [(status.value, status.value) for status in LinkStatus]
KINDS = [(kind.value, kind.value) for kind in RevisionKind]
STATUSES = [(status.value, status.value) for status in RevisionStatus]


class Document(Model):
    """The draft that is consulted on, or a document that supports it."""

    id = UUIDField(primary_key=True, default=uuid4)
    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="documents")
    role = CharField(max_length=10, choices=ROLES)
    created_at = DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["consultation"], condition=Q(role=DocumentRole.DRAFT), name="one_draft_per_consultation"),
            CheckConstraint(condition=Q(role__in=[role.value for role in DocumentRole]), name="document_role_known"),
        ]


class DocumentText(Model):
    """What a document is called in one language."""

    document = ForeignKey(Document, on_delete=PROTECT, related_name="texts")
    language = CharField(max_length=8)
    title = TextField()

    class Meta:
        constraints = [UniqueConstraint(fields=["document", "language"], name="one_document_text_per_language")]


class Paper(Model):
    """A supporting document as one file; the next takes its place, and none is deleted. People wrote with it before their eyes."""

    id = UUIDField(primary_key=True, default=uuid4)
    document = ForeignKey(Document, on_delete=PROTECT, related_name="papers")
    number = PositiveSmallIntegerField()
    kind = CharField(max_length=20, choices=PAPER_KINDS)
    status = CharField(max_length=9, choices=PAPER_STATUSES, default=PaperStatus.SHOWN)
    why = TextField(blank=True)  # it was withdrawn, for everybody to read
    name = CharField(max_length=120)  # of the file
    media_type = CharField(max_length=80)
    size = PositiveIntegerField()  # bytes
    file = CharField(max_length=64)  # where it lies (`consult.platform.files`)
    sha256 = CharField(max_length=64)  # of its bytes
    text = TextField(blank=True)  # what a worker read in it
    words = TextField(blank=True, default="", db_default="")  # what it is found by
    read_at = DateTimeField(null=True)
    created_at = DateTimeField()
    ended_at = DateTimeField(null=True)  # replaced or withdrawn

    class Meta:
        constraints = [
            UniqueConstraint(fields=["document", "number"], name="one_paper_per_number"),
            UniqueConstraint(fields=["document"], condition=Q(status=PaperStatus.SHOWN), name="one_shown_paper_per_document"),
            CheckConstraint(condition=Q(status__in=[status.value for status in PaperStatus]), name="paper_status_known"),
            CheckConstraint(
                condition=Q(status=PaperStatus.SHOWN, ended_at=None) | (~Q(status=PaperStatus.SHOWN) & Q(ended_at__isnull=False)),
                name="ended_has_its_instant",
            ),
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.name


class Revision(Model):
    """One state of a document. Once published it never changes; it holds the hash of its text and of the one before it."""

    id = UUIDField(primary_key=True, default=uuid4)
    document = ForeignKey(Document, on_delete=PROTECT, related_name="revisions")
    number = PositiveIntegerField()
    kind = CharField(max_length=10, choices=KINDS, default=RevisionKind.REGULAR)
    status = CharField(max_length=9, choices=STATUSES, default=RevisionStatus.DRAFT)
    language = CharField(max_length=8)
    format = CharField(max_length=80)  # media type of the file it was read from
    profile = CharField(max_length=20)  # drafting tradition it was read as
    warnings = JSONField(default=list)  # [{line, message, code, facts}], and page where there is one; those of 0.1 have only the first two
    pictures = JSONField(
        default=list, db_default=Value([], JSONField())
    )  # what stood beside its words: [{name, media_type, size, file, sha256, line}], in their order
    title = TextField(blank=True, default="", db_default="")  # what the draft is called once it is published; empty where that stays
    sha256 = CharField(max_length=64)
    previous = CharField(max_length=64, blank=True)  # sha256 of the published revision before it
    created_at = DateTimeField()
    published_at = DateTimeField(null=True)

    newest_number: int | None = None  # of the newest published one of the document, where a query has looked it up; not stored here

    class Meta:
        constraints = [
            UniqueConstraint(fields=["document", "number"], name="one_revision_per_number"),
            CheckConstraint(condition=Q(kind__in=[kind.value for kind in RevisionKind]), name="revision_kind_known"),
            CheckConstraint(
                condition=Q(status=RevisionStatus.DRAFT, published_at=None)
                | Q(status=RevisionStatus.PUBLISHED, published_at__isnull=False),
                name="published_has_its_instant",
            ),
        ]


class Source(Model):
    """The file that a revision was read from: for its officials, who compare the two. The record holds the hash of it."""

    revision = OneToOneField(Revision, on_delete=PROTECT, primary_key=True, related_name="source")
    name = CharField(max_length=200, blank=True)  # of the file; empty where the text was pasted
    text = TextField()  # of a text file as it came, with line feeds; of others a line a paragraph; what a warning calls line 3 is the third


class Reading(Model):
    """What was read, before anybody changed it: made with the first edit of a revision, which is made anew from it with each other."""

    revision = OneToOneField(Revision, on_delete=PROTECT, primary_key=True, related_name="reading")
    clauses = JSONField()  # [{id, parent, part, kind, number, label, heading, text, key, mark, line}] in order; ids are of clauses
    places = JSONField()  # {number of a doubt: id of the clause that it is about}


class Edit(Model):
    """One step in changing what was read: an operation, or that one was undone or redone. Rows are only ever added."""

    revision = ForeignKey(Revision, on_delete=PROTECT, related_name="edits")
    number = PositiveIntegerField()  # 1, 2, 3… in the revision; who edits names the last that they have seen
    name = CharField(max_length=10, choices=[(step, step) for step in STEPS])
    given = JSONField(default=dict)  # what the operation was given
    settles = JSONField(default=list)  # numbers of the doubts that it settles
    said = JSONField(default=dict)  # what the clauses in it were called, for people
    edited_by = ForeignKey(Person, on_delete=PROTECT, null=True, related_name="+")  # none: the operator
    edited_at = DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["revision", "number"], name="one_edit_per_number"),
            CheckConstraint(condition=Q(number__gte=1), name="edits_count_from_one"),
            CheckConstraint(condition=Q(name__in=STEPS), name="edit_name_known"),
        ]
        ordering: ClassVar = ["number"]


class Clause(Model):
    """A place in a document that people can talk about. It outlives its number and its wording."""

    id = UUIDField(primary_key=True, default=uuid4)
    document = ForeignKey(Document, on_delete=PROTECT, related_name="clauses")


class Wording(Model):
    """What a clause says, what it is numbered and where it stands, in one revision."""

    id = UUIDField(primary_key=True, default=uuid4)
    revision = ForeignKey(Revision, on_delete=PROTECT, related_name="wordings")
    clause = ForeignKey(Clause, on_delete=PROTECT, related_name="wordings")
    position = PositiveIntegerField()  # 1, 2, 3… in reading order
    parent = ForeignKey("self", on_delete=PROTECT, null=True, related_name="children")
    depth = PositiveSmallIntegerField()
    part = CharField(max_length=12)  # body, preamble, explanation, annex
    kind = CharField(max_length=16)
    key = CharField(max_length=160)  # the anchor in a page
    number = CharField(max_length=40, blank=True)
    label = TextField()  # as a reader writes it: "Pasal 7A ayat (2)"
    heading = TextField(blank=True)
    text = TextField(blank=True)  # the clause's own, without that of its parts
    line = PositiveIntegerField(null=True)  # of the source, where it begins
    mark = TextField(blank=True, default="", db_default="")  # the words of the source that became number and label
    words = TextField(blank=True, default="", db_default="")  # what it is found by (`searching`): roots and facets

    class Meta:
        constraints = [
            UniqueConstraint(fields=["revision", "clause"], name="one_wording_per_revision"),
            UniqueConstraint(fields=["revision", "position"], name="one_wording_per_position"),
            UniqueConstraint(fields=["revision", "key"], name="one_wording_per_key"),
            CheckConstraint(condition=~Q(parent=F("id")), name="no_wording_is_its_own_parent"),
        ]
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.label


class Matching(Model):
    """That a revision was matched with the published one before it: from which texts, and how far labels could be trusted."""

    revision = OneToOneField(Revision, on_delete=PROTECT, primary_key=True, related_name="matching")
    previous = ForeignKey(Revision, on_delete=PROTECT, related_name="+")
    sha256 = CharField(max_length=64)  # of the revision when it was matched; another one now: the links are of an older text
    trust = FloatField()  # from 0 to 1, how far labels say which clause is which
    step = PositiveIntegerField(default=0)  # of the last decision about its links; who decides names the last that they have seen
    matched_at = DateTimeField()


class ClauseLink(Model):
    """That a clause of the revision before is one of this revision, or that a clause is in one of them alone.

    Of a split several links have the same `old`, of a merge several have the same `new`; one of them carries the identity on. Until
    the revision is published its clauses may have ids of their own; then `new` of what carries on becomes the clause that `old` is.
    """

    revision = ForeignKey(Revision, on_delete=PROTECT, related_name="links")  # the newer one
    position = PositiveIntegerField()  # 1, 2, 3…: of several links of one clause the first counts
    old = ForeignKey(Clause, on_delete=PROTECT, null=True, related_name="+")
    new = ForeignKey(Clause, on_delete=PROTECT, null=True, related_name="+")
    status = CharField(max_length=9, choices=LINK_STATUSES)
    renumbered = BooleanField(default=False)
    score = FloatField()  # from 0 to 1, how sure the program was
    carries = BooleanField(default=False)  # the clause `old` goes on as `new`
    doubtful = BooleanField(default=False)  # as the program sees it: nothing is published while nobody has confirmed it
    confirmed_by = ForeignKey(Person, on_delete=PROTECT, null=True, related_name="+")  # none: the operator, or nobody yet
    confirmed_at = DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["revision", "old", "new"], name="one_link_per_pair"),
            UniqueConstraint(fields=["revision", "old"], condition=Q(carries=True), name="a_clause_goes_on_as_one"),
            UniqueConstraint(fields=["revision", "new"], condition=Q(carries=True), name="a_clause_carries_one_on"),
            CheckConstraint(condition=Q(old__isnull=False) | Q(new__isnull=False), name="a_link_names_a_clause"),
            CheckConstraint(condition=Q(status__in=[status.value for status in LinkStatus]), name="link_status_known"),
        ]
        indexes = [Index(fields=["revision"], condition=Q(doubtful=True, confirmed_at=None), name="open_link")]
        ordering: ClassVar = ["position"]
