"""What can be asked about documents. Only published revisions are readable; the rest is not found."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import of_team, seen
from consult.consultations.rights import may, require
from consult.documents.models import ClauseLink, Document, Revision, Wording
from consult.documents.rules import DocumentRole, RevisionStatus
from consult.errors import BadInput, NotFound, NotPossible

LAST: Final = 2**31 - 1  # no clause stands behind that


def published_revisions(consultation: Consultation) -> QuerySet[Revision]:
    """The published revisions of the consultation's draft, newest first."""
    draft = Revision.objects.filter(document__consultation=consultation, document__role=DocumentRole.DRAFT)
    return draft.filter(status=RevisionStatus.PUBLISHED).order_by("-number")


def published_revision(consultation: Consultation, number: int | None = None) -> Revision:
    """The published revision with that number, or the latest.

    Raises:
        NotFound: there is none.
    """
    found = published_revisions(consultation)
    revision = (found if number is None else found.filter(number=number)).first()
    if revision is None:
        raise NotFound
    return revision


def title_of(document: Document | None, language: str) -> str:
    """What the document is called in `language`, or else in its first language."""
    texts = sorted(document.texts.all(), key=lambda text: (text.language != language, text.pk)) if document else []
    return texts[0].title if texts else ""


def draft_of(consultation: Consultation) -> Document | None:
    """The consultation's draft, with its titles."""
    return Document.objects.prefetch_related("texts").filter(consultation=consultation, role=DocumentRole.DRAFT).first()


def newest_revision(consultation: Consultation, *, viewer: Viewer, now: datetime) -> Revision | None:
    """The newest revision of the draft, published or not; for the team.

    Raises:
        NotAllowed: the viewer is not of the team.
    """
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    draft = Revision.objects.filter(document__consultation=consultation, document__role=DocumentRole.DRAFT)
    return draft.select_related("document").order_by("-number").first()


def newest_revisions(*, viewer: Viewer) -> dict[UUID, Revision]:
    """The newest revision of the draft, published or not, of each consultation in whose team the viewer is. One query."""
    drafts = Revision.objects.filter(document__consultation__in=of_team(viewer), document__role=DocumentRole.DRAFT)
    return {revision.document.consultation_id: revision for revision in drafts.select_related("document").order_by("number")}


def imported_revision(revision_id: UUID, *, viewer: Viewer, now: datetime) -> Revision:
    """The revision with that id, published or not, with its consultation; for the team.

    Raises:
        NotFound: there is none, or the viewer is not of its team.
    """
    revision = Revision.objects.select_related("document__consultation").filter(pk=revision_id).first()
    if revision is None:
        raise NotFound
    consultation = seen(revision.document.consultation, viewer=viewer, now=now)
    if not may(viewer, Right.QUEUE_READ, at=consultation, now=now):
        raise NotFound
    return revision


def unpublished_revision(consultation: Consultation, revision_id: UUID) -> Revision:
    """The revision with that id, for an action that checks the right itself.

    Raises:
        NotPossible: it is published, or there is no such revision any more.
    """
    revision = Revision.objects.select_related("document").filter(document__consultation=consultation, pk=revision_id).first()
    if revision is None:
        raise NotPossible("draft.gone")
    if revision.status == RevisionStatus.PUBLISHED:
        raise NotPossible("draft.published")
    return revision


def wordings_of(revision: Revision) -> list[Wording]:
    """All clauses of a revision in reading order, as worded in it. One query."""
    return list(Wording.objects.filter(revision=revision).order_by("position"))


def wordings_with_links(revision: Revision) -> list[Wording]:
    """The same, each with its `became`: what its clause did since the revision before (`LinkStatus`); None where nothing was matched.

    One query.
    """
    links = ClauseLink.objects.filter(revision=revision, new=OuterRef("clause")).order_by("position")
    told = Wording.objects.filter(revision=revision).annotate(became=Subquery(links.values("status")[:1]))
    return list(told.order_by("position"))


def current_wording(clause_id: UUID, *, viewer: Viewer, now: datetime, revision: int | None = None) -> Wording:
    """The clause as the latest published revision has it (or that of the given number), with revision and consultation.

    Raises:
        NotFound: there is no such clause for this viewer.
    """
    published = current_wordings(clause_id)
    wording = (published if revision is None else published.filter(revision__number=revision)).first()
    if wording is None:
        raise NotFound
    seen(wording.revision.document.consultation, viewer=viewer, now=now)
    return wording


def current_wordings(clauses: UUID | QuerySet[Any, Any]) -> QuerySet[Wording]:
    """What a clause says in each published revision, or each of several, the newest first, with revision and consultation."""
    named = Q(clause=clauses) if isinstance(clauses, UUID) else Q(clause__in=clauses)
    found = Wording.objects.select_related("revision__document__consultation").filter(named)
    return found.filter(revision__status=RevisionStatus.PUBLISHED).order_by("-revision__number")


