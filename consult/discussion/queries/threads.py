"""The threads of a consultation that belong to no clause alone, with what everybody may know of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, DateTimeField, Prefetch, Q, QuerySet, When
from django.utils.translation import gettext as _

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.discussion.models import Thread, ThreadClause
from consult.discussion.queries.posts import readable
from consult.discussion.rules import ThreadKind, ThreadStatus
from consult.documents.models import Wording
from consult.documents.queries import labels_in_draft, published_revisions
from consult.formats.outline.clauses import Part

PLACES = Prefetch("places", queryset=ThreadClause.objects.order_by("pk"))


@dataclass(frozen=True)
class Listed:
    """A thread, and what readers call the clauses that it is about, in reading order: id → label."""

    thread: Thread
    clauses: Mapping[UUID, str]


def title_of(thread: Thread) -> str:
    """What readers call a thread that belongs to no clause alone."""
    return thread.title or _("The draft as a whole")


def threads_of(consultation: Consultation, *, naming: UUID | None = None) -> QuerySet[Thread]:
    """The general thread and those over several clauses, each with its places, the oldest first; or only those that name a clause.

    For a consultation that the viewer may read.
    """
    found = Thread.objects.filter(consultation=consultation).exclude(kind=ThreadKind.CLAUSE)
    if naming is not None:
        found = found.filter(places__clause=naming)
    return found.prefetch_related(PLACES).order_by("created_at", "id")


def one_thread(thread_id: UUID, *, viewer: Viewer, now: datetime) -> Thread:
    """A thread of any kind, with its places.

    Raises:
        NotFound: there is none that the viewer may read.
    """
    found = Thread.objects.select_related("consultation").prefetch_related(PLACES).filter(pk=thread_id).first()
    return readable(found, viewer=viewer, now=now)


def listed(threads: Sequence[Thread], consultation: Consultation) -> list[Listed]:
    """The threads with what their clauses are called in the draft, or were called last. One query beside theirs."""
    named = {place.clause_id for thread in threads for place in thread.places.all()}
    called = labels_in_draft(consultation, named)
    return [Listed(thread, {p.clause_id: called[p.clause_id] for p in thread.places.all() if p.clause_id in called}) for thread in threads]


def threads_to_keep(consultation: Consultation) -> QuerySet[Thread]:
    """All threads that a moderator looks after by name: the general one, those over several clauses, and whichever is closed.

    Each with its places; of closed threads of single clauses, which come last, the latest closed first. For whoever may read the desk.
    """
    of_clause = Q(kind=ThreadKind.CLAUSE)
    closed_at = Case(When(of_clause, then="locked_at"), output_field=DateTimeField(null=True))
    found = Thread.objects.filter(~of_clause | Q(status=ThreadStatus.LOCKED), consultation=consultation)
    return found.prefetch_related(PLACES).order_by(closed_at.desc(nulls_first=True), "created_at", "id")


def choices(consultation: Consultation) -> list[Wording]:
    """The clauses of the latest published revision, in reading order, from which a thread's are chosen; its explanations are left out."""
    latest = published_revisions(consultation).first()
    return list(Wording.objects.filter(revision=latest).exclude(part=Part.EXPLANATION).order_by("position")) if latest else []
