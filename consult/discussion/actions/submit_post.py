"""Submit a post on a clause or into a thread. Whoever gets its receipt can rely on it."""

from datetime import datetime
from uuid import UUID

from consult import jobs, limits, once
from consult.access import Right
from consult.accounts.actions import pseudonym, signed_in
from consult.accounts.viewer import Viewer
from consult.audit.actions import record
from consult.consultations.locks import next_number
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.consultations.rules import Moderation
from consult.discussion.actions.change_status import tell_thread
from consult.discussion.canonical import version_digest, version_facts
from consult.discussion.jobs import tell_received
from consult.discussion.locks import Place, locked_thread
from consult.discussion.models import Post, PostVersion, Submission, Thread
from consult.discussion.queries import own_clause
from consult.discussion.rules import Channel, Contribution, Event, Kind, Status
from consult.discussion.versions import Draft, drafted, first_status, new_receipt, version_of
from consult.documents.models import Revision
from consult.documents.queries import published_wording, seen_revision
from consult.errors import BadInput


@once.action
def submit_post(
    *,
    actor: Viewer,
    place: Place,
    contribution: Contribution,
    reply_to: UUID | None,
    revision: int | None,
    channel: Channel,
    address: str,
    now: datetime,
) -> Post:
    """Take in one post as a submission of its own. It is durable when this returns; its receipt is that of version 1.

    Args:
        revision: number of the published revision that the author saw; None for the latest.
        address: where the request came from, for the limit; "" where there is none.

    Raises:
        NotFound: there is no such clause or thread for this actor.
        NotAllowed: the actor may read it and may not write, whatever the phase.
        NotPossible: the consultation does not take posts now, or this was the one too many in a short time.
        BadInput: naming the field.
    """
    thread = locked_thread(place)
    consultation = thread.consultation
    require(actor, Right.POST_SUBMIT, at=consultation, now=now)
    lately = limits.spend("post", account=actor, address=address, now=now)
    clause = place.clause or own_clause(thread)
    wording = published_wording(clause, consultation=consultation, revision=revision) if clause else None
    saw = wording.revision if wording else seen_revision(consultation, revision)
    draft = drafted(contribution, wording=wording, author=signed_in(actor), lately=lately, now=now)
    answered = post_to_answer(reply_to, kind=contribution.kind, thread=thread)

    status = first_status(draft, Moderation(consultation.moderation))
    submission = Submission.objects.create(consultation=consultation, author=actor.person, channel=channel, received_at=now)
    post = new_post(submission, thread, clause, saw, answered, kind=contribution.kind, status=status, now=now)
    version = first_version(post, draft, now=now)
    if status is Status.SHOWN:
        tell_thread(post, Event.POSTED, gone=None, come=version, now=now)
    write_down(version, consultation, actor=actor, action="post.received", now=now)
    jobs.enqueue(tell_received, version.receipt_id)
    return post


def post_to_answer(reply_to: UUID | None, *, kind: Kind, thread: Thread) -> Post | None:
    """The post that a reply answers, which has to be shown and in the same thread.

    Raises:
        BadInput: it is not, or a reply names none, or something else names one.
    """
    if (kind is Kind.REPLY) != (reply_to is not None):
        raise BadInput("post.reply_to", field="reply_to")
    if reply_to is None:
        return None
    answered = Post.objects.filter(pk=reply_to, thread=thread, status=Status.SHOWN).first()
    if answered is None:
        raise BadInput("post.reply_to", field="reply_to")
    return answered


def new_post(
    submission: Submission,
    thread: Thread,
    clause: UUID | None,
    saw: Revision,
    answered: Post | None,
    *,
    kind: Kind,
    status: Status,
    now: datetime,
) -> Post:
    """The row of the post; it has a number for citing from the start where it is public at once."""
    post = Post(
        consultation=thread.consultation,
        submission=submission,
        thread=thread,
        clause_id=clause,
        revision=saw,
        kind=kind,
        reply_to=answered,
        number=next_number(thread.consultation) if status is Status.SHOWN else None,
        status=status,
        created_at=now,
    )
    post.save(force_insert=True)
    return post


def first_version(post: Post, draft: Draft, *, now: datetime) -> PostVersion:
    """Version 1 of the post, with the receipt of its submission."""
    receipt = new_receipt(post.submission, now=now)
    version = version_of(draft, number=1, status=Status(post.status), receipt=receipt, now=now)
    version.post = post
    version.save(force_insert=True)
    post.received_as = receipt.code
    return version


def write_down(
    version: PostVersion,
    consultation: Consultation,
    *,
    actor: Viewer,
    action: str,
    now: datetime,
    **statuses: str,
) -> None:
    """Append that a version was received to the consultation's chain."""
    record(
        chain_id=consultation.chain_id,
        actor=pseudonym(actor, chain_id=consultation.chain_id),
        action=action,
        subject=version.id,
        digest=version_digest(version, revision=version.post.revision.number if version.post.revision else None),
        now=now,
        statuses={str(version.id): version.status, **statuses},
        **version_facts(version),
    )
