"""What readers reported: for the team what waits for an answer, for everybody how much there was and how long answers took."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import require
from consult.discussion.models import Flag, Post
from consult.discussion.queries.posts import shown_once
from consult.discussion.rules import Outcome, Status
from consult.moderation.models import Keeping
from consult.moderation.rules import median

DECIDED = (Outcome.HIDDEN, Outcome.STOOD)  # by a moderator, about what was reported
WAITED = ExpressionWrapper(F("answered_at") - F("created_at"), output_field=DurationField())
OPEN = Flag.objects.filter(answered_at=None).select_related("version").order_by("created_at")
OPEN_FLAGS = Prefetch("flags", queryset=OPEN, to_attr="open_flags")


def reported(slug: str, *, viewer: Viewer, now: datetime) -> QuerySet[Post]:
    """The public posts that readers reported and nobody has answered for, the longest waiting first.

    They are as `discussion.queries.shown_once` has them. `post.open_flags` holds the flags, oldest first; who put them up is told to
    nobody. `post.flagged_at` is when the first came.

    Raises:
        NotFound: the viewer may not see the consultation.
        NotAllowed: the viewer is not of its team.
    """
    consultation = consultation_of(slug, viewer=viewer, now=now)
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    return reported_in(consultation)


def reported_in(consultation: Consultation) -> QuerySet[Post]:
    """The same, for whoever has asked for the right."""
    first = Flag.objects.filter(post=OuterRef("pk"), answered_at=None).order_by("created_at").values("created_at")[:1]
    posts = shown_once().filter(consultation=consultation, flagged__gt=0, status=Status.SHOWN).annotate(flagged_at=Subquery(first))
    return posts.select_related("thread").prefetch_related(OPEN_FLAGS).order_by("flagged_at", "id")


def flags_on(post: Post) -> list[Flag]:
    """What readers reported of a post that the viewer may decide about, and nobody has answered, oldest first."""
    if not post.flagged:
        return []
    return list(Flag.objects.filter(post=post, answered_at=None).select_related("version").order_by("created_at"))


def keepings_on(post: Post) -> list[Keeping]:
    """When the post was let stand, and why, oldest first; for the team."""
    return list(Keeping.objects.filter(version__post=post).select_related("version", "kept_by").order_by("kept_at"))


def has_flagged(post: Post, *, viewer: Viewer) -> bool:
    """Whether the viewer has reported the post as it is now, or waits for an answer about an earlier version."""
    now = Q(answered_at=None) | Q(version__status=Status.SHOWN)
    return viewer.person is not None and Flag.objects.filter(now, post=post, person=viewer.person).exists()


@dataclass(frozen=True)
class Reports:
    """What became of readers' reports in a consultation: received = hidden + stood + settled + waiting, and how long answers took."""

    received: int
    hidden: int  # a moderator hid what was reported
    stood: int  # a moderator let it stand
    settled: int  # otherwise: a later version was published, or the author took it back
    waiting: int
    median: timedelta | None  # until a moderator hid it or let it stand; None while there was none
    longest: timedelta | None
    oldest: timedelta | None  # how long the oldest one has waited; None where none waits


def reports(consultation: Consultation, *, now: datetime) -> Reports:
    """The reports of a consultation that the viewer may read. Two queries, of a few rows however many there are."""
    flags = Flag.objects.filter(post__consultation=consultation)
    became = {outcome.value: Count("pk", filter=Q(outcome=outcome)) for outcome in Outcome}
    decided = flags.filter(outcome__in=DECIDED).annotate(waited=WAITED)
    counted = flags.annotate(waited=WAITED).aggregate(
        received=Count("pk"),
        waiting=Count("pk", filter=Q(answered_at=None)),
        since=Min("created_at", filter=Q(answered_at=None)),
        longest=Max("waited", filter=Q(outcome__in=DECIDED)),
        **became,
    )
    since, n = counted.pop("since"), counted["hidden"] + counted["stood"]
    middle = decided.order_by("waited").values_list("waited", flat=True)[max(n - 1, 0) // 2 : n // 2 + 1]
    return Reports(**counted, median=median(list(middle)) if n else None, oldest=now - since if since else None)
