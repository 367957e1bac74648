"""What a list of consultations tells of them: how much came in, and what changed lately. Nothing that its reader may not see."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from heapq import nlargest
from typing import Final
from uuid import UUID

from django.db.models import Case, Count, Max, QuerySet, When

from consult.access import Phase
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import announcements, visible_consultations
from consult.discussion.models import Thread, ThreadEvent
from consult.discussion.rules import Event, Status
from consult.documents.models import Revision
from consult.documents.rules import DocumentRole, RevisionStatus

AT_MOST: Final = 8
LATELY: Final = timedelta(days=7)  # of contributions that became public


class What(StrEnum):
    """What happened, in the order in which it is told of one and the same instant."""

    PUBLISHED = "published"  # a version of the draft
    ANNOUNCED = "announced"
    OPENED = "opened"
    CONTRIBUTED = "contributed"
    CLOSED = "closed"
    ANSWERED = "answered"


ORDER: Final = list(What)


@dataclass(frozen=True)
class Happening:
    """Something that the public may see."""

    at: datetime
    what: What
    consultation: UUID
    number: int = 0  # of the version, or how many contributions


def shown_counts(consultations: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many contributions are public in each of them, as their threads count them; those without any are left out. One query."""
    threads = Thread.objects.filter(consultation__in=list(consultations), counts__total__gt=0).order_by()
    counted: Counter[UUID] = Counter()
    for consultation, counts in threads.values_list("consultation", "counts"):
        counted[consultation] += counts["total"]
    return counted


def happenings(*, viewer: Viewer, now: datetime) -> list[tuple[Happening, Consultation]]:
    """What changed lately in what the viewer may read, newest first, at most eight, each with its consultation and its texts.

    A consultation in preparation is no news, even for its team; neither is one for practice. Six queries, whatever there is.
    """
    public = visible_consultations(viewer=viewer).exclude(step=Phase.DRAFT).filter(practice=False)
    found = [*steps(public, now=now), *announced(public, now=now), *versions(public), *contributions(public, now=now)]
    newest = nlargest(AT_MOST, found, key=age)
    rows = {row.pk: row for row in public.filter(pk__in={one.consultation for one in newest})}
    return [(one, rows[one.consultation]) for one in newest if one.consultation in rows]


def age(one: Happening) -> tuple[datetime, int, UUID]:
    """Sorts by age, the oldest first, and always in the same way."""
    return one.at, ORDER.index(one.what), one.consultation


def steps(public: QuerySet[Consultation], *, now: datetime) -> Iterator[Happening]:
    """Openings and closings. The eight consultations that took a step last hold the eight last steps."""
    last = Case(When(closes_at__lte=now, then="closes_at"), When(opens_at__lte=now, then="opens_at"))
    rows = public.annotate(last=last).filter(last__isnull=False).order_by("-last", "id").prefetch_related(None)
    for row, opened, closed in rows.values_list("pk", "opens_at", "closes_at")[:AT_MOST]:
        if opened is not None and opened <= now:
            yield Happening(opened, What.OPENED, row)
        if closed is not None and closed <= now:
            yield Happening(closed, What.CLOSED, row)


def announced(public: QuerySet[Consultation], *, now: datetime) -> Iterator[Happening]:
    """Announcements of what has not opened yet; afterwards the opening is the news."""
    waiting = public.filter(step=Phase.ANNOUNCED).exclude(opens_at__lte=now).order_by("-created_at", "id").prefetch_related(None)
    for row, at in announcements(waiting.values_list("pk", flat=True)[:AT_MOST]).items():
        yield Happening(at, What.ANNOUNCED, row)


def versions(public: QuerySet[Consultation]) -> Iterator[Happening]:
    """Versions of drafts that were published."""
    drafts = Revision.objects.filter(document__role=DocumentRole.DRAFT, status=RevisionStatus.PUBLISHED)
    published = drafts.filter(document__consultation__in=within(public)).order_by("-published_at", "id")
    for row, at, number in published.values_list("document__consultation", "published_at", "number")[:AT_MOST]:
        if at is not None:
            yield Happening(at, What.PUBLISHED, row, number)


def contributions(public: QuerySet[Consultation], *, now: datetime) -> Iterator[Happening]:
    """How many contributions became public in the last seven days and still are, and when the last of them did."""
    shown = ThreadEvent.objects.filter(type=Event.POSTED, at__gt=now - LATELY, post__status=Status.SHOWN)
    counted = shown.filter(post__consultation__in=within(public)).order_by().values("post__consultation")
    last = counted.annotate(n=Count("id"), last=Max("at")).order_by("-last", "post__consultation")
    for row, at, number in last.values_list("post__consultation", "last", "n")[:AT_MOST]:
        yield Happening(at, What.CONTRIBUTED, row, number)


def within(public: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Them, as a subquery."""
    return public.order_by().prefetch_related(None).values("pk")  # type: ignore[return-value]  # ids, for a subquery alone
