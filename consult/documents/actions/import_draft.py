"""Read a file into the draft of a consultation: its first revision, the next one, or a correction."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.queries import consultation_of, text_in
from consult.consultations.rights import require
from consult.documents.actions.record_entries import write_down
from consult.documents.actions.store_revision import Following, draft_called, link, new_revision, newest_published
from consult.documents.canonical import source_digest
from consult.documents.clause_links import Beside, cited, says_the_same, units_of, units_read
from consult.documents.corrections import corrected
from consult.documents.models import Revision, Source
from consult.documents.queries import draft_of, wordings_of
from consult.documents.rules import RevisionKind
from consult.documents.sandboxed_reading import read_apart
from consult.errors import BadInput, NotPossible
from consult.formats.outline.clauses import MOST_CLAUSES, ParsedDraft
from consult.formats.outline.read_file import Picture
from consult.formats.parse_draft import clauses_of
from consult.formats.reader_table import format_of
from consult.formats.readers.text import decoded, refuse_long
from consult.matching.match import match
from consult.platform import files, idempotency
from consult.platform.markup import one_line
from consult.platform.uploads import DRAFTS, admit
from consult.platform.uploads.names import clean_name

NAME_LENGTH = 200  # characters of a file's name that are kept


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was read.

    text: the lines that warnings count, as officials see them beside the outline. pictures: as a revision keeps them.
    beside: how it fits the published revision before; None where there is none.
    """

    draft: ParsedDraft
    text: str
    pictures: Sequence[dict[str, object]] = ()
    beside: Beside | None = None


def import_draft(
    *,
    actor: Viewer,
    slug: str,
    data: bytes,
    name: str,
    title: str,
    profile: str,
    kind: RevisionKind = RevisionKind.REGULAR,
    is_another_text: bool = False,
    takes_doubts: bool = True,
    now: datetime,
    key: str | None = None,
) -> Revision:
    """The consultation's draft, read from the bytes of a file, as its next revision, not yet published.

    The file is read before anything is locked, and matched with the revision before: however long that takes, others go on writing.

    Args:
        name: the file's name, for messages; empty where the text was typed or pasted.
        title: what the draft is called once this is published; where it is empty, what it is called already, or what the file says.
        profile: the drafting tradition, or "auto".
        kind: a correction mends slips alone; every clause stays where it is.
        is_another_text: whoever asks knows that nothing in it is like the revision before, and wants it all the same.
        takes_doubts: whether it is taken where it is doubtful what became of some clauses, so that a person settles that.
        key: see `once.action`; sent again, the file is not read again.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: an imported draft waits to be published or thrown away; `match.doubtful`, with the fact `links`: of each that is
            doubtful the label before and after, empty where there is none.
        BadInput: the file cannot be read; it says what is published already, is another text altogether, or changes more than a
            correction may.
    """
    asked: dict[str, object] = {"slug": slug, "sha256": sha256(data).hexdigest(), "name": name, "title": title, "profile": profile}
    asked |= {"kind": kind, "is_another_text": is_another_text}
    with ExitStack() as until_stored:
        prepared = None
        if not idempotency.used(key, by=actor):
            consultation = consultation_of(slug, viewer=actor, now=now)
            require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
            prepared = read(data, name=name, profile=profile, until_stored=until_stored)
            previous = newest_published(draft_of(consultation))
            prepared = replace(prepared, beside=beside(previous, prepared.draft, kind=kind, is_another_text=is_another_text))
            if prepared.beside and not takes_doubts:
                refuse_doubts(prepared.beside)
        return store_draft(actor=actor, now=now, prepared=prepared, key=key, **asked)


@idempotency.action
def store_draft(
    *,
    actor: Viewer,
    slug: str,
    sha256: str,
    name: str,
    title: str,
    profile: str,
    kind: RevisionKind,
    is_another_text: bool,
    prepared: Prepared | None,
    now: datetime,
) -> Revision:
    """Store what was read from a file with that digest: `prepared`, or None where the key says that it was stored before.

    Raises:
        NotFound, NotAllowed, NotPossible, BadInput: see `import_draft`.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    if prepared is None:
        raise NotPossible("once.gone")  # the key grew too old between two looks at it
    previous = newest_published(draft_of(consultation))
    if (previous.pk if previous else None) != (prepared.beside.previous if prepared.beside else None):
        raise NotPossible("draft.waiting")  # another revision came and was published while the file was read
    draft = prepared.draft
    otherwise = draft.title or text_in(consultation, draft.language).title
    document = draft_called(one_line(title), otherwise=otherwise, at=consultation, language=draft.language, actor=actor, now=now)
    revision = new_revision(Following(document, previous, kind, one_line(title)), draft, pictures=prepared.pictures, now=now)
    if previous is not None and prepared.beside is not None:
        link(revision, prepared.beside.matched, previous=previous, now=now)
    source = Source.objects.create(revision=revision, name=one_line(name)[:NAME_LENGTH], text=prepared.text)
    write_down(revision, consultation, actor=actor, action="revision.imported", now=now, source=source_digest(source))
    return revision


def refuse_doubts(beside: Beside) -> None:
    """Let nothing be taken of which a person would have to say what became of it.

    Raises:
        NotPossible: `match.doubtful`.
    """
    if doubtful := beside.doubtful():
        raise NotPossible("match.doubtful", n=len(doubtful), links=doubtful)


def beside(previous: Revision | None, parsed: ParsedDraft, *, kind: RevisionKind, is_another_text: bool) -> Beside | None:
    """What was read, matched with the revision that it is to follow; None where there is none.

    Raises:
        BadInput: see `import_draft`.
    """
    if previous is None:
        if kind is RevisionKind.CORRECTION:
            raise BadInput("draft.nothing_to_correct", field="kind")
        return None
    old, new = units_of(wordings_of(previous)), units_read(parsed.clauses)
    if says_the_same(old, new):
        raise BadInput("draft.same", field="file")
    if kind is RevisionKind.CORRECTION:
        return Beside(previous.pk, corrected(old, new), old, new)
    matched = match(old, new)
    if cited(matched, old, new).is_another_text and not is_another_text:
        raise BadInput("draft.another_text", field="file")
    return Beside(previous.pk, matched, old, new)


def read(data: bytes, *, name: str, profile: str, until_stored: ExitStack) -> Prepared:
    """The draft, where it is one that people could discuss. Its pictures lie in the storage, and stay there if `until_stored` ends well.

    Raises:
        BadInput: it was not let in, cannot be read, or is too long.
    """
    admitted = admit(data, name=name, kinds=DRAFTS) if name else None
    ended, data = (admitted.ended, admitted.data) if admitted else ("", data)
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
