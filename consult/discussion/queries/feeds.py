"""What a feed tells of: the newest public posts of a consultation or of a clause, and when the public last saw something happen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import announcements, seen
from consult.discussion.models import Post, PostVersion, Thread
from consult.discussion.queries.overview import Happening, What
from consult.discussion.queries.posts import shown_once
from consult.discussion.rules import Event, Status
from consult.documents.queries import names_in, published_revisions

MOST: Final = 50
EVENTS: Final = 4 * MOST  # that are looked through: a post may have been edited, hidden and shown again
SEEN: Final = frozenset({Event.POSTED, Event.EDITED, Event.RESTORED})


@dataclass(frozen=True)
class Told:
    """A post as `queries.shown_once` has it, and when what is public of it was last new; `label` is that of its clause, if it has one."""

    post: Post
    at: datetime
    label: str

    @property
    def version(self) -> PostVersion:
        """What is shown of it."""
        return self.post.public_versions[0]  # type: ignore[attr-defined,no-any-return]


@dataclass(frozen=True)
class Lately:
    """The newest posts, newest first, and the instant of the last event of any kind: what was hidden changes a feed, too."""

    posts: Sequence[Told] = ()
    last: datetime | None = None


def lately(place: Consultation | Thread, *, viewer: Viewer, now: datetime) -> Lately:
    """What was said lately in a consultation or a thread. Four queries, whatever there is.

    Raises:
        NotFound: the viewer may not read the consultation.
    """
    seen(place.consultation if isinstance(place, Thread) else place, viewer=viewer, now=now)
    events = place.events.order_by("-seq" if isinstance(place, Thread) else "-nth").values_list("post", "type", "at")[:EVENTS]
    newest: dict[UUID, datetime] = {}
    last = None
    for post, type_, at in events:
        last = max(last or at, at)
        if type_ in SEEN:
            newest.setdefault(post, at)
    found = shown_once().filter(pk__in=list(newest), status=Status.SHOWN)
    return Lately(posts=labelled(found, newest)[:MOST], last=last)


def labelled(found: QuerySet[Post], newest: dict[UUID, datetime]) -> list[Told]:
    """The posts in the order of their events, with what their clauses are called."""
    rows = {post.pk: post for post in found if post.public_versions}  # type: ignore[attr-defined]
    names = names_in((post.revision_id, post.clause_id) for post in rows.values() if post.revision_id and post.clause_id)
    told = [(rows[post], at) for post, at in newest.items() if post in rows]
    return [Told(post, at, names.get((post.revision_id, post.clause_id), ("", ""))[0]) for post, at in told]  # type: ignore[arg-type]


def life(consultation: Consultation, *, viewer: Viewer, now: datetime) -> list[Happening]:
    """What happened to a consultation as a whole up to now: announcement, opening, versions, closing, answering. Two queries.

    Raises:
        NotFound: the viewer may not read it.
    """
    row = seen(consultation, viewer=viewer, now=now)
    found = [Happening(at, What.ANNOUNCED, row.pk) for at in announcements([row.pk]).values()]
    instants = {What.OPENED: row.opens_at, What.CLOSED: row.closes_at, What.ANSWERED: row.answered_at}
    found += [Happening(at, what, row.pk) for what, at in instants.items() if at and at <= now]
    published = published_revisions(row).values_list("published_at", "number")
    return [*found, *(Happening(at, What.PUBLISHED, row.pk, number) for at, number in published if at)]
