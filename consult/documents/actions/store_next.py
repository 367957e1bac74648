"""Storing a draft that was made from the published revision before: its wordings, its source, and that its clauses are the same."""

from datetime import datetime
from uuid import UUID

from consult.documents.actions.match_revision import store_links, with_sayings
from consult.documents.actions.replace_wordings import rewritten
from consult.documents.actions.store_revision import Following, stored
from consult.documents.canonical import revision_digest
from consult.documents.clause_links import kept, units_of
from consult.documents.models import Matching, Revision, Source
from consult.documents.next_draft.draft import NextDraft, pictures_moved
from consult.documents.queries import wordings_of


def following(previous: Revision, *, id_: UUID, now: datetime) -> Revision:
    """The revision after that one, not stored yet: read as that one was."""
    place = Following(previous.document, previous)
    return Revision(
        id=id_,
        document=previous.document,
        number=place.number,
        language=previous.language,
        format=previous.format,
        profile=previous.profile,
        previous=place.sha256,
        created_at=now,
    )


def store_next(revision: Revision, made: NextDraft, *, previous: Revision, now: datetime) -> Source:
    """Store the revision as it was made, in place of what it said before. The source is the text that it was made into."""
    before = wordings_of(previous)
    revision.warnings = [stored(doubt) for doubt in made.doubts]
    revision.pictures = pictures_moved(previous, before, made.passages)
    if revision._state.adding:
        revision.save()
    written = rewritten(revision, wordings_of(revision), made.passages, made.names)
    revision.sha256 = revision_digest(revision, written)
    revision.save()
    old, new = units_of(before), units_of(written)
    store_links(revision, with_sayings(kept(old, new).links, revision, old, new))
    step = 1 + max(Matching.objects.filter(revision=revision).values_list("step", flat=True), default=-1)  # nobody says more of what it was
    told = {"previous": previous, "sha256": revision.sha256, "trust": 1.0, "step": step, "matched_at": now}
    Matching.objects.update_or_create(revision=revision, defaults=told)
    source, _made = Source.objects.update_or_create(revision=revision, defaults={"name": "", "text": made.text})
    source.revision = revision
    return source
