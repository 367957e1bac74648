"""What can be done with documents: import a draft, publish a revision."""

from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from consult import once
from consult.access import Right
from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.audit.actions import record
from consult.consultations.actions import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.documents.canonical import document_digest, revision_digest
from consult.documents.models import Clause, Document, DocumentText, Revision, Wording
from consult.documents.parsing.clauses import ParsedDraft
from consult.documents.parsing.parse import parse_draft
from consult.documents.rules import DocumentRole, RevisionStatus
from consult.errors import NotPossible, refusal_of
from consult.markup import one_line


@once.action
def import_draft(*, actor: Viewer, slug: str, data: bytes, name: str, title: str, profile: str, now: datetime) -> Revision:
    """The consultation's draft, read from the bytes of a file, as its revision 1, not yet published.

    Args:
        name: the file's name, for messages.
        title: what the draft is called; where it is empty, what the file says.
        profile: the drafting tradition, or "auto".

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        BadInput: the file cannot be read, or there is a draft already.
    """
    parsed = parse_draft(data, name=name, profile=profile)
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    document = new_draft(consultation, now=now)
    DocumentText.objects.create(document=document, language=parsed.language, title=one_line(title) or parsed.title or one_line(name))
    revision = new_revision(document, parsed, now=now)
    name_in_record(document, consultation, actor=actor, now=now)
    write_down(revision, consultation, actor=actor, action="revision.imported", now=now)
    return revision


def new_draft(consultation: Consultation, *, now: datetime) -> Document:
    """The document in the role of the draft.

    Raises:
        BadInput: there is one already.
    """
    try:
        with transaction.atomic():  # a savepoint: what the database says of a second draft becomes a refusal
            return Document.objects.create(consultation=consultation, role=DocumentRole.DRAFT, created_at=now)
    except IntegrityError as error:
        raise refusal_of(error) or error from error


def new_revision(document: Document, parsed: ParsedDraft, *, now: datetime) -> Revision:
    """A revision with new clauses and their wordings."""
    revision = Revision(
        document=document,
        number=1,
        language=parsed.language,
        format=parsed.format,
        profile=parsed.profile,
        warnings=[{"line": warning.line, "message": warning.message} for warning in parsed.warnings],
        created_at=now,
    )
    wordings = worded(revision, parsed)
    revision.sha256 = revision_digest(revision, wordings)
    revision.save()
    Clause.objects.bulk_create(wording.clause for wording in wordings)
    Wording.objects.bulk_create(wordings)
    return revision


def worded(revision: Revision, parsed: ParsedDraft) -> list[Wording]:
    """A wording for each clause that was read, in order, each with a clause of its own."""
    ids = {clause.key: uuid4() for clause in parsed.clauses}
    return [
        Wording(
            id=ids[clause.key],
            revision=revision,
            clause=Clause(document=revision.document),
            position=position,
            parent_id=ids[clause.parent] if clause.parent else None,
            depth=clause.depth,
            part=clause.part,
            kind=clause.kind,
            key=clause.key,
            number=clause.number,
            label=clause.label,
            heading=clause.heading,
            text=clause.text,
        )
        for position, clause in enumerate(parsed.clauses, start=1)
    ]


@transaction.atomic(savepoint=False)
def publish(revision: Revision, *, consultation: Consultation, actor: Viewer, now: datetime) -> None:
    """Make the revision public, for good. Called by `discussion.actions.publish_revision`, which opens the threads.

    Raises:
        NotPossible: it is published already.
    """
    if revision.status == RevisionStatus.PUBLISHED:
        raise NotPossible("draft.published")
    revision.status, revision.published_at = RevisionStatus.PUBLISHED, now
    revision.save(update_fields=["status", "published_at"])
    write_down(revision, consultation, actor=actor, action="revision.published", now=now)


def name_in_record(document: Document, consultation: Consultation, *, actor: Viewer, now: datetime) -> None:
    """Append what the document is and what it is called to the consultation's chain."""
    record(
        chain_id=consultation.chain_id,
        actor=pseudonym(actor, chain_id=consultation.chain_id),
        action="document.created",
        subject=document.id,
        digest=document_digest(document),
        now=now,
    )


def write_down(revision: Revision, consultation: Consultation, *, actor: Viewer, action: str, now: datetime) -> None:
    """Append what was done with the revision to the consultation's chain."""
    record(
        chain_id=consultation.chain_id,
        actor=pseudonym(actor, chain_id=consultation.chain_id),
        action=action,
        subject=revision.id,
        digest=revision.sha256,
        now=now,
        number=revision.number,
        statuses={str(revision.id): revision.status},
    )
