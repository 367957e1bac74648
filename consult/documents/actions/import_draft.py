"""Read a file into the draft of a consultation."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from consult import files, once
from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, text_in
from consult.consultations.rights import require
from consult.documents.actions.writing import name_in_record, write_down
from consult.documents.canonical import revision_digest, source_digest
from consult.documents.models import Clause, Document, DocumentText, Revision, Source, Wording
from consult.documents.parsing.apart import read_apart
from consult.documents.parsing.clauses import MOST_CLAUSES, ParsedDraft
from consult.documents.parsing.doubts import Doubt
from consult.documents.parsing.formats import format_of
from consult.documents.parsing.parse import clauses_of
from consult.documents.parsing.read_file import Picture
from consult.documents.parsing.readers.text import decoded, refuse_long
from consult.documents.queries import draft_of
from consult.documents.rules import DocumentRole, RevisionStatus
from consult.documents.words import with_words
from consult.errors import BadInput, NotPossible
from consult.markup import one_line
from consult.uploads import DRAFTS, admit
from consult.uploads.names import clean_name

NAME_LENGTH = 200  # characters of a file's name that are kept


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was read.

    text: the lines that warnings count, as officials see them beside the outline. pictures: as a revision keeps them.
    """

    draft: ParsedDraft
    text: str
    pictures: Sequence[dict[str, object]] = ()


def import_draft(
    *, actor: Viewer, slug: str, data: bytes, name: str, title: str, profile: str, now: datetime, key: str | None = None
) -> Revision:
    """The consultation's draft, read from the bytes of a file, as its revision 1, not yet published.

    The file is read before anything is locked: however long that takes, others go on writing meanwhile.

    Args:
        name: the file's name, for messages; empty where the text was typed or pasted.
        title: what the draft is called; where it is empty, what the file says.
        profile: the drafting tradition, or "auto".
        key: see `once.action`; sent again, the file is not read again.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: an imported draft waits to be published or thrown away.
        BadInput: the file cannot be read, or a draft is published already.
    """
    asked = {"slug": slug, "sha256": sha256(data).hexdigest(), "name": name, "title": title, "profile": profile}
    with ExitStack() as until_stored:
        prepared = None
        if not once.used(key, by=actor):
            require(actor, Right.DRAFT_IMPORT, at=consultation_of(slug, viewer=actor, now=now), now=now)
            prepared = read(data, name=name, profile=profile, until_stored=until_stored)
        return store_draft(actor=actor, now=now, prepared=prepared, key=key, **asked)


@once.action
def store_draft(
    *, actor: Viewer, slug: str, sha256: str, name: str, title: str, profile: str, prepared: Prepared | None, now: datetime
) -> Revision:
    """Store what was read from a file with that digest: `prepared`, or None where the key says that it was stored before.

    Raises:
        NotFound, NotAllowed, NotPossible, BadInput: see `import_draft`.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    if prepared is None:
        raise NotPossible("once.gone")  # the key grew too old between two looks at it
    draft = prepared.draft
    called = one_line(title) or draft.title or text_in(consultation, draft.language).title
    document = empty_draft(consultation, actor=actor, language=draft.language, title=called, now=now)
    revision = new_revision(document, draft, pictures=prepared.pictures, now=now)
    source = Source.objects.create(revision=revision, name=one_line(name)[:NAME_LENGTH], text=prepared.text)
    write_down(revision, consultation, actor=actor, action="revision.imported", now=now, source=source_digest(source))
    return revision


def read(data: bytes, *, name: str, profile: str, until_stored: ExitStack) -> Prepared:
    """The draft, where it is one that people could discuss. Its pictures lie in the storage, and stay there if `until_stored` ends well.

    Raises:
        BadInput: it was not let in, cannot be read, or is too long.
    """
    ended = admit(data, name=name, kinds=DRAFTS).ended if name else ""
    is_text = format_of(ended).is_text
    if is_text:
        refuse_long(decoded(data))  # before it is read: what that costs grows with its lines
    file = read_apart(data, name=ended)
    text = decoded(data) if is_text else file.text
    refuse_long(text)
    parsed = clauses_of(file, name=name, profile=profile)
    clauses, doubts = len(parsed.clauses), len(parsed.warnings)
    if max(clauses, doubts) > MOST_CLAUSES:
        raise BadInput("draft.too_much", field="file", clauses=clauses, doubts=doubts, limit=MOST_CLAUSES)
    return Prepared(parsed, text, [laid_down(picture, until_stored) for picture in file.pictures])


def laid_down(picture: Picture, until_stored: ExitStack) -> dict[str, object]:
    """The picture as a revision keeps it, with its file in the storage."""
    place = until_stored.enter_context(files.kept(picture.data))
    told = {"name": clean_name(picture.name), "media_type": picture.media_type, "size": len(picture.data), "line": picture.line}
    return {**told, "file": place, "sha256": sha256(picture.data).hexdigest()}


def empty_draft(consultation: Consultation, *, actor: Viewer, language: str, title: str, now: datetime) -> Document:
    """The document in the role of the draft, called so: made now, or left there by a revision that was thrown away.

    Raises:
        NotPossible, BadInput: there is a revision in it already.
    """
    known = draft_of(consultation)
    if known is not None:
        refuse_over(known)
        known.texts.all().delete()
    document = known or Document.objects.create(consultation=consultation, role=DocumentRole.DRAFT, created_at=now)
    DocumentText.objects.create(document=document, language=language, title=title)
    name_in_record(document, consultation, actor=actor, action="document.renamed" if known else "document.created", now=now)
    return document


def refuse_over(document: Document) -> None:
    """Nothing is ever imported over something else.

    Raises:
        NotPossible: a revision waits there; what was not looked at is not replaced unseen.
        BadInput: one is published; the next revision comes with matching, which is not there yet.
    """
    statuses = set(document.revisions.values_list("status", flat=True))
    if RevisionStatus.DRAFT in statuses:
        raise NotPossible("draft.waiting")
    if statuses:
        raise BadInput("draft.exists", field="file")


def new_revision(document: Document, parsed: ParsedDraft, *, pictures: Sequence[dict[str, object]], now: datetime) -> Revision:
    """A revision with new clauses and their wordings."""
    revision = Revision(
        document=document,
        number=1,  # what was thrown away was never public, so its number is free
        language=parsed.language,
        format=parsed.format,
        profile=parsed.profile,
        warnings=[stored(doubt) for doubt in parsed.warnings],
        pictures=list(pictures),
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
