"""A draft as it is read, with how much has been told of what people say about it."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from consult.accounts.viewer import Viewer
from consult.consultations.queries import seen
from consult.discussion.models import Thread
from consult.documents.models import Revision
from consult.documents.queries import newest_number
from consult.documents.rules import DocumentRole, RevisionStatus
from consult.errors import NotFound


def draft_to_read(slug: str, *, viewer: Viewer, now: datetime, number: int | None = None) -> Revision:
    """The latest published revision of a consultation's draft, or the one with that number, with the consultation and its texts.

    Two queries. Its `newest_number` is that of the latest, its `previous_number` that of the published one before it, where there is one.

    Its `told` is the number of events in all threads: it grows with everything that the public is shown or shown no more, so that
    what was put together at one number holds until the next.

    Raises:
        NotFound: there is none that the viewer may read.
    """
    found = published(slug) if number is None else published(slug).filter(number=number)
    before = Revision.objects.filter(document=OuterRef("document"), status=RevisionStatus.PUBLISHED, number__lt=OuterRef("number"))
    numbers = {"newest": newest_number("document"), "previous_number": Subquery(before.order_by("-number").values("number")[:1])}
    revision = with_told(found).annotate(**numbers).first()
    if revision is None:
        raise NotFound
    seen(revision.document.consultation, viewer=viewer, now=now)
    revision.newest_number = revision.newest  # type: ignore[attr-defined]  # as annotated above
    return revision


def published(slug: str) -> QuerySet[Revision]:
    """The published revisions of the draft, the latest first."""
    drafts = Revision.objects.filter(document__consultation__slug=slug, document__role=DocumentRole.DRAFT, status=RevisionStatus.PUBLISHED)
    whole = drafts.select_related("document__consultation__chain").prefetch_related("document__consultation__texts")
    return whole.order_by("-number")


def with_told(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """The same, each with how much has been told: see `draft_to_read`."""
    return revisions.annotate(told=Coalesce(Subquery(events_told()), 0))


def events_told() -> QuerySet[Thread, dict[str, int]]:
    """The sum of the threads' last numbers, for the consultation of a revision."""
    threads = Thread.objects.filter(consultation=OuterRef("document__consultation")).order_by()
    return threads.values("consultation").annotate(told=Sum("last_seq")).values("told")