def published_wording(clause_id: UUID, *, consultation: Consultation, revision: int | None) -> Wording:
    """The clause as the published revision with that number has it, or the latest one, for an action that checks the right itself.

    Raises:
        BadInput: it is not a clause of this consultation's draft, or not in that revision.
    """
    draft = Wording.objects.select_related("revision").filter(clause=clause_id, revision__document__consultation=consultation)
    draft = draft.annotate(newest=newest_number("revision__document"))
    published = draft.filter(revision__status=RevisionStatus.PUBLISHED).order_by("-revision__number")
    wording = (published if revision is None else published.filter(revision__number=revision)).first()
    if wording is None:
        raise BadInput("post.clause", field="clause") if revision is None else BadInput("post.revision", field="revision", given=revision)
    wording.revision.newest_number = wording.newest
    return wording


def newest_number(document: str) -> Subquery:
    """The number of the newest published revision of a document; `document`: where a row names it."""
    published = Revision.objects.filter(document=OuterRef(document), status=RevisionStatus.PUBLISHED).order_by("-number")
    return Subquery(published.values("number")[:1])


def seen_revision(consultation: Consultation, number: int | None) -> Revision:
    """The published revision with that number, or the latest, for an action that checks the right itself.

    Raises:
        BadInput: there is none.
    """
    found = published_revisions(consultation).annotate(newest=newest_number("document"))
    revision = (found if number is None else found.filter(number=number)).first()
    if revision is None:
        raise BadInput("post.revision", field="revision", given=number)
    revision.newest_number = revision.newest
    return revision


def published_before(revision: Revision) -> Revision | None:
    """The published revision that this one follows."""
    earlier = Revision.objects.filter(document=revision.document_id, status=RevisionStatus.PUBLISHED, number__lt=revision.number)
    return earlier.order_by("-number").first()


def open_links(revision: Revision) -> QuerySet[ClauseLink]:
    """The doubtful links of a revision that nobody has confirmed, in order."""
    return ClauseLink.objects.filter(revision=revision, doubtful=True, confirmed_at=None)


def parts_of(wording: Wording) -> list[Wording]:
    """The clause and the parts below it, in reading order: those that follow it and lie deeper. One query."""
    rest = Wording.objects.filter(revision=wording.revision_id, position__gte=wording.position).order_by("position")
    others = Q(position__gt=wording.position, depth__lte=wording.depth)
    end = Subquery(rest.filter(others).values("position")[:1])
    return list(rest.annotate(end=end).filter(Q(end=None) | Q(position__lt=F("end"))))


def parts_of_each(wordings: Sequence[Wording]) -> dict[UUID, list[Wording]]:
    """The same of several wordings, each of another revision, by the id of the revision. One query."""
    asked = Q(pk__in=[])
    for one in wordings:
        rest = Wording.objects.filter(revision=one.revision_id, position__gt=one.position, depth__lte=one.depth).order_by("position")
        end = Coalesce(Subquery(rest.values("position")[:1]), LAST)
        asked |= Q(revision=one.revision_id, position__gte=one.position, position__lt=end)
    parts: dict[UUID, list[Wording]] = {one.revision_id: [] for one in wordings}
    for part in Wording.objects.filter(asked).order_by("position"):
        parts[part.revision_id].append(part)
    return parts


def labels(clauses: Iterable[UUID], revision: Revision) -> dict[UUID, str]:
    """What readers call each of the clauses in a revision."""
    return dict(Wording.objects.filter(revision=revision, clause__in=list(clauses)).values_list("clause_id", "label"))


def labels_in_draft(consultation: Consultation, clauses: Iterable[UUID] | None = None) -> dict[UUID, str]:
    """What each clause of the draft is called in its newest version; of one that is gone, in the last that had it: `Pasal 3 (v1)`.

    One query; `verify.py` says the same. `clauses`: those alone.
    """
    published = Wording.objects.filter(revision__in=published_revisions(consultation)).order_by("revision__number")
    if clauses is not None:
        published = published.filter(clause__in=list(clauses))
    rows = published.annotate(newest=newest_number("revision__document")).values_list("clause_id", "label", "revision__number", "newest")
    return {clause: label if number == newest else f"{label} (v{number})" for clause, label, number, newest in rows}


def names_in(places: Iterable[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], tuple[str, str]]:
    """What clauses are called, each in a revision of its own: (revision, clause) → label for readers, key for addresses. One query."""
    wanted = set(places)
    revisions, clauses = {revision for revision, _ in wanted}, {clause for _, clause in wanted}
    found = Wording.objects.filter(revision__in=revisions, clause__in=clauses)
    named = found.values_list("revision_id", "clause_id", "label", "key")
    return {(revision, clause): (label, key) for revision, clause, label, key in named}
