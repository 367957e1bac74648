"""What can be asked about moderation: the queue, and what was decided."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import require
from consult.discussion.actions.change_status import leads_to
from consult.discussion.models import Attachment, Post, PostVersion
from consult.discussion.queries.posts import VERSIONS, held_versions, known_post
from consult.discussion.rules import Status
from consult.errors import NotFound
from consult.moderation.models import Decision
from consult.moderation.rules import ACTIONS, OFFERED, SECOND_THOUGHT, Verdict

LATELY, ALIKE = 1_000, 200  # decisions of all consultations, and of the one, among which similar ones are looked for


def queue(slug: str, *, viewer: Viewer, now: datetime) -> QuerySet[PostVersion]:
    """What waits for a decision in the consultation, oldest first, each with its post, thread, author and revision.

    A version that is shown stands for the files that came with it: of these one waits.

    Raises:
        NotFound: the viewer may not see the consultation.
        NotAllowed: the viewer is not of its team.
    """
    consultation = consultation_of(slug, viewer=viewer, now=now)
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    return held_versions(consultation)


def stretch(waiting: QuerySet[PostVersion], *, around: PostVersion, before: int, limit: int) -> list[PostVersion]:
    """At most `limit` of what waits, oldest first: `around` and what follows it, after at most `before` that are older. Two queries."""
    older = Q(created_at__lt=around.created_at) | Q(created_at=around.created_at, pk__lt=around.pk)
    earlier = list(waiting.filter(older).order_by("-created_at", "-id")[:before])
    return [*reversed(earlier), *waiting.exclude(older)[: limit - len(earlier)]]


def post_to_decide(post_id: UUID, *, viewer: Viewer, now: datetime) -> Post:
    """A post with all its versions, for the team; `has_files` says whether any came with it, `has_held_files` whether one waits.

    Raises:
        NotFound: there is none that the viewer may know of.
        NotAllowed: the viewer is not of the team.
    """
    found = Post.objects.select_related("consultation__chain", "thread", "revision", "submission__author", "reply_to")
    files = Attachment.objects.filter(submission=OuterRef("submission"))
    told = {"has_files": Exists(files), "has_held_files": Exists(files.filter(status=Status.HELD))}
    post = found.prefetch_related(VERSIONS).annotate(**told).filter(pk=post_id).first()
    if post is None:
        raise NotFound
    require(viewer, Right.QUEUE_READ, at=known_post(post, viewer=viewer, now=now).consultation, now=now)
    return post


def offered_for(version: PostVersion, *, versions: Collection[PostVersion]) -> tuple[Verdict, ...]:
    """What a page offers for a version as it stands among all versions of its post."""
    return tuple(verdict for verdict in OFFERED.get(Status(version.status), ()) if leads_to(version, ACTIONS[verdict], versions=versions))


def posts_of_team(slug: str, post_ids: Collection[UUID], *, viewer: Viewer, now: datetime) -> list[Post]:
    """These posts of a consultation, whatever their status, each with its revision.

    Raises:
        NotFound: the viewer may not see the consultation.
        NotAllowed: the viewer is not of its team.
    """
    consultation = consultation_of(slug, viewer=viewer, now=now)
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    return list(Post.objects.filter(consultation=consultation, pk__in=post_ids).select_related("revision"))


def decisions_on(post: Post, *, viewer: Viewer, now: datetime) -> list[Decision]:
    """All decisions on a post, oldest first, with rule and moderator; for its author and the team, who alone read reasons."""
    decisions = Decision.objects.filter(version__post=post).select_related("rule", "decided_by", "version").order_by("decided_at")
    if viewer.person is not None and post.submission.author_id == viewer.person.pk:
        return list(decisions)
    require(viewer, Right.QUEUE_READ, at=post.consultation, now=now)
    return list(decisions)


def decision_with(decision_id: UUID) -> Decision:
    """A decision with its rule and its version as that stands now, for whoever took it."""
    return Decision.objects.select_related("rule", "version").get(pk=decision_id)


def decisions_in(consultation: Consultation) -> QuerySet[Decision]:
    """All decisions of a consultation. Each cites a rule of its own, and of rules there are few: nothing is joined with the posts."""
    return Decision.objects.filter(rule__consultation=consultation)


@dataclass(frozen=True)
class Standing:
    """What the team of one consultation knows of an author: since when they have an account, and what became of theirs here."""

    joined_at: datetime | None  # None where nobody signed in to send it, or who did is gone
    shown: int
    hidden: int
    held: int


def standing_of(post: Post) -> Standing:
    """The standing of the author of a post that the viewer may decide about. Other consultations are none of its team's business."""
    author = post.submission.author
    if author is None:
        return Standing(None, 0, 0, 0)
    counted = by_status(Post.objects.filter(submission__author=author, consultation=post.consultation_id))
    joined_at = author.joined_at if author.erased_at is None else None
    return Standing(joined_at, counted.get(Status.SHOWN, 0), counted.get(Status.HIDDEN, 0), counted.get(Status.HELD, 0))


