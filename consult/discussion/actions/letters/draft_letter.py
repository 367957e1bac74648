"""Write a letter before it is sent: add, change, move and remove its points, set who sends it under which name, throw it away.

Nothing of it is public, so nothing enters the record. Whoever holds the id of a visitor's draft may write in it: only their session has it.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from consult.accounts.actions import present, signed_in
from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.discussion.actions.attachments.forget_files import drop
from consult.discussion.actions.letters.submit_letter import POINTS_LIMIT, checked_organisation, received
from consult.discussion.actions.take_in_post import Said
from consult.discussion.letters.unsent_letters import letter_of, plain, points_of
from consult.discussion.models import Attachment, Draft, Point, Post, Submission, Thread
from consult.discussion.post_versions import cleaned
from consult.discussion.queries.attachments import files_in
from consult.discussion.queries.previews import thread_at
from consult.discussion.rules import Channel, ShownName
from consult.documents.queries import seen_revision
from consult.errors import BadInput, NotFound, NotPossible
from consult.platform import idempotency, limits


@idempotency.action
def add_point(*, actor: Viewer, said: Said, draft_id: UUID | None = None, shown_name: ShownName | None = None, now: datetime) -> Point:
    """Put what is said at the end of the actor's letter on that consultation, or of a visitor's draft; begin one where there is none.

    It need not be fit to be sent yet, nor need anybody take it now: that is judged when it is sent.

    Raises:
        NotFound: there is no such place for this actor.
        NotPossible: the letter is full, or the visitor's draft is gone.
        BadInput: it is far too long, names a version that was never published, or answers what never was.
    """
    given = cleaned(said.contribution)
    thread = thread_at(said.place, viewer=actor, now=now)
    check_answered(said, thread)
    draft = begun(thread.consultation, actor=actor, draft_id=draft_id, now=now)
    points = list(draft.points.values_list("position", flat=True))
    if len(points) >= POINTS_LIMIT:
        raise NotPossible("letter.full", limit=POINTS_LIMIT)
    if not points and shown_name is not None:
        draft.shown_name = shown_name
    touch(draft, now=now)
    return Point.objects.create(
        draft=draft,
        position=max(points, default=0) + 1,
        thread=thread,
        clause_id=said.place.clause,
        revision=seen_revision(thread.consultation, said.revision).number,
        reply_to_id=said.reply_to,
        said=plain(given),
        created_at=now,
    )


def check_answered(said: Said, thread: Thread) -> None:
    """Refuse an answer to a post that was never public in the thread.

    Raises:
        BadInput: it was not.
    """
    if said.reply_to is not None and not Post.objects.filter(pk=said.reply_to, thread=thread, number__isnull=False).exists():
        raise BadInput("post.reply_to", field="reply_to")


def begun(consultation: Consultation, *, actor: Viewer, draft_id: UUID | None, now: datetime) -> Draft:
    """The draft to write in, locked; made now where there is none, with the person held.

    Whoever sends it holds it before they hold themselves; so one that is there is locked alone.
    """
    if draft_id is not None:
        draft = locked_draft(draft_id, actor=actor)
        if draft.consultation_id != consultation.pk:
            raise NotPossible("draft_letter.gone")
        return draft
    fresh = {"created_at": now, "changed_at": now}
    if actor.person is None:
        return Draft.objects.create(consultation=consultation, **fresh)
    own = own_draft(consultation.pk, signed_in(actor))
    if own is None:
        draft, _made = Draft.objects.get_or_create(consultation=consultation, person=present(actor), defaults=fresh)
        own = locked_draft(draft.pk, actor=actor)
    return own


def own_draft(consultation_id: UUID, person: Person) -> Draft | None:
    """The person's letter to the consultation, locked; None where there is none."""
    return Draft.objects.select_for_update(of=("self",)).filter(consultation=consultation_id, person=person).first()


def locked_draft(draft_id: UUID, *, actor: Viewer) -> Draft:
    """The draft, locked, where it is the actor's or nobody's yet.

    Raises:
        NotPossible: it is not there any more, or somebody else's.
    """
    return theirs(Draft.objects.select_for_update(of=("self",)).filter(pk=draft_id).first(), actor=actor)


def theirs(draft: Draft | None, *, actor: Viewer) -> Draft:
    """The draft, where it is the actor's or nobody's yet.

    Raises:
        NotPossible: it is not there any more, or somebody else's.
    """
    if draft is None or (draft.person_id is not None and (actor.person is None or draft.person_id != actor.person.pk)):
        raise NotPossible("draft_letter.gone")
    return draft


def point_in(draft: Draft, point_id: UUID) -> Point:
    """A point of the draft.

    Raises:
        NotFound: it has no such point.
    """
    point = draft.points.filter(pk=point_id).first()
    if point is None:
        raise NotFound
    return point


def touch(draft: Draft, *, now: datetime) -> None:
    """Store the draft, and that something was changed in it."""
    draft.changed_at = now
    draft.save(update_fields=["on_behalf_of", "shown_name", "changed_at"])


