"""Add a supporting document, replace its file by another, or withdraw it: each is noted in the record, and no file is deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from consult.access import Right
from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import require
from consult.documents.actions.record_entries import name_in_record
from consult.documents.canonical import paper_digest
from consult.documents.jobs import read_paper
from consult.documents.models import Document, DocumentText, Paper
from consult.documents.rules import DocumentRole, PaperKind, PaperStatus
from consult.errors import BadInput, NotFound, NotPossible
from consult.platform import files, idempotency, jobs
from consult.platform.audit.actions import record
from consult.platform.markup import clean_text, one_line
from consult.platform.uploads import DRAFT_BYTES, SUPPORTING, Admitted, admit

TITLE_LIMIT: Final = 300  # characters
WHY_LEAST: Final = 10
WHY_LIMIT: Final = 1_000
MOST: Final = 50  # supporting documents of a consultation


@dataclass(frozen=True)
class Stored:
    """A file that was let in and lies in the storage."""

    admitted: Admitted
    place: str


def upload_supporting(
    *,
    actor: Viewer,
    slug: str,
    document_id: UUID | None,
    kind: PaperKind,
    title: str,
    language: str,
    data: bytes,
    name: str,
    now: datetime,
    key: str | None = None,
) -> Paper:
    """Add a supporting document to the consultation; or, with the id of one, put a file in the place of its file.

    It goes through the gate and into the storage before anything is locked.

    Args:
        title: what it is called, in `language`; of one that is replaced, its title from now on.
        name: the file's.
        key: see `once.action`.

    Raises:
        NotFound, NotAllowed: see `rights.require`; or the consultation has no such document.
        NotPossible: it has as many as it can have, or the document is withdrawn.
        BadInput: `title`, or see `uploads.admit`.
    """
    asked = {"slug": slug, "document_id": document_id, "kind": kind, "title": title, "language": language, "name": name}
    asked["sent_sha256"] = sha256(data).hexdigest()
    if idempotency.used(key, by=actor):
        return store_paper(actor=actor, now=now, prepared=None, key=key, **asked)
    require(actor, Right.DRAFT_IMPORT, at=consultation_of(slug, viewer=actor, now=now), now=now)
    checked_title(title)
    admitted = admit(data, name=name, kinds=SUPPORTING, most=DRAFT_BYTES)
    with files.kept(admitted.data) as place:
        paper = store_paper(actor=actor, now=now, prepared=Stored(admitted, place), key=key, **asked)
    if paper.file != place:  # the same request came twice at once, and the other was first
        files.remove([place])
    return paper


@idempotency.action
def store_paper(
    *,
    actor: Viewer,
    slug: str,
    document_id: UUID | None,
    kind: PaperKind,
    title: str,
    language: str,
    name: str,
    sent_sha256: str,
    prepared: Stored | None,
    now: datetime,
) -> Paper:
    """Write the row of a file that lies in the storage: `prepared`, or None where the key says that it was written before.

    Args:
        sent_sha256: by which a request that comes again is known; of the file as it was sent, which nobody keeps.

    Raises:
        NotFound, NotAllowed, NotPossible, BadInput: see `upload_supporting`.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    if prepared is None:
        raise NotPossible("once.gone")
    document = existing(document_id, at=consultation) if document_id else new_document(consultation, now=now)
    before = document.papers.order_by("-number").first()
    if before is not None:
        end(before, PaperStatus.REPLACED, now=now)
    name_it(document, consultation, checked_title(title), language, actor=actor, is_new=before is None, now=now)
    paper = Paper.objects.create(
        document=document,
        number=before.number + 1 if before else 1,
        kind=kind,
        name=prepared.admitted.name,
        media_type=prepared.admitted.media_type,
        size=len(prepared.admitted.data),
        file=prepared.place,
        sha256=sha256(prepared.admitted.data).hexdigest(),
        created_at=now,
    )
    write_down(paper, consultation, actor=actor, action="paper.added", now=now, others=[before] if before else ())
    jobs.enqueue(read_paper, str(paper.pk))
    return paper


