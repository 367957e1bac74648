"""Taking in what somebody says at one place: alone, or as one point of a letter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from consult.accounts.actions import pseudonym
from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.consultations.locks import next_number
from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from consult.discussion.actions.change_status import News, tell_threads
from consult.discussion.actions.fill_words import give_words
from consult.discussion.actions.place_posts import place_late
from consult.discussion.canonical import version_digest, version_facts
from consult.discussion.contribution_sources import ONE_BY_ONE, Sources
from consult.discussion.locks import Place, check_takes
from consult.discussion.models import Post, PostVersion, Receipt, Submission, Thread
from consult.discussion.post_versions import Drafted, drafted, first_status, version_of
from consult.discussion.queries.posts import public_status
from consult.discussion.rules import Contribution, Event, Kind, Office, ShownName, Status
from consult.discussion.thread_rules import check_without_clause
from consult.documents.models import Revision
from consult.errors import BadInput, NotPossible
from consult.platform.audit.actions import Note, record_all


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
    sources: Sources = ONE_BY_ONE,
) -> Weighed:
    """Check what is said, for a thread with its consultation that the author may write into.

    Args:
        lately: how many posts and edits the author has sent in the last minutes.
        office: by which they speak (`attribution.speaks_as`); then no name of theirs is shown.
        on_behalf_of: name of the organisation that the letter is sent for.
        sources: where is looked up what the checks have to know.

    Raises:
        NotPossible: a moderator has closed the thread.
        BadInput: naming the field.
    """
    consultation = thread.consultation
    check_takes(thread)
    clause = said.place.clause or sources.clause_of(thread)
    if clause is None:
        check_without_clause(said.contribution)
    wording = sources.wording(clause, consultation=consultation, revision=said.revision) if clause else None
    saw = wording.revision if wording else sources.revision(consultation, said.revision)
    given = replace(said.contribution, shown_name=ShownName.WITHHELD) if office else said.contribution
    draft = drafted(given, wording=wording, author=author, lately=lately, now=now, known=sources, on_behalf_of=on_behalf_of)
    answered = post_to_answer(said.reply_to, kind=said.contribution.kind, thread=thread, sources=sources)
    return Weighed(thread=thread, clause=clause, saw=saw, answered=answered, draft=draft, office=office)


def post_to_answer(reply_to: UUID | None, *, kind: Kind, thread: Thread, sources: Sources) -> Post | None:
    """The post that a reply answers, which has to be shown and in the same thread.

    Raises:
        NotPossible: it was public there, and is not now.
        BadInput: it never was, or a reply names none, or something else names one.
    """
    if (kind is Kind.REPLY) != (reply_to is not None):
        raise BadInput("post.reply_to", field="reply_to")
    if reply_to is None:
        return None
    answered = sources.answered(reply_to, thread=thread)
    if answered is None:
        raise BadInput("post.reply_to", field="reply_to")
    if answered.status != Status.SHOWN:
        raise NotPossible("post.reply_gone", status=public_status(answered).value)
    return answered


def taken_in(points: Sequence[Weighed], *, receipt: Receipt, actor: Viewer, now: datetime) -> list[Post]:
    """Store the posts and their first versions in the receipt's submission, tell the threads what is public, and write it down.

    They are of one consultation, which is locked, and so are their threads. Each has a number for citing from the start where it is
    public at once. Their ids rise, so that whoever reads by time and then by id finds the order in which they were sent.
    """
    ids = sorted(uuid4() for _point in points)
    posts = [post_of(point, receipt=receipt, id_=id_, now=now) for point, id_ in zip(points, ids, strict=True)]
    Post.objects.bulk_create(posts)
    versions = [first_version(post, point.draft, receipt=receipt, now=now) for post, point in zip(posts, points, strict=True)]
    give_words(versions, receipt=receipt)
    PostVersion.objects.bulk_create(versions)
    tell_threads([News(version.post, Event.POSTED, come=version) for version in versions if version.status == Status.SHOWN], now=now)
    write_down(versions, posts[0].consultation, actor=actor, action="post.received", now=now)
    if late := [version for version in versions if is_late(version.post.revision)]:
        place_late(late, posts[0].consultation, actor=actor, now=now)
    return posts


def is_late(saw: Revision | None) -> bool:
    """Whether a later revision is published than the one that the author saw."""
    return saw is not None and saw.newest_number is not None and saw.number < saw.newest_number


def post_of(point: Weighed, *, receipt: Receipt, id_: UUID, now: datetime) -> Post:
    """The post, not stored yet, with its number where it is public at once."""
    post = point.post_in(receipt.submission, now=now)
    post.id, post.received_as = id_, receipt.code
    if post.status == Status.SHOWN:
        post.number = next_number(post.consultation)
    return post


def first_version(post: Post, draft: Drafted, *, receipt: Receipt, now: datetime) -> PostVersion:
    """Version 1 of the post, not stored yet, with the receipt of its submission."""
    version = version_of(draft, number=1, status=Status(post.status), receipt=receipt, now=now)
    version.post = post
    return version


def write_down(
    versions: Sequence[PostVersion],
    consultation: Consultation,
    *,
    actor: Viewer,
    action: str,
    now: datetime,
    **statuses: str,
) -> None:
    """Append to the consultation's chain that versions were received, in their order."""
    by = pseudonym(actor, chain_id=consultation.chain_id)
    notes = [noted(version, by=by, action=action, **statuses) for version in versions]
    record_all(notes, chain_id=consultation.chain_id, actor=by, now=now)


def noted(version: PostVersion, *, by: UUID | None, action: str, **statuses: str) -> Note:
    """What the record says of a version that was received; `statuses` are of others that it changed."""
    digest = version_digest(version, revision=version.post.revision.number if version.post.revision else None)
    facts = {"statuses": {str(version.id): version.status, **statuses}, **version_facts(version, by=by)}
    return Note(action=action, subject=version.id, digest=digest, facts=facts)
