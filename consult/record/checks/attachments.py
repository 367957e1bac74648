"""Checking the files that came with submissions: what is recorded of each, where it stands, and the very bytes that lie in the storage."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from uuid import UUID

from consult.consultations.models import Consultation
from consult.discussion.canonical import attachment_digest, salted_bytes
from consult.discussion.models import Attachment, Submission
from consult.discussion.queries.attachments import bytes_of
from consult.discussion.rules import Status
from consult.record.checks.chains import Fault, Said
from consult.record.checks.comparisons import GONE, OTHER_WORDS, STILL_THERE, against
from consult.record.checks.people import Pseudonyms


def check_attachments(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Every file that was received, one after the other."""
    shown: Counter[UUID | None] = Counter()
    sent = Attachment.objects.filter(consultation=consultation, submission__isnull=False)
    for attachment in sent.defer("text", "words").order_by("created_at", "id").iterator(chunk_size=100):
        what, subject = f"attachment {attachment.pk}", str(attachment.pk)
        shown[attachment.submission_id] += attachment.status == Status.SHOWN
        yield from against(said, subject, attachment_digest(attachment), what=what)
        for how in faults_of(attachment, said, people):
            yield Fault(what, how, still=partial(is_kept, attachment.pk) if how == GONE else None)
    for wordless in sent.filter(read_at__isnull=False, words="").exclude(status=Status.ERASED).order_by("id").values_list("pk", flat=True):
        yield Fault(f"attachment {wordless}", OTHER_WORDS)
    yield from check_counts(consultation, shown)


def faults_of(attachment: Attachment, said: Said, people: Pseudonyms) -> Iterator[str]:
    """One file against its own hashes and against the record."""
    status, rule = said.attachments.get(str(attachment.pk), ("", None))
    if status != attachment.status:
        yield f"is {attachment.status}, and the record says {status or 'nothing'}"
    if attachment.status == Status.HIDDEN and attachment.rule != rule:
        yield "is hidden under another rule than the record says"
    if not people.fit(str(attachment.person_id), said.actors.get(str(attachment.pk))):
        yield "is by another author than the record says"
    if attachment.status == Status.ERASED:
        if attachment.name or attachment.file or attachment.file_sha256 or attachment.salt:
            yield STILL_THERE
        return
    yield from faults_of_bytes(attachment)


def faults_of_bytes(attachment: Attachment) -> Iterator[str]:
    """Whether what lies in the storage is what was received."""
    try:
        data = bytes_of(attachment)
    except FileNotFoundError:
        yield GONE
        return
    if salted_bytes(attachment.salt, data) != attachment.sha256 or sha256(data).hexdigest() != attachment.file_sha256:
        yield "its file is not the one that was received"
    if len(data) != attachment.size:
        yield "its file has another size than the record says"


def is_kept(attachment_id: UUID) -> bool:
    """Whether the file should be there now: nobody has erased it."""
    return Attachment.objects.filter(pk=attachment_id).exclude(status=Status.ERASED).exists()


def check_counts(consultation: Consultation, shown: Counter[UUID | None]) -> Iterator[Fault]:
    """Whether each submission counts its shown files right."""
    told: dict[UUID | None, int] = dict(Submission.objects.filter(consultation=consultation, files__gt=0).values_list("pk", "files"))
    for submission in sorted({*told, *shown}, key=str):
        if told.get(submission, 0) != shown[submission]:
            yield Fault(f"submission {submission}", "does not count its shown files right")
