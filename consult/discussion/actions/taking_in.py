"""Taking in what somebody says at one place: alone, or as one point of a letter."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from consult.accounts.actions import pseudonym
from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.audit.actions import record
from consult.consultations.locks import next_number
from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from consult.discussion.actions.change_status import tell_thread
from consult.discussion.canonical import version_digest, version_facts
from consult.discussion.locking import check_takes
from consult.discussion.locks import Place
from consult.discussion.models import Post, PostVersion, Receipt, Submission, Thread
from consult.discussion.queries import numbered, own_clause, public_status
from consult.discussion.rules import Contribution, Event, Kind, Office, ShownName, Status
from consult.discussion.thread_rules import check_without_clause
from consult.discussion.versions import Drafted, drafted, first_status, version_of
from consult.discussion.words import with_words
from consult.documents.models import Revision
from consult.documents.queries import published_wording, seen_revision
from consult.errors import BadInput, NotPossible


@dataclass(frozen=True)
class Said:
    """What somebody says at one place. `revision` is the number of the published one that they saw; None for the latest."""

    place: Place
    contribution: Contribution
    reply_to: UUID | None = None
    revision: int | None = None


@dataclass(frozen=True)
class Weighed:
    """The same after all checks: where it is to stand, and what of it is to be stored."""

    thread: Thread
    clause: UUID | None
    saw: Revision
    answered: Post | None
    draft: Drafted
    office: Office | None = None

    @property
    def status(self) -> Status:
        """Whether it is public at once."""
        return first_status(self.draft, moderation_of(self.thread.consultation, self.office))

    def post_in(self, submission: Submission, *, now: datetime) -> Post:
        """The post that comes of it; it is not stored yet and has no number."""
        return Post(
            consultation=self.thread.consultation,
            submission=submission,
            thread=self.thread,
            clause_id=self.clause,
            revision=self.saw,
            kind=self.draft.given.kind,
            office=self.office or "",
            reply_to=self.answered,
            status=self.status,
            created_at=now,
        )


def moderation_of(consultation: Consultation, office: str | None) -> Moderation:
    """Which mode holds for what is said by office, or by nobody's: nobody looks before the team's own words are public."""
    return Moderation.AFTER if office else Moderation(consultation.moderation)


def weighed(
    said: Said,
    *,
    thread: Thread,
    author: Person,
    lately: int,
    now: datetime,
    office: Office | None = None,
    on_behalf_of: str = "",
) -> Weighed:
    """Check what is said, for a thread with its consultation that the author may write into.

    Args:
        lately: how many posts and edits the author has sent in the last minutes.
        office: by which they speak (`offices.speaks_as`); then no name of theirs is shown.
        on_behalf_of: name of the organisation that the letter is sent for.

    Raises:
        NotPossible: a moderator has closed the thread.
        BadInput: naming the field.
    """
    consultation = thread.consultation
    check_takes(thread)
    clause = said.place.clause or own_clause(thread)
    if clause is None:
        check_without_clause(said.contribution)
    wording = published_wording(clause, consultation=consultation, revision=said.revision) if clause else None
    saw = wording.revision if wording else seen_revision(consultation, said.revision)
    given = replace(said.contribution, shown_name=ShownName.WITHHELD) if office else said.contribution
    draft = drafted(given, wording=wording, author=author, lately=lately, now=now, on_behalf_of=on_behalf_of)
    answered = post_to_answer(said.reply_to, kind=said.contribution.kind, thread=thread)
    return Weighed(thread=thread, clause=clause, saw=saw, answered=answered, draft=draft, office=office)


def post_to_answer(reply_to: UUID | None, *, kind: Kind, thread: Thread) -> Post | None:
    """The post that a reply answers, which has to be shown and in the same thread.

    Raises:
        NotPossible: it was public there, and is not now.
        BadInput: it never was, or a reply names none, or something else names one.
    """
    if (kind is Kind.REPLY) != (reply_to is not None):
        raise BadInput("post.reply_to", field="reply_to")
    if reply_to is None:
        return None
    answered = numbered().filter(pk=reply_to, thread=thread).first()
    if answered is None:
        raise BadInput("post.reply_to", field="reply_to")
    if answered.status != Status.SHOWN:
        raise NotPossible("post.reply_gone", status=public_status(answered).value)
    return answered


def taken_in(point: Weighed, *, receipt: Receipt, actor: Viewer, now: datetime, id_: UUID | None = None) -> Post:
    """Store the post and its first version in the receipt's submission, tell the thread where it is public, and write it down.

    It has a number for citing from the start where it is public at once. Its consultation and thread are locked.
    """
    post = point.post_in(receipt.submission, now=now)
    post.id = id_ or uuid4()
    if post.status == Status.SHOWN:
        post.number = next_number(post.consultation)
    post.save(force_insert=True)
    version = first_version(post, point.draft, receipt=receipt, now=now)
    if post.status == Status.SHOWN:
        tell_thread(post, Event.POSTED, gone=None, come=version, now=now)
    write_down(version, post.consultation, actor=actor, action="post.received", now=now)
    return post


def first_version(post: Post, draft: Drafted, *, receipt: Receipt, now: datetime) -> PostVersion:
    """Version 1 of the post, with the receipt of its submission."""
    version = version_of(draft, number=1, status=Status(post.status), receipt=receipt, now=now)
    version.post = post
    with_words(version).save(force_insert=True)
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
