"""Put a file with a letter that is not sent yet, or take one away. Nothing of it is public, so nothing enters the record."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from math import ceil
from uuid import UUID

from consult.access import Right
from consult.accounts.actions import present
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import require
from consult.discussion.actions.attachments.forget_files import drop
from consult.discussion.actions.letters.draft_letter import locked_draft, theirs, touch
from consult.discussion.canonical import salted_bytes
from consult.discussion.models import Attachment, Draft
from consult.discussion.queries.attachments import FILES_LIMIT
from consult.errors import NotPossible
from consult.platform import files, idempotency, limits
from consult.platform.uploads import ATTACHMENT_BYTES, ATTACHMENTS, Admitted, admit

MB = 1_000_000  # bytes


@dataclass(frozen=True)
class Stored:
    """A file that was let in and lies in the storage; `sha256` is of salt and bytes."""

    admitted: Admitted
    place: str
    salt: str
    sha256: str


def attach_file(
    *, actor: Viewer, slug: str, draft_id: UUID | None, data: bytes, name: str, address: str, now: datetime, key: str | None = None
) -> Attachment:
    """Put a file with the actor's letter, or with a visitor's draft; without a draft, for a letter that names it when it is sent.

    It goes through the gate and into the storage before anything is locked.

    Args:
        name: as its sender calls it.
        address: where the request came from, for the limit.
        key: see `once.action`.

    Raises:
        NotFound: there is no such consultation for this actor.
        NotAllowed: there is no draft, and the actor may not write there.
        NotPossible: the letter is gone or has as many files as it can have, or these were too many in a day.
        BadInput: see `uploads.admit`.
    """
    asked = {"slug": slug, "draft_id": draft_id, "name": name, "sent_sha256": sha256(data).hexdigest()}
    if idempotency.used(key, by=actor):
        return store_file(actor=actor, now=now, prepared=None, key=key, **asked)
    look_ahead(draft_id, actor=actor, slug=slug, now=now)
    count(actor, size=len(data), address=address, now=now)
    admitted = admit(data, name=name, kinds=ATTACHMENTS, most=ATTACHMENT_BYTES)
    with files.kept(admitted.data) as place:
        salt = secrets.token_hex(16)
        stored = Stored(admitted, place, salt, salted_bytes(salt, admitted.data))
        row = store_file(actor=actor, now=now, prepared=stored, key=key, **asked)
    if row.file != place:  # the same request came twice at once, and the other was first
        files.remove([place])
    return row


def look_ahead(draft_id: UUID | None, *, actor: Viewer, slug: str, now: datetime) -> None:
    """Refuse what could not be kept in any case, before anything is computed over the file. Nothing is locked; `store_file` looks again.

    Raises:
        NotFound, NotAllowed, NotPossible: see `attach_file`.
    """
    if draft_id is None:
        require(actor, Right.POST_SUBMIT, at=consultation_of(slug, viewer=actor, now=now), now=now)
        return
    draft = theirs(Draft.objects.select_related("consultation").filter(pk=draft_id).first(), actor=actor)
    refuse_elsewhere(draft, slug=slug)
    refuse_full(draft)


def refuse_elsewhere(draft: Draft, *, slug: str) -> None:
    """The draft has to be one of a letter to that consultation.

    Raises:
        NotPossible: it is not.
    """
    if draft.consultation.slug != slug:
        raise NotPossible("draft_letter.gone")


def refuse_full(draft: Draft) -> None:
    """There has to be room for one more file.

    Raises:
        NotPossible: there is none.
    """
    if draft.attachments.count() >= FILES_LIMIT:
        raise NotPossible("attachment.full", limit=FILES_LIMIT)


def count(actor: Viewer, *, size: int, address: str, now: datetime) -> None:
    """Count a file that somebody sends, whatever becomes of it, and its size; visitors are counted by address alone.

    Raises:
        NotPossible: that was the one too many in a day.
    """
    act = "file" if actor.person is not None else "file_unsent"
    account = actor if actor.person is not None else None
    limits.spend(act, account=account, address=address, now=now)
    limits.spend(f"{act}_mb", account=account, address=address, now=now, times=ceil(size / MB))


@idempotency.action
def store_file(
    *, actor: Viewer, slug: str, draft_id: UUID | None, name: str, sent_sha256: str, prepared: Stored | None, now: datetime
) -> Attachment:
    """Write the row of a file that lies in the storage: `prepared`, or None where the key says that it was written before.

    Args:
        sent_sha256: by which a request that comes again is known; of the file as it was sent, which nobody keeps.

    Raises:
        NotFound, NotAllowed, NotPossible: see `attach_file`.
    """
    draft = drafted(draft_id, slug=slug, actor=actor) if draft_id is not None else None
    consultation = draft.consultation if draft else open_to(actor, slug, now=now)
    if prepared is None:
        raise NotPossible("once.gone")
    if draft is not None:
        refuse_full(draft)
        touch(draft, now=now)
    return Attachment.objects.create(
        consultation=consultation,
        person=draft.person if draft else present(actor),
        draft=draft,
        name=prepared.admitted.name,
        media_type=prepared.admitted.media_type,
        size=len(prepared.admitted.data),
        file=prepared.place,
        file_sha256=sha256(prepared.admitted.data).hexdigest(),
        salt=prepared.salt,
        sha256=prepared.sha256,
        created_at=now,
    )


def drafted(draft_id: UUID, *, slug: str, actor: Viewer) -> Draft:
    """The draft of a letter to that consultation, locked.

    Raises:
        NotPossible: it is gone, or of another one.
    """
    draft = locked_draft(draft_id, actor=actor)
    refuse_elsewhere(draft, slug=slug)
    return draft


def open_to(actor: Viewer, slug: str, *, now: datetime) -> Consultation:
    """The consultation, locked, where the actor may write there now."""
    consultation = locked_consultation(slug)
    require(actor, Right.POST_SUBMIT, at=consultation, now=now)
    return consultation


@idempotency.action
def remove_attachment(*, actor: Viewer, draft_id: UUID, attachment_id: UUID, now: datetime) -> Draft:
    """Take a file out of a letter that is not sent. One that is gone already changes nothing.

    Raises:
        NotPossible: the letter is gone.
    """
    draft = locked_draft(draft_id, actor=actor)
    drop(Attachment.objects.filter(draft=draft, pk=attachment_id))
    touch(draft, now=now)
    return draft
