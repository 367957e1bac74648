"""What became of a person's own posts, step by step: received, shown, edited, decided about, answered, withdrawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q

from consult.accounts.viewer import Viewer
from consult.discussion.models import Post, ThreadEvent
from consult.discussion.queries.posts import is_author
from consult.discussion.rules import Event, Status
from consult.moderation.models import Decision


class StepKind(StrEnum):
    """What can happen to a post."""

    RECEIVED = "received"
    SHOWN = "shown"
    EDITED = "edited"
    DECIDED = "decided"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Step:
    """One step. `at` is not known where the public saw nothing of it; a decision stands with its rule and reason."""

    kind: StepKind
    at: datetime | None
    version: int | None = None
    receipt: str = ""
    decision: Decision | None = None


@dataclass(frozen=True)
class Sum:
    """How many posts somebody wrote, in how many submissions, and how many of them have each status."""

    posts: int
    submissions: int
    by_status: Mapping[Status, int]


def sum_of_own(*, viewer: Viewer) -> Sum:
    """The sum of all of the viewer's posts. One query."""
    mine = Post.objects.filter(submission__author=viewer.person, submission__author__isnull=False)
    counted = {status.value: Count("id", filter=Q(status=status)) for status in Status}
    found = mine.aggregate(posts=Count("id"), submissions=Count("submission", distinct=True), **counted)
    return Sum(found["posts"], found["submissions"], {status: found[status.value] for status in Status if found[status.value]})


def fates(posts: Sequence[Post], *, viewer: Viewer) -> Mapping[UUID, Sequence[Step]]:
    """What happened to each of the viewer's own posts (with all its versions, as `own_posts` gives them), oldest step first.

    Three queries, whatever the number of posts. Of a post of somebody else it tells nothing.
    """
    mine = [post for post in posts if is_author(post, viewer)]
    decisions, events = decisions_by_post(mine), events_by_post(mine)
    return {post.pk: sorted(steps(post, decisions.get(post.pk, []), events.get(post.pk, [])), key=moment) for post in mine}


def decisions_by_post(posts: Sequence[Post]) -> Mapping[UUID, list[Decision]]:
    """All decisions on the posts, with rule, its titles, and whoever decided."""
    found = Decision.objects.filter(version__post__in=[post.pk for post in posts]).order_by("decided_at")
    by_post: dict[UUID, list[Decision]] = {}
    for decision in found.select_related("rule", "version", "decided_by").prefetch_related("rule__texts"):
        by_post.setdefault(decision.version.post_id, []).append(decision)
    return by_post


def events_by_post(posts: Sequence[Post]) -> Mapping[UUID, list[ThreadEvent]]:
    """When the public first saw each of the posts, saw it answered, and when it saw it withdrawn."""
    types = [Event.POSTED, Event.ANSWERED, Event.WITHDRAWN]
    found = ThreadEvent.objects.filter(post__in=[post.pk for post in posts], type__in=types)
    by_post: dict[UUID, list[ThreadEvent]] = {}
    for event in found.order_by("seq"):
        by_post.setdefault(event.post_id, []).append(event)
    return by_post


def steps(post: Post, decisions: Sequence[Decision], events: Sequence[ThreadEvent]) -> Iterator[Step]:
    """All that is known of one post, in no order."""
    for version in post.versions.all():
        kind = StepKind.RECEIVED if version.number == 1 else StepKind.EDITED
        yield Step(kind, version.created_at, version.number, version.receipt_id)
    for decision in decisions:
        yield Step(StepKind.DECIDED, decision.decided_at, decision.version.number, decision=decision)
    happened = {event.type: event.at for event in events}
    if Event.POSTED in happened:
        yield Step(StepKind.SHOWN, happened[Event.POSTED])
    if Event.ANSWERED in happened and post.answered:  # type: ignore[attr-defined]  # an answer that is out of sight is none
        yield Step(StepKind.ANSWERED, happened[Event.ANSWERED])
    if post.status == Status.WITHDRAWN:
        yield Step(StepKind.WITHDRAWN, happened.get(Event.WITHDRAWN))


ORDER = tuple(StepKind)


def moment(step: Step) -> tuple[bool, datetime | None, int]:
    """When a step was; of those at one instant, a decision comes before what the public saw of it. What has no instant comes last."""
    first = step.kind is StepKind.DECIDED
    return (step.at is None, step.at, -1 if first else ORDER.index(step.kind))
