"""Files that were sent: taking them in with their letter, and what becomes of them. Their consultation is locked."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from consult.accounts.actions import pseudonym
from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.discussion.actions.attachments.forget_files import forget_places
from consult.discussion.canonical import attachment_digest
from consult.discussion.models import Attachment, Submission
from consult.discussion.queries.attachments import FILES_LIMIT
from consult.discussion.rules import TRANSITIONS, Action, Status
from consult.errors import BadInput
from consult.platform.audit.actions import Note, record_all

STRUCK: dict[str, Any] = {"name": "", "file": "", "file_sha256": "", "salt": "", "signals": [], "text": "", "words": ""}


def own_unsent(ids: Collection[UUID], *, actor: Viewer, at: Consultation) -> list[Attachment]:
    """The files that a letter of the actor names, locked, in this order.

    Raises:
        BadInput: there are too many; or one is named twice, is not there, is somebody else's, or was sent already.
    """
    if not ids:
        return []
    if len(ids) > FILES_LIMIT:
        raise BadInput("attachment.too_many", field="attachments", length=len(ids), limit=FILES_LIMIT)
    if len(set(ids)) < len(ids):
        raise BadInput("attachment.twice", field="attachments")
    found = Attachment.objects.select_for_update(of=("self",)).filter(consultation=at, submission=None, person=actor.person)
    rows = found.in_bulk(ids)
    if len(rows) < len(ids):
        raise BadInput("attachment.gone", field="attachments")
    return [rows[id_] for id_ in ids]


@transaction.atomic(savepoint=False)
def take_in(attached: Sequence[Attachment], submission: Submission, *, actor: Viewer, now: datetime) -> None:
    """Make them attachments of the submission that is being received, and write each into the record."""
    if not attached:
        return
    for attachment in attached:
        attachment.submission, attachment.draft = submission, None
    Attachment.objects.filter(pk__in=[one.pk for one in attached]).update(submission=submission, draft=None)
    notes = [noted(one, "attachment.received", digest=attachment_digest(one)) for one in attached]
    write_down(notes, submission.consultation, actor=actor, now=now)


@transaction.atomic(savepoint=False)
def step(
    attached: Collection[Attachment], action: Action, *, at: Consultation, actor: Viewer | None, now: datetime, rule: int | None = None
) -> None:
    """Take the step with each file that has it from where it stands; what is shown is counted at its submission.

    Args:
        actor: who takes it; None where the program does.
        rule: number of the house rule under which it is hidden, or cited with another step.
    """
    moved = [one for one in attached if action in TRANSITIONS[Status(one.status)]]
    for attachment in moved:
        before, attachment.status = attachment.status, TRANSITIONS[Status(attachment.status)][action]
        attachment.rule = rule if action is Action.HIDE else None
        attachment.save(update_fields=["status", "rule"])
        change = (attachment.status == Status.SHOWN) - (before == Status.SHOWN)
        if change and attachment.submission_id is not None:
            Submission.objects.filter(pk=attachment.submission_id).update(files=F("files") + change)
    facts: dict[str, Any] = {"rule": rule} if rule is not None else {}
    write_down([noted(one, f"attachment.{one.status}", **facts) for one in moved], at, actor=actor, now=now)


def show_held(submission_id: UUID, *, at: Consultation, actor: Viewer, now: datetime) -> None:
    """With a post that a moderator publishes go the files of its submission that stood beside it, read by a worker without a finding.

    What nobody has read yet, and what screening noticed something in, waits for a decision of its own.
    """
    held = Attachment.objects.select_for_update(of=("self",)).filter(submission=submission_id, status=Status.HELD)
    step(list(held.filter(read_at__isnull=False, signals=[])), Action.PUBLISH, at=at, actor=actor, now=now)


@transaction.atomic(savepoint=False)
def forget(person: Person, *, at: Consultation, actor: Viewer, now: datetime) -> None:
    """Erase what the person sent there: the files, their names and words. That there were so many, of that size, stays."""
    sent = Attachment.objects.select_for_update(of=("self",)).filter(consultation=at, person=person, submission__isnull=False)
    attached = list(sent.exclude(status=Status.ERASED))
    if not attached:
        return
    step(attached, Action.ERASE, at=at, actor=actor, now=now)
    Attachment.objects.filter(pk__in=[one.pk for one in attached]).update(**STRUCK)
    forget_places(one.file for one in attached)


def noted(attachment: Attachment, action: str, *, digest: str = "", **facts: Any) -> Note:
    """What the record says of a file: nothing but where it stands now, and at first its digest."""
    told = {"attachments": {str(attachment.pk): Status(attachment.status).value}, **facts}
    return Note(action=action, subject=attachment.pk, digest=digest, facts=told)


def write_down(notes: Sequence[Note], at: Consultation, *, actor: Viewer | None, now: datetime) -> None:
    """Append them to the consultation's chain, in their order."""
    if notes:
        by = pseudonym(actor, chain_id=at.chain_id) if actor else None
        record_all(notes, chain_id=at.chain_id, actor=by, now=now)
