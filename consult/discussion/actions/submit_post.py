"""Submit a post on a clause or into a thread. Whoever gets its receipt can rely on it."""

from datetime import datetime
from uuid import UUID

from consult.accounts.actions import signed_in
from consult.accounts.viewer import Viewer
from consult.discussion.actions.take_in_post import Said, taken_in, weighed
from consult.discussion.attribution import speaks_as
from consult.discussion.jobs import tell_received
from consult.discussion.locks import Place, locked_thread
from consult.discussion.models import Post, Submission
from consult.discussion.post_versions import new_receipt
from consult.discussion.rules import Channel, Contribution
from consult.platform import idempotency, jobs, limits


@limits.counts_refused("post_refused")
@idempotency.action
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

    What somebody of the team replies is said by their office, under no name.

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
    office = speaks_as(actor, replies=reply_to is not None, at=consultation, now=now)
    lately = limits.spend("post", account=actor, address=address, now=now, refused="post_refused")
    said = Said(place=place, contribution=contribution, reply_to=reply_to, revision=revision)
    point = weighed(said, thread=thread, author=signed_in(actor), lately=lately, now=now, office=office)

    submission = Submission.objects.create(consultation=consultation, author=actor.person, channel=channel, received_at=now)
    receipt = new_receipt(submission, now=now)
    [post] = taken_in([point], receipt=receipt, actor=actor, now=now)
    jobs.enqueue(tell_received, receipt.code)
    return post
