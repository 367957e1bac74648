"""Submit a letter: many posts over the clauses and threads of one consultation, taken in as one submission with one receipt, or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from consult.access import Right
from consult.accounts.actions import signed_in
from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.discussion.actions.attachments.take_in_files import own_unsent, take_in
from consult.discussion.actions.take_in_post import Said, Weighed, taken_in, weighed
from consult.discussion.attachment_jobs import read_attachments
from consult.discussion.contribution_sources import ONE_BY_ONE, Loaded, Sources
from consult.discussion.jobs import tell_received
from consult.discussion.locks import Place, locked_threads
from consult.discussion.models import Submission, Thread
from consult.discussion.post_versions import new_receipt
from consult.discussion.rules import Channel
from consult.errors import BadInput, BadPoints, NotPossible, Refusal
from consult.platform import idempotency, jobs, limits
from consult.platform.markup import one_line

POINTS_LIMIT: Final = 100
ORGANISATION_LIMIT: Final = 200  # characters


@dataclass(frozen=True)
class Letter:
    """What is sent at once. `on_behalf_of` is the name of an organisation; empty where the author writes for themselves."""

    points: tuple[Said, ...]
    on_behalf_of: str = ""
    attachments: tuple[UUID, ...] = ()  # files that lie there for it (`attaching.attach_file`), in their order


@limits.counts_refused("letter_refused")
@idempotency.action
def submit_letter(*, actor: Viewer, slug: str, letter: Letter, channel: Channel, address: str, now: datetime) -> Submission:
    """Take in all points of a letter. It is durable when this returns; one receipt names them all, in their order.

    Args:
        address: where the request came from, for the limit; "" where there is none.

    Raises:
        NotFound: there is no such consultation for this actor.
        NotAllowed: the actor may read it and may not write, whatever the phase.
        NotPossible: the consultation does not take posts now, or these were too many points in a short time.
        BadPoints: naming all that is wrong in any point. Nothing is sent then.
        BadInput: naming the field.
    """
    return received(letter, at=locked_consultation(slug), actor=actor, channel=channel, address=address, now=now)


def received(letter: Letter, *, at: Consultation, actor: Viewer, channel: Channel, address: str, now: datetime) -> Submission:
    """The same in a consultation that is locked."""
    require(actor, Right.POST_SUBMIT, at=at, now=now)
    check_length(letter)
    organisation = checked_organisation(letter.on_behalf_of)
    many = len(letter.points)
    act = "letter" if many > 1 else "post"
    lately = limits.spend(act, account=actor, address=address, now=now, times=many, refused="letter_refused")
    threads = locked_threads({said.place for said in letter.points}, at=at)
    attached = own_unsent(letter.attachments, actor=actor, at=at)
    points = all_weighed(letter, threads, author=signed_in(actor), on_behalf_of=organisation, lately=lately, now=now)

    given = {"author": actor.person, "channel": channel, "on_behalf_of": organisation, "received_at": now}
    submission = Submission.objects.create(consultation=at, **given)
    receipt = new_receipt(submission, now=now)
    taken_in(points, receipt=receipt, actor=actor, now=now)
    if attached:
        take_in(attached, submission, actor=actor, now=now)
        jobs.enqueue(read_attachments, str(submission.pk))
    jobs.enqueue(tell_received, receipt.code)
    return submission


def check_length(letter: Letter) -> None:
    """Refuse a letter that says nothing, and one of too many points.

    Raises:
        BadInput: it is one of both.
    """
    if not letter.points:
        raise BadInput("letter.empty", field="posts")
    if len(letter.points) > POINTS_LIMIT:
        raise BadInput("letter.too_many", field="posts", length=len(letter.points), limit=POINTS_LIMIT)


def checked_organisation(name: str) -> str:
    """The name of the organisation as it is stored: on one line.

    Raises:
        BadInput: it is too long.
    """
    if len(name) > 2 * ORGANISATION_LIMIT or len(one_line(name)) > ORGANISATION_LIMIT:
        raise BadInput("letter.organisation", field="on_behalf_of", length=len(name), limit=ORGANISATION_LIMIT)
    return one_line(name)


def all_weighed(
    letter: Letter, threads: Mapping[Place, Thread], *, author: Person, on_behalf_of: str, lately: int, now: datetime
) -> list[Weighed]:
    """Every point after its checks.

    Raises:
        BadPoints: one or more do not pass them.
    """
    points, bad = [], []
    weigh = partial(weighed, author=author, lately=lately, now=now, on_behalf_of=on_behalf_of, sources=sources_for(letter, threads))
    for number, said in enumerate(letter.points):
        try:
            thread = thread_in(threads, said.place)
            points.append(weigh(said, thread=thread))
        except (BadInput, NotPossible) as refusal:
            bad.append(numbered(refusal, number, said))
    bad = bad or names_apart(letter)
    if bad:
        raise BadPoints("letter.point", each=bad)
    return points


def names_apart(letter: Letter) -> list[BadInput]:
    """The points under another name than the first: the record shows which points came together, so a name would tell of them all."""
    names = [said.contribution.shown_name for said in letter.points]
    return [BadInput("letter.names", field=f"posts.{number}.shown_name") for number, name in enumerate(names) if name != names[0]]


def sources_for(letter: Letter, threads: Mapping[Place, Thread]) -> Sources:
    """What weighing looks up, for all points at once where there are several."""
    at = next((thread.consultation for thread in threads.values()), None)
    if at is None or len(letter.points) == 1:
        return ONE_BY_ONE
    clauses = [said.place.clause for said in letter.points if said.place.clause]
    replies = [said.reply_to for said in letter.points if said.reply_to]
    return Loaded(at, clauses=clauses, threads=[thread.pk for thread in threads.values()], replies=replies)


def thread_in(threads: Mapping[Place, Thread], place: Place) -> Thread:
    """The thread of the place.

    Raises:
        BadInput: it is no place in this consultation; what is elsewhere or nowhere is told alike.
    """
    if place not in threads:
        raise BadInput("letter.place", field=field_of(place))
    return threads[place]


def field_of(place: Place) -> str:
    """How a request names the place."""
    return "clause" if place.clause else "thread"


def numbered(refusal: Refusal, number: int, said: Said) -> BadInput:
    """The refusal of one point, with its field; what the state of its thread forbids is said of the place."""
    field = refusal.field if isinstance(refusal, BadInput) else field_of(said.place)
    facts = {name: fact for name, fact in refusal.facts.items() if name != "field"}
    return BadInput(refusal.code, field=f"posts.{number}.{field}", **facts)