@idempotency.action
def change_point(*, actor: Viewer, draft_id: UUID, point_id: UUID, said: Said, now: datetime) -> Point:
    """Write a point anew, at its place in the letter: on the version of the draft that `said` names, or on the same as before.

    Raises:
        NotPossible: the letter is gone.
        NotFound: it has no such point.
        BadInput: it is far too long, or names a version that was never published.
    """
    draft = locked_draft(draft_id, actor=actor)
    point = point_in(draft, point_id)
    point.said = plain(cleaned(said.contribution))
    if said.revision is not None:
        point.revision = seen_revision(draft.consultation, said.revision).number
    point.save(update_fields=["said", "revision"])
    touch(draft, now=now)
    return point


@idempotency.action
def move_point(*, actor: Viewer, draft_id: UUID, point_id: UUID, to: int, now: datetime) -> Draft:
    """Put a point to place `to`, counted from 1; the others close up. Beyond the ends it stands at the end.

    Raises:
        NotPossible, NotFound: see `change_point`.
    """
    draft = locked_draft(draft_id, actor=actor)
    moved = point_in(draft, point_id)
    others = [point for point in points_of(draft) if point.pk != moved.pk]
    put_in_order([*others[: max(to, 1) - 1], moved, *others[max(to, 1) - 1 :]])
    touch(draft, now=now)
    return draft


def put_in_order(points: list[Point]) -> None:
    """Number them 1, 2, 3…"""
    for position, point in enumerate(points, start=1):
        point.position = position
    Point.objects.bulk_update(points, ["position"])


@idempotency.action
def remove_point(*, actor: Viewer, draft_id: UUID, point_id: UUID, now: datetime) -> Draft:
    """Take a point out of the letter. A letter without any stays, with its names; one that is gone already changes nothing.

    Raises:
        NotPossible: the letter is gone.
    """
    draft = locked_draft(draft_id, actor=actor)
    draft.points.filter(pk=point_id).delete()
    put_in_order(points_of(draft))
    touch(draft, now=now)
    return draft


@idempotency.action
def name_letter(*, actor: Viewer, draft_id: UUID, on_behalf_of: str, shown_name: ShownName, now: datetime) -> Draft:
    """Set for which organisation the letter is sent, if any, and under which name its points are shown.

    Raises:
        NotPossible: the letter is gone.
        BadInput: the organisation's name is too long.
    """
    draft = locked_draft(draft_id, actor=actor)
    draft.on_behalf_of, draft.shown_name = checked_organisation(on_behalf_of), shown_name
    touch(draft, now=now)
    return draft


@transaction.atomic(durable=True)
def discard_letter(*, actor: Viewer, draft_id: UUID) -> None:
    """Throw the letter away with all its points. Doing it again changes nothing."""
    try:
        draft = locked_draft(draft_id, actor=actor)
    except NotPossible:
        return
    drop(Attachment.objects.filter(draft=draft))
    draft.delete()


@idempotency.action
def take_over(*, actor: Viewer, draft_id: UUID, now: datetime) -> Draft:
    """Make a visitor's draft the actor's own; where they have one on that consultation already, its points go to the end of that.

    Its files go along, all of them: where both together have more than can be sent, whoever sends it chooses which.

    Of two browsers that sign in at once, each with a draft, the second waits for the first, and finds its draft there.

    Raises:
        NotPossible: it is gone, or both together have more points than a letter can have.
    """
    consultation = locked_addressee(draft_id)
    person = present(actor)
    draft = locked_draft(draft_id, actor=actor)
    if draft.person_id is not None:
        return draft
    own = own_draft(consultation.pk, person)
    if own is None:
        draft.person, draft.changed_at = person, now
        draft.save(update_fields=["person", "changed_at"])
        draft.attachments.update(person=person)
        return draft
    points = [*points_of(own), *points_of(draft)]
    if len(points) > POINTS_LIMIT:
        raise NotPossible("letter.full", limit=POINTS_LIMIT)
    own.on_behalf_of = own.on_behalf_of or draft.on_behalf_of
    draft.points.update(draft=own)
    draft.attachments.update(draft=own, person=person)
    put_in_order(points)
    draft.delete()
    touch(own, now=now)
    return own


@limits.counts_refused("letter_refused")
@idempotency.action
def send_letter(*, actor: Viewer, draft_id: UUID, channel: Channel, address: str, now: datetime) -> Submission:
    """Send the letter as it stands, once: then there is no draft any more, and its receipt is the proof.

    Args:
        address: where the request came from, for the limit.

    Raises:
        NotPossible: it is gone (sent already, or thrown away), or see `submit_letter`.
        NotFound, NotAllowed, BadPoints, BadInput: see `submit_letter`. All of it is kept then.
    """
    consultation = locked_addressee(draft_id)
    draft = locked_draft(draft_id, actor=actor)
    letter = letter_of(draft, points_of(draft), attachments=files_in(draft).values_list("pk", flat=True))
    submission = received(letter, at=consultation, actor=actor, channel=channel, address=address, now=now)
    draft.delete()
    return submission


def locked_addressee(draft_id: UUID) -> Consultation:
    """The consultation that the draft is for, locked.

    Raises:
        NotPossible: the draft is not there any more.
    """
    place = Draft.objects.filter(pk=draft_id).values("consultation")
    consultation = Consultation.objects.select_for_update(no_key=True).filter(pk__in=place).first()
    if consultation is None:
        raise NotPossible("draft_letter.gone")
    return consultation
