"""What a map of the site lists: the consultations that somebody may read, and the threads in which something is shown; each as of when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import visible_consultations
from consult.discussion.models import Thread, ThreadEvent
from consult.documents.models import Revision
from consult.documents.rules import DocumentRole, RevisionStatus


@dataclass(frozen=True)
class Listed:
    """A consultation. at: when the public last saw something happen in it; drafted: when its newest draft was published."""

    slug: str
    at: datetime | None
    drafted: datetime | None


@dataclass(frozen=True)
class Spoken:
    """A thread that holds something, of one clause where that is named. at: its last event."""

    slug: str
    thread: UUID
    clause: UUID | None
    at: datetime


def listed(*, viewer: Viewer, now: datetime) -> list[Listed]:
    """The consultations, the oldest first, without those for practice. One query."""
    published = Revision.objects.filter(document__consultation=OuterRef("pk"), document__role=DocumentRole.DRAFT)
    newest = published.filter(status=RevisionStatus.PUBLISHED).order_by("-number").values("published_at")[:1]
    told = ThreadEvent.objects.filter(consultation=OuterRef("pk"), nth__isnull=False).order_by("-nth").values("at")[:1]
    rows = to_map(viewer=viewer).annotate(drafted=Subquery(newest), told=Subquery(told)).order_by("created_at", "id")
    return [
        Listed(slug, max((at for at in (drafted, *steps) if at is not None and at <= now), default=None), drafted)
        for slug, drafted, *steps in rows.values_list("slug", "drafted", "told", "opens_at", "closes_at")
    ]


def spoken(*, viewer: Viewer) -> QuerySet[Thread]:
    """The threads in the same order, to be counted and cut; see `spoken_in`."""
    threads = Thread.objects.filter(consultation__in=to_map(viewer=viewer), counts__total__gt=0)
    return threads.order_by("consultation__created_at", "consultation_id", "created_at", "id")


def spoken_in(threads: QuerySet[Thread]) -> Iterator[Spoken]:
    """What is listed of them. One query."""
    last = ThreadEvent.objects.filter(thread=OuterRef("pk"), seq=OuterRef("last_seq")).values("at")
    own = FilteredRelation("places", condition=Q(places__own=True))
    rows = threads.annotate(own_place=own, at=Subquery(last))
    for slug, thread, clause, at in rows.values_list("consultation__slug", "pk", "own_place__clause", "at"):
        yield Spoken(slug, thread, clause, at)


def to_map(*, viewer: Viewer) -> QuerySet[Consultation]:
    """The consultations that are listed."""
    return visible_consultations(viewer=viewer).filter(practice=False).prefetch_related(None).order_by()
