"""What came in and what waits, for the team, counted in the database: a fixed number of queries, whatever the number of posts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models import Count, F, Min, QuerySet
from django.db.models.functions import TruncDate

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Status
from consult.discussion.stances import STANCES
from consult.documents.models import Wording
from consult.documents.queries import published_revisions
from consult.moderation.waiting_counts import Pending, pending_in
from consult.platform.snapshot import at_one_instant
from consult.platform.times import ZONES, local
from consult.polls.models import Poll
from consult.reports.arrivals import Arrivals, Arrived, ClauseArrivals, Day, Scale, spans_of, total
from consult.reports.participants import people

ZONE: Final = "WIB"  # whose days are counted
Key = TypeVar("Key", date, UUID | None)


def arrivals(consultation: Consultation, *, viewer: Viewer, now: datetime, called: Mapping[str, str]) -> Arrivals:
    """What came in until `now`, by day of western Indonesia, by stance and by clause, and what waits. Ten queries.

    Args:
        called: what stands for the label of a clause where something is about none, or about one that is gone (`words`).

    Raises:
        NotFound, NotAllowed: the viewer is not of the team.
    """
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    with at_one_instant():
        days, by_clause = days_of(consultation), clauses_of(consultation)
        clauses = labelled(by_clause, wordings(consultation), called=called)
        took_part = people(consultation)
        waits, polls = pending_in(consultation), polls_of(consultation)
    first, last = bounds(consultation, days, now=now)
    scale, spans = spans_of(days, first=first, last=last) if first and last else (Scale.DAY, ())
    return Arrivals(
        people=took_part,
        scale=scale,
        spans=spans,
        clauses=clauses,
        waits=waits,
        polls=polls,
        posts=total(by_clause.values()),
        submissions=sum(day.submissions for day in days.values()),
    )


def polls_of(consultation: Consultation) -> dict[str, Pending]:
    """Status → how many polls stand so, and when the earliest of them was made. One query."""
    counted = Poll.objects.filter(consultation=consultation).order_by().values_list("status")
    return {status: Pending(n, made) for status, n, made in counted.annotate(n=Count("pk"), made=Min("created_at"))}


def days_of(consultation: Consultation) -> dict[date, Day]:
    """Day → what was received then, and what became of it by now; days without any are left out. Two queries."""
    day = TruncDate("submission__received_at", tzinfo=ZONES[ZONE])
    came = Post.objects.filter(consultation=consultation).order_by().values_list(day)
    counted = list(came.annotate(posts=Count("pk"), submissions=Count("submission", distinct=True)))
    shown = by_stance(consultation, TruncDate("post__submission__received_at", tzinfo=ZONES[ZONE]))
    return {day: Day(submissions, arrived(posts, shown.get(day, {}))) for day, posts, submissions in counted}


def clauses_of(consultation: Consultation) -> dict[UUID | None, Arrived]:
    """Clause → what was received on it. Two queries."""
    counted = dict(Post.objects.filter(consultation=consultation).order_by().values_list("clause").annotate(n=Count("pk")))
    shown = by_stance(consultation, F("post__clause"))
    return {clause: arrived(n, shown.get(clause, {})) for clause, n in counted.items()}


def by_stance(consultation: Consultation, key: Any) -> dict[Any, dict[str, int]]:
    """Key → stance → how many shown posts take it; those that take none, which are replies, under the empty word. One query."""
    shown = PostVersion.objects.filter(post__consultation=consultation, status=Status.SHOWN).order_by()
    found: dict[Any, dict[str, int]] = {}
    rows: QuerySet[Any, Any] = shown.annotate(key=key).values_list("key", "stance").annotate(n=Count("pk"))
    for one, stance, n in rows:
        found.setdefault(one, {})[stance] = n
    return found


def arrived(received: int, shown: Mapping[str, int]) -> Arrived:
    """The figures of one day or clause."""
    return Arrived(received, {stance: shown.get(stance, 0) for stance in STANCES}, shown.get("", 0))


def wordings(consultation: Consultation) -> Iterable[tuple[UUID, str, str]]:
    """Id, label and heading of each clause of the newest version in reading order. One query."""
    newest = published_revisions(consultation).values("pk")[:1]
    return Wording.objects.filter(revision__in=newest).order_by("position").values_list("clause", "label", "heading")


def labelled(
    counted: Mapping[UUID | None, Arrived], draft: Iterable[tuple[UUID, str, str]], *, called: Mapping[str, str]
) -> tuple[ClauseArrivals, ...]:
    """The clauses of the draft on which anything came in, in its order; then, as in the summary, the rest as one."""
    left = dict(counted)
    found = [ClauseArrivals(str(clause), label, heading, left.pop(clause)) for clause, label, heading in draft if clause in left]
    rest = called["general_and_gone"] if left.keys() - {None} else called["general"]
    return (*found, ClauseArrivals("", rest, "", total(left.values()))) if left else tuple(found)


def bounds(consultation: Consultation, days: Mapping[date, Day], *, now: datetime) -> tuple[date | None, date | None]:
    """The first and the last day that is told of: from the opening until the closing or today, and whatever came in beside."""
    opens, closes = consultation.opens_at, consultation.closes_at
    has_opened = opens is not None and opens <= now
    ended = closes - timedelta(microseconds=1) if closes and closes <= now else now  # what closes at midnight has no day more
    known = [*days, *([local(opens, ZONE).date(), local(ended, ZONE).date()] if opens and has_opened else [])]
    return (min(known), max(known)) if known else (None, None)
