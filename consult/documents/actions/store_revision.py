"""Storing what was read as a revision: its clauses, their wordings, its warnings, and how it is linked to the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.documents.actions.record_entries import name_in_record
from consult.documents.canonical import revision_digest
from consult.documents.clause_index import with_words
from consult.documents.clause_links import stored_links
from consult.documents.models import Clause, ClauseLink, Document, DocumentText, Matching, Revision, Wording
from consult.documents.queries import draft_of
from consult.documents.rules import DocumentRole, RevisionKind, RevisionStatus
from consult.errors import NotPossible
from consult.formats.outline.clauses import ParsedDraft
from consult.formats.outline.doubts import Doubt
from consult.matching.links import Matched


@dataclass(frozen=True, slots=True)
class Following:
    """Where a revision comes in. previous: the published one before it; None for the first. title: what the draft is called with it."""

    document: Document
    previous: Revision | None = None
    kind: RevisionKind = RevisionKind.REGULAR
    title: str = ""

    @property
    def number(self) -> int:
        """The number of the revision: what was thrown away was never public, so its number is free."""
        return self.previous.number + 1 if self.previous else 1

    @property
    def sha256(self) -> str:
        """The hash of the text before it; empty where there is none."""
        return self.previous.sha256 if self.previous else ""


def newest_published(document: Document | None) -> Revision | None:
    """The published revision of the draft that the next one follows.

    Raises:
        NotPossible: a revision waits there; what was not looked at is not replaced unseen.
    """
    revisions = list(document.revisions.order_by("-number")) if document else []
    if any(revision.status == RevisionStatus.DRAFT for revision in revisions):
        raise NotPossible("draft.waiting")
    return next(iter(revisions), None)


def draft_called(title: str, *, otherwise: str, at: Consultation, language: str, actor: Viewer, now: datetime) -> Document:
    """The document in the role of the draft: made now, or the one that is there.

    It is called `title`, or `otherwise` where none is given; one that is public keeps what it is called until the next is published.
    """
    known = draft_of(at)
    if known is not None and known.revisions.filter(status=RevisionStatus.PUBLISHED).exists():
        return known
    if known is not None:
        known.texts.all().delete()
    document = known or Document.objects.create(consultation=at, role=DocumentRole.DRAFT, created_at=now)
    DocumentText.objects.create(document=document, language=language, title=title or otherwise)
    name_in_record(document, at, actor=actor, action="document.renamed" if known else "document.created", now=now)
    return document


def new_revision(place: Following, parsed: ParsedDraft, *, pictures: Sequence[dict[str, object]], now: datetime) -> Revision:
    """A revision with new clauses and their wordings."""
    revision = Revision(
        document=place.document,
        number=place.number,
        kind=place.kind,
        language=parsed.language,
        format=parsed.format,
        profile=parsed.profile,
        warnings=[stored(doubt) for doubt in parsed.warnings],
        pictures=list(pictures),
        title=place.title if place.previous else "",
        previous=place.sha256,
        created_at=now,
    )
    wordings = worded(revision, parsed)
    revision.sha256 = revision_digest(revision, wordings)
    revision.save()
    Clause.objects.bulk_create(wording.clause for wording in wordings)
    Wording.objects.bulk_create(with_words(wordings))
    return revision


def stored(doubt: Doubt) -> dict[str, object]:
    """A warning as it is kept: the sentence in English for programs, code and facts for pages in any language."""
    return {**doubt.as_json(), "code": doubt.code, "facts": dict(doubt.facts)}


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
            line=clause.line,
            mark=clause.mark,
        )
        for position, clause in enumerate(parsed.clauses, start=1)
    ]


def link(revision: Revision, matched: Matched, *, previous: Revision, now: datetime) -> Matching:
    """Store how the revision is linked to the one before; the links name its clauses by their keys."""
    ids = dict(Wording.objects.filter(revision=revision).values_list("key", "clause_id"))
    ClauseLink.objects.bulk_create(stored_links(revision, matched.links, ids=ids))
    return Matching.objects.create(revision=revision, previous=previous, sha256=revision.sha256, trust=matched.trust, matched_at=now)