def by_status(posts: QuerySet[Post]) -> dict[str, int]:
    """How many of them have which status."""
    return dict(posts.values_list("status").annotate(n=Count("pk")).order_by())


def decisions_alike(version: PostVersion, *, limit: int) -> list[Decision]:
    """Late decisions on others of the consultation where screening saw the same, or that cite the rule it is hidden under.

    They are looked for among the last thousand decisions of all consultations, so that it takes as long however many there are.
    """
    seen, lately = codes_of(version), Decision.objects.order_by("-decided_at").values("pk")[:LATELY]
    others = decisions_in(version.post.consultation).exclude(version__post=version.post).filter(pk__in=lately)
    found = others.order_by("-decided_at", "id").select_related("rule", "version__post__revision")[:ALIKE]
    alike = (one for one in found if seen & codes_of(one.version) or one.rule.number == version.rule)
    return list(islice(alike, limit))


def codes_of(version: PostVersion) -> set[str]:
    """What screening saw in it."""
    return {signal["code"] for signal in version.signals}


def others_in_thread(post: Post) -> dict[str, int]:
    """How many posts of the thread have which status, but for this one; for the team."""
    return by_status(Post.objects.filter(thread=post.thread_id).exclude(pk=post.pk))


def own_decisions(slug: str, *, viewer: Viewer, now: datetime) -> QuerySet[Decision]:
    """The viewer's own decisions in a consultation, newest first, each with `later`: when the next one on its version was taken.

    Raises:
        NotFound: the viewer may not see the consultation.
        NotAllowed: the viewer is not of its team.
    """
    consultation = consultation_of(slug, viewer=viewer, now=now)
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    return taken_by(viewer, consultation)


def taken_by(viewer: Viewer, consultation: Consultation) -> QuerySet[Decision]:
    """The same, for whoever has asked for the right."""
    mine = decisions_in(consultation).filter(decided_by=viewer.person)
    next_one = Decision.objects.filter(version=OuterRef("version"), decided_at__gt=OuterRef("decided_at")).order_by("decided_at")
    known = mine.select_related("version__post__revision", "rule").prefetch_related("rule__texts")
    return known.annotate(later=Subquery(next_one.values("decided_at")[:1])).order_by("-decided_at", "id")


def still_untold(consultation: Consultation, *, viewer: Viewer, now: datetime, post: Post | None = None) -> Decision | None:
    """The viewer's latest decision in a consultation, or on one post, while its author has not been told, it stands,
    and no later version has taken its place. One query."""
    later_one = PostVersion.objects.filter(post=OuterRef("version__post"), number__gt=OuterRef("version__number"))
    lately = taken_by(viewer, consultation).filter(decided_at__gt=now - SECOND_THOUGHT).annotate(overtaken=Exists(later_one))
    latest = (lately.filter(version__post=post) if post else lately).first()
    if latest is None or latest.later is not None or latest.overtaken:  # type: ignore[attr-defined]
        return None
    return latest
