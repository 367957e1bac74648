"""What a contribution will look like before it is sent: weighed as sending it would weigh it, and nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from consult.accounts.actions import signed_in
from consult.accounts.viewer import Viewer
from consult.discussion.actions.edit_post import can_change, check_editable, was_hidden, wording_seen
from consult.discussion.actions.take_in_post import Said, moderation_of, weighed
from consult.discussion.attribution import speaks_as
from consult.discussion.contribution_sources import ONE_BY_ONE
from consult.discussion.locks import Place
from consult.discussion.models import Post, PostVersion, Receipt, Submission, Thread
from consult.discussion.post_versions import Drafted, contribution_of, drafted, first_status, version_of
from consult.discussion.queries.posts import clause_thread, own_post, post_for, thread_of
from consult.discussion.rules import Contribution, Status
from consult.discussion.screening import Code, Screening
from consult.errors import NotFound


@dataclass(frozen=True)
class Preview:
    """A version as the public would see it; neither it nor its post is stored.

    `held`: a moderator would read it first, as far as its author is told. The words of the list hold it too; that is found out by
    sending, which leaves a trace, so that nobody tries here which words these are.
    """

    version: PostVersion
    held: bool

    @property
    def post(self) -> Post:
        """What it would be a version of."""
        return self.version.post

    @property
    def personal_data(self) -> Sequence[str]:
        """Kinds of personal data that seem to stand in it (`personal_data.Kind`)."""
        return [signal["found"] for signal in self.version.signals]


def preview_post(
    *, contribution: Contribution, place: Place, reply_to: UUID | None, revision: int | None, viewer: Viewer, now: datetime
) -> Preview:
    """What `submit_post` would make of it; it refuses the same.

    Raises:
        NotFound, NotAllowed, NotPossible, BadInput: as `submit_post` does, but for how often: views count that (`limits`, "preview").
    """
    thread = thread_at(place, viewer=viewer, now=now)
    office = speaks_as(viewer, replies=reply_to is not None, at=thread.consultation, now=now)
    said = Said(place=place, contribution=contribution, reply_to=reply_to, revision=revision)
    point = weighed(said, thread=thread, author=signed_in(viewer), lately=0, now=now, office=office)
    post = point.post_in(Submission(author=viewer.person, received_at=now), now=now)
    return previewed(point.draft, post, number=1, now=now)


def thread_at(place: Place, *, viewer: Viewer, now: datetime) -> Thread:
    """The thread of the place with its consultation, which `locks.locked_thread` would lock.

    Raises:
        NotFound: there is no such clause or thread for this viewer, or not in that consultation.
    """
    if place.clause is not None:
        thread = clause_thread(place.clause, viewer=viewer, now=now)
    elif place.thread is not None:
        thread = thread_of(place.thread, viewer=viewer, now=now)
    else:
        raise NotFound
    if place.slug not in {"", thread.consultation.slug}:
        raise NotFound
    return thread


def preview_edit(*, post_id: UUID, changes: Mapping[str, object], viewer: Viewer, now: datetime) -> Preview:
    """What `edit_post` would make of it, for the post's author; it refuses the same.

    Raises:
        NotFound, NotAllowed, NotPossible, BadInput: as `edit_post` does, but for how often: views count that.
    """
    post = own_post(post_for(post_id, viewer=viewer, now=now), actor=viewer, now=now)
    check_editable(post, actor=viewer, now=now)
    latest = list(post.versions.all())[-1]
    after = replace(contribution_of(latest), **can_change(post, changes))  # type: ignore[arg-type]  # values of any field, by its name
    organisation = post.submission.on_behalf_of
    wording, author = wording_seen(post), signed_in(viewer)
    draft = drafted(after, wording=wording, author=author, lately=0, now=now, known=ONE_BY_ONE, on_behalf_of=organisation)
    return previewed(draft, post, number=latest.number + 1, now=now, hidden=was_hidden(post))


def previewed(draft: Drafted, post: Post, *, number: int, now: datetime, hidden: bool = False) -> Preview:
    """The version that would be stored, with its post."""
    told = tuple(signal for signal in draft.screening.signals if signal.code is Code.PERSONAL_DATA)
    draft = replace(draft, screening=Screening(told))
    status = Status.HELD if hidden else first_status(draft, moderation_of(post.consultation, post.office))
    version = version_of(draft, number=number, status=status, receipt=Receipt(), now=now)
    version.post = post
    return Preview(version=version, held=status is Status.HELD)
