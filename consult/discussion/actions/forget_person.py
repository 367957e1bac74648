"""Erase what a person said in one consultation. Number, place and time stay, and so do the posts and supports of others."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.discussion.actions.answer_flags import answer_flags, answering
from consult.discussion.actions.attachments import take_in_files
from consult.discussion.actions.attachments.forget_files import drop
from consult.discussion.actions.change_status import put, settle
from consult.discussion.actions.record_entries import write_down
from consult.discussion.locks import locked_posts
from consult.discussion.models import Attachment, Draft, Flag, Point, Post, PostVersion, Submission
from consult.discussion.rules import TRANSITIONS, Action, Outcome, ShownName, Status

STRUCK: Final[Mapping[str, Any]] = {  # what a version loses; a quote is of the published draft and stays, since the digest is taken over it
    "text": "",
    "html": "",
    "language": "",
    "wording": "",
    "shown_name": ShownName.WITHHELD,
    "name": "",
    "salt": "",
    "words": "",
    "signals": [],
}


def said_by(person: Person) -> QuerySet[Post]:
    """What the person said for themselves; what they said by office is the institution's."""
    return Post.objects.filter(submission__author=person, office="")


@transaction.atomic(savepoint=False)
def forget_person(person: Person, *, at: Consultation, actor: Viewer, now: datetime) -> None:
    """Erase every version of the person's posts in a consultation that is locked, and the notes of their flags.

    Supports stay and count; they are given by somebody who has no name any more.
    """
    ids = list(said_by(person).filter(consultation=at).values_list("pk", flat=True))
    for post in locked_posts(ids, at=at):
        erase_post(post, actor=actor, now=now)
    take_in_files.forget(person, at=at, actor=actor, now=now)
    Submission.objects.filter(consultation=at, author=person).update(on_behalf_of="")
    notes = Flag.objects.filter(post__consultation=at).filter(Q(person=person) | Q(post__in=ids))  # those of others may quote the words
    Flag.objects.filter(pk__in=list(notes.values_list("pk", flat=True))).update(text="", salt="")


def forget_drafts(person: Person, *, held: Collection[str]) -> None:
    """Throw away what the person wrote and did not send; also what is nobody's yet and of which one of the texts is the id."""
    ids = {found for found in map(as_uuid, held) if found is not None}
    nobodys = Q(person=None) & (Q(pk__in=ids) | Q(points__in=Point.objects.filter(pk__in=ids)))
    found = list(Draft.objects.filter(Q(person=person) | nobodys).values_list("pk", flat=True))
    drop(Attachment.objects.filter(Q(draft__in=found) | Q(person=person, submission=None)))
    Draft.objects.filter(pk__in=found).delete()


def as_uuid(text: str) -> UUID | None:
    """The id that a text is."""
    try:
        return UUID(text)
    except ValueError:
        return None


def erase_post(post: Post, *, actor: Viewer, now: datetime) -> None:
    """Take the words out of every version, tell the thread where the post was public, and write it down. Its rows are locked."""
    versions = list(post.versions.order_by("number"))
    shown = next((version for version in versions if version.status == Status.SHOWN), None)
    changed: dict[str, str] = {}
    for version in versions:
        if Action.ERASE in TRANSITIONS[Status(version.status)]:
            changed |= put(version, Status.ERASED, now=now)
    PostVersion.objects.filter(post=post).update(**STRUCK)
    settle(post, versions, before=shown, now=now)
    flags = answer_flags(post=post, outcome=Outcome.SETTLED, now=now)
    write_down(post, actor=actor, action="post.erased", subject=post.pk, now=now, statuses=changed, **answering(flags))
