"""Publish a revision of the draft: open a thread on each new clause, and give every post its place in it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.discussion.actions.place_posts import place_posts
from consult.discussion.models import Thread, ThreadClause
from consult.discussion.rules import ThreadKind
from consult.documents.actions.publish import publish, refuse_unseen, write_down_published
from consult.documents.models import Clause, Revision
from consult.documents.queries import published_before
from consult.documents.rules import DocumentRole
from consult.errors import NotFound, NotPossible
from consult.platform import idempotency, jobs
from consult.proposals.jobs import tell_placed
from consult.proposals.picks import open_conflicts


@idempotency.action
def publish_revision(
    *, actor: Viewer, slug: str, number: int, seen: UUID | None = None, step: int = 0, unsettled: int = 0, now: datetime
) -> Revision:
    """Make revision `number` of the consultation's draft public, for good; open the threads on its clauses, and place every post.

    Args:
        seen: the revision that the actor has looked at; whoever looked at none publishes what is there.
        step: the number of the last step in editing it that they have seen.
        unsettled: how many doubtful places they leave unsettled, knowing it.

    Raises:
        NotFound: there is no such consultation or revision for this actor.
        NotAllowed: see `rights.require`.
        NotPossible: it is published already, or not as it was seen any more, or other doubtful places are left than was said; or
            doubtful links to the revision before are left, or conflicts of picked proposals.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    draft = Revision.objects.select_related("document").filter(document__consultation=consultation, document__role=DocumentRole.DRAFT)
    revision = draft.filter(number=number).first()
    if revision is None:
        raise NotFound if seen is None else NotPossible("draft.gone")
    if seen not in {None, revision.pk}:
        raise NotPossible("draft.gone")
    if seen is not None:
        refuse_unseen(revision, step=step, unsettled=unsettled)
    refuse_conflicts(revision)
    publish(revision, now=now)
    open_threads(revision, consultation, now=now)
    previous = published_before(revision)
    placed = place_posts(revision, previous=previous, now=now) if previous else {}
    write_down_published(revision, consultation, actor=actor, now=now, **placed)
    if previous is not None:
        jobs.enqueue(tell_placed, str(revision.pk))
    return revision


def refuse_conflicts(revision: Revision) -> None:
    """Let no proposal that was picked be dropped unseen.

    Raises:
        NotPossible: `picked.conflict` (`n`: how many are not settled).
    """
    if left := open_conflicts(revision).count():
        raise NotPossible("picked.conflict", n=left)


def open_threads(revision: Revision, consultation: Consultation, *, now: datetime) -> None:
    """A thread of its own for each clause of the revision that has none yet, and the general thread of the consultation."""
    own = ThreadClause.objects.filter(clause=OuterRef("pk"), own=True)
    clauses = list(Clause.objects.filter(~Exists(own), wordings__revision=revision))
    threads = [Thread(consultation=consultation, kind=ThreadKind.CLAUSE, created_at=now) for _ in clauses]
    Thread.objects.bulk_create(threads)
    pairs = zip(threads, clauses, strict=True)
    ThreadClause.objects.bulk_create(ThreadClause(thread=thread, clause=clause, own=True) for thread, clause in pairs)
    if not Thread.objects.filter(consultation=consultation, kind=ThreadKind.GENERAL).exists():
        Thread.objects.create(consultation=consultation, kind=ThreadKind.GENERAL, created_at=now)
