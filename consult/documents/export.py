"""From the tables to what is exported. Three queries, whatever the number of clauses; one for each earlier revision more."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from consult.accounts.viewer import Viewer
from consult.consultations.queries import consultation_of
from consult.documents.models import Document, Revision, Wording
from consult.documents.queries import published_revision, title_of, wordings_of
from consult.documents.rules import DocumentRole
from consult.errors import BadInput, NotAllowed
from consult.formats.writers.akn_names import names
from consult.formats.writers.exported_draft import Clause, Draft


def published_draft(slug: str, *, viewer: Viewer, now: datetime, revision: int | None = None) -> Draft:
    """The published revision with that number, or the latest, for everybody who may read the consultation.

    Raises:
        NotFound: there is none for this viewer.
    """
    return exported(published_revision(consultation_of(slug, viewer=viewer, now=now), revision))


def any_draft(slug: str, *, actor: Viewer, now: datetime, revision: int | None = None) -> Draft:
    """The revision with that number, or the latest, published or not; for the command line.

    Raises:
        NotFound: there is no such consultation.
        BadInput: `draft.no_revision`, of `revision`: its draft has none with that number, or it has no draft.
        NotAllowed: the actor is not the operator of the server; nobody else takes away what is not published.
    """
    consultation = consultation_of(slug, viewer=actor, now=now)
    if not actor.operator:
        raise NotAllowed
    found = Revision.objects.filter(document__consultation=consultation, document__role=DocumentRole.DRAFT).order_by("-number")
    one = next((one for one in found if revision in {None, one.number}), None)
    if one is None:
        raise BadInput("draft.no_revision", field="revision")
    return exported(one)


def exported(revision: Revision) -> Draft:
    """The revision as plain values."""
    document = Document.objects.select_related("consultation").prefetch_related("texts").get(pk=revision.document_id)
    return Draft(
        slug=document.consultation.slug,
        title=title_of(document, revision.language),
        institution=document.consultation.institution,
        language=revision.language,
        profile=revision.profile,
        revision=revision.number,
        sha256=revision.sha256,
        begun=document.created_at.date(),
        dated=(revision.published_at or revision.created_at).date(),
        clauses=with_work_names(clauses_of(wordings_of(revision)), revision),
    )


def clauses_of(wordings: Iterable[Wording]) -> tuple[Clause, ...]:
    """The wordings of one revision, in reading order, each with those that it stands in."""
    found: dict[UUID, Clause] = {}
    for one in wordings:
        parent = found[one.parent_id] if one.parent_id else None
        above = (*parent.above, parent) if parent else ()
        fields = {name: getattr(one, name) for name in ("key", "kind", "number", "label", "heading", "text", "part")}
        found[one.pk] = Clause(id=one.clause_id, above=above, **fields)
    return tuple(found.values())


def with_work_names(clauses: Sequence[Clause], revision: Revision) -> tuple[Clause, ...]:
    """The clauses, each with the name that it had in the first revision that has it."""
    earlier = Revision.objects.filter(document=revision.document_id, number__lt=revision.number).order_by("number")
    first: dict[UUID, str] = {}
    for one in earlier:
        first = names(clauses_of(wordings_of(one))) | first
    return tuple(replace(clause, work_name=first.get(clause.id, "")) for clause in clauses) if first else tuple(clauses)
