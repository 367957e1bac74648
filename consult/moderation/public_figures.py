"""What the public is told of moderation: how long decisions took, how many were reversed, and what everybody saw happen.

Nothing here tells more than the threads did: the log is made of their events, and of what was never shown there are counts only.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, DurationField, Exists, ExpressionWrapper, F, Min, OuterRef, Q, QuerySet, Subquery, When

from consult.consultations.models import Consultation
from consult.discussion.models import PostVersion, ThreadEvent
from consult.discussion.rules import Event, Status
from consult.moderation.models import Decision
from consult.moderation.queries import decisions_in
from consult.moderation.rules import LONG_WAIT, Verdict, median

SEEN_IN_LOG = (Event.HIDDEN, Event.RESTORED)


@dataclass(frozen=True)
class Waits:
    """How long versions that waited for a moderator did so; of those decided, and of those that wait still."""

    decided: int
    median: timedelta | None  # None while nothing has been decided
    longest: timedelta | None
    long: int  # of those decided, longer than LONG_WAIT
    waiting: int
    oldest: timedelta | None  # how long the oldest one has waited; None where nothing waits
    waiting_long: int


def waits(consultation: Consultation, *, now: datetime) -> Waits:
    """The waits of a consultation that the viewer may read. Two queries; one of them brings a number for each decision."""
    done = sorted(first_decisions(consultation).values_list("waited", flat=True))  # type: ignore[misc]  # an annotation; mypy knows columns
    held = PostVersion.objects.filter(status=Status.HELD, post__consultation=consultation)
    still = held.aggregate(n=Count("pk"), since=Min("created_at"), long=Count("pk", filter=Q(created_at__lt=now - LONG_WAIT)))
    return Waits(
        decided=len(done),
        median=median(done),
        longest=done[-1] if done else None,
        long=sum(waited > LONG_WAIT for waited in done),
        waiting=still["n"],
        oldest=now - still["since"] if still["since"] else None,
        waiting_long=still["long"],
    )


def first_decisions(consultation: Consultation) -> QuerySet[Decision]:
    """The first decision on each version that had waited, with `waited`. Only what waits can be published; what is hidden had waited
    where nothing was decided about it before and it was not public from its first instant on."""
    before = Decision.objects.filter(version=OuterRef("version"), decided_at__lt=OuterRef("decided_at"))
    told = ThreadEvent.objects.filter(
        post=OuterRef("version__post"), type__in=[Event.POSTED, Event.EDITED], at=OuterRef("version__created_at")
    )
    at_once = Q(version__shown_at=F("version__created_at")) | Q(Q(version__shown_at=None), Exists(told))  # None: also before there was one
    waited = ExpressionWrapper(F("decided_at") - F("version__created_at"), output_field=DurationField())
    decisions = decisions_in(consultation).annotate(waited=waited)
    return decisions.filter(Q(action=Verdict.PUBLISH) | Q(Q(action=Verdict.HIDE), ~Exists(before), ~at_once))


def reversals(consultation: Consultation) -> int:
    """How many decisions took an earlier one back."""
    return decisions_in(consultation).filter(reverses__isnull=False).count()


def public_log(consultation: Consultation) -> QuerySet[ThreadEvent]:
    """What everybody saw moderators hide and show again, newest first, each with its post and `rule`, the number that was cited.

    A decision is dated as its event is, or just after one on the same version that another clock had dated later.
    """
    decided = Decision.objects.filter(version__post=OuterRef("post"), decided_at__gte=OuterRef("at")).order_by("decided_at")
    hiding = Subquery(decided.filter(action=Verdict.HIDE).values("rule__number")[:1])
    showing = Subquery(decided.exclude(action=Verdict.HIDE).values("rule__number")[:1])
    cited = Case(When(type=Event.HIDDEN, then=hiding), default=showing)
    seen = ThreadEvent.objects.filter(thread__consultation=consultation, type__in=[event.value for event in SEEN_IN_LOG])
    return seen.select_related("post__revision").annotate(rule=cited).order_by("-at", "-pk")