@idempotency.action
def withdraw_supporting(*, actor: Viewer, slug: str, document_id: UUID, why: str, now: datetime) -> Paper:
    """Take a supporting document from the public, with every file that it ever had; they stay for the team.

    Args:
        why: for everybody to read.

    Returns the file that was the document's until now.

    Raises:
        NotFound, NotAllowed: see `rights.require`; or the consultation has no such document.
        NotPossible: it is withdrawn already.
        BadInput: `why` says too little or too much.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    reason = clean_text(why).strip()
    if not WHY_LEAST <= len(reason) <= WHY_LIMIT:
        raise BadInput("supporting.why", field="why", least=WHY_LEAST, limit=WHY_LIMIT)
    document = existing(document_id, at=consultation)
    paper, *earlier = document.papers.order_by("-number").defer("text", "words")
    paper.why = reason
    end(paper, PaperStatus.WITHDRAWN, now=now)
    for one in earlier:
        end(one, PaperStatus.WITHDRAWN, now=one.ended_at or now)  # since when it is the document's no more stays known
    write_down(paper, consultation, actor=actor, action="paper.withdrawn", now=now, others=earlier)
    return paper


def checked_title(title: str) -> str:
    """The title as it is stored.

    Raises:
        BadInput: there is none, or it is too long.
    """
    called = one_line(title[: 4 * TITLE_LIMIT])
    if not called or len(called) > TITLE_LIMIT:
        raise BadInput("supporting.title", field="title", limit=TITLE_LIMIT)
    return called


def existing(document_id: UUID, *, at: Consultation) -> Document:
    """A supporting document of the consultation that is not withdrawn.

    Raises:
        NotFound: it has none with that id.
        NotPossible: it is withdrawn.
    """
    document = Document.objects.filter(pk=document_id, consultation=at, role=DocumentRole.SUPPORTING).first()
    if document is None:
        raise NotFound
    if not document.papers.filter(status=PaperStatus.SHOWN).exists():
        raise NotPossible("supporting.withdrawn")
    return document


def new_document(consultation: Consultation, *, now: datetime) -> Document:
    """A further supporting document, without a title yet.

    Raises:
        NotPossible: there are as many as there can be.
    """
    if Document.objects.filter(consultation=consultation, role=DocumentRole.SUPPORTING).count() >= MOST:
        raise NotPossible("supporting.full", limit=MOST)
    return Document.objects.create(consultation=consultation, role=DocumentRole.SUPPORTING, created_at=now)


def name_it(
    document: Document, consultation: Consultation, title: str, language: str, *, actor: Viewer, is_new: bool, now: datetime
) -> None:
    """Give the document its title, where it has not got it, and write that down."""
    if not is_new and document.texts.filter(language=language, title=title).exists():
        return
    document.texts.all().delete()
    DocumentText.objects.create(document=document, language=language, title=title)
    name_in_record(document, consultation, actor=actor, action="document.created" if is_new else "document.renamed", now=now)


def end(paper: Paper, status: PaperStatus, *, now: datetime) -> None:
    """It is the document's file no more."""
    paper.status, paper.ended_at = status, now
    paper.save(update_fields=["status", "why", "ended_at"])


def write_down(
    paper: Paper, consultation: Consultation, *, actor: Viewer, action: str, now: datetime, others: Sequence[Paper] = ()
) -> None:
    """What was done with the file, and where the others stand that changed with it."""
    papers = {str(each.pk): PaperStatus(each.status).value for each in (paper, *others)}
    by = pseudonym(actor, chain_id=consultation.chain_id)
    record(chain_id=consultation.chain_id, actor=by, action=action, subject=paper.pk, digest=paper_digest(paper), now=now, papers=papers)
